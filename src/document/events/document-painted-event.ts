/** The first picture of a document is in the view. Once per document. */
export class DocumentPaintedEvent extends Event {
  static readonly type = 'signing-document-painted';

  constructor() {
    super(DocumentPaintedEvent.type, { bubbles: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'signing-document-painted': DocumentPaintedEvent;
  }
}
