/** The signer has broken off. The task is still open; nothing that was filled in is kept. */
export class SigningCancelledEvent extends Event {
  static readonly type = 'signing-cancelled';

  constructor(
    readonly taskId: string,
    readonly sequence: number,
  ) {
    super(SigningCancelledEvent.type, { bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'signing-cancelled': SigningCancelledEvent;
  }
}
