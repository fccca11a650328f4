/** The reader is done with the list of pages. Between it and the view: it goes no further. */
export class PageListCloseEvent extends Event {
  static readonly type = 'signing-page-list-close';

  constructor() {
    super(PageListCloseEvent.type);
  }
}
