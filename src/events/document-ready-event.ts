/** The first page of a document is painted. Once for each opening. */
export class SigningDocumentReadyEvent extends Event {
  static readonly type = 'signing-document-ready';

  constructor(readonly documentId: string) {
    super(SigningDocumentReadyEvent.type, { bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'signing-document-ready': SigningDocumentReadyEvent;
  }
}
