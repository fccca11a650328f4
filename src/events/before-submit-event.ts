/** The signer has pressed "sign" and nothing has been sent yet. `preventDefault()` holds it back. */
export class SigningBeforeSubmitEvent extends Event {
  static readonly type = 'signing-before-submit';

  constructor(readonly taskId: string) {
    super(SigningBeforeSubmitEvent.type, { bubbles: true, composed: true, cancelable: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'signing-before-submit': SigningBeforeSubmitEvent;
  }
}
