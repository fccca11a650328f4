/** The reader wants to keep the original. Who knows where it is has to do it. */
export class DocumentDownloadEvent extends Event {
  static readonly type = 'signing-document-download';

  constructor() {
    super(DocumentDownloadEvent.type, { bubbles: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'signing-document-download': DocumentDownloadEvent;
  }
}
