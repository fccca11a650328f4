/** A page, or its text, cannot be drawn. The page says so in its place, and the document goes on. */
export class DocumentFailedEvent extends Event {
  static readonly type = 'signing-document-failed';

  constructor(
    readonly page: number,
    readonly part: 'picture' | 'text',
    readonly error: unknown,
  ) {
    super(DocumentFailedEvent.type, { bubbles: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'signing-document-failed': DocumentFailedEvent;
  }
}
