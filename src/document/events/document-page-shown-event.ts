/** A page was in view, painted, for long enough to be seen. Once per page of a document. */
export class DocumentPageShownEvent extends Event {
  static readonly type = 'signing-document-page-shown';

  constructor(readonly page: number) {
    super(DocumentPageShownEvent.type, { bubbles: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'signing-document-page-shown': DocumentPageShownEvent;
  }
}
