/** The reader wants to be at another page. Between the list of pages and the view: it goes no further. */
export class PageChosenEvent extends Event {
  static readonly type = 'signing-page-chosen';

  constructor(readonly page: number) {
    super(PageChosenEvent.type);
  }
}
