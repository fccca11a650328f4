/** The signer is doing something in the widget: for a page whose own session must not time out. At most once a minute. */
export class SigningActivityEvent extends Event {
  static readonly type = 'signing-activity';

  constructor() {
    super(SigningActivityEvent.type, { bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'signing-activity': SigningActivityEvent;
  }
}
