/** The reader wants the original on paper. Who knows where it is has to do it. */
export class DocumentPrintEvent extends Event {
  static readonly type = 'signing-document-print';

  constructor() {
    super(DocumentPrintEvent.type, { bubbles: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'signing-document-print': DocumentPrintEvent;
  }
}
