/** A page has been in view. Once for each page and opening. */
export class SigningPageViewedEvent extends Event {
  static readonly type = 'signing-page-viewed';

  constructor(
    readonly documentId: string,
    /** Counted from 1. */
    readonly page: number,
  ) {
    super(SigningPageViewedEvent.type, { bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'signing-page-viewed': SigningPageViewedEvent;
  }
}
