/** The session ends soon unless the signer goes on. The widget says so too, and offers to stay. */
export class SigningSessionExpiringEvent extends Event {
  static readonly type = 'signing-session-expiring';

  constructor(readonly secondsLeft: number) {
    super(SigningSessionExpiringEvent.type, { bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'signing-session-expiring': SigningSessionExpiringEvent;
  }
}
