/** The page is about to be left for the return URL of the task. `preventDefault()` keeps it. */
export class SigningBeforeNavigateEvent extends Event {
  static readonly type = 'signing-before-navigate';

  constructor(readonly url: string) {
    super(SigningBeforeNavigateEvent.type, { bubbles: true, composed: true, cancelable: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'signing-before-navigate': SigningBeforeNavigateEvent;
  }
}
