/** The signer has left the task for later. It is still open, and what was filled in is kept. */
export class SigningPostponedEvent extends Event {
  static readonly type = 'signing-postponed';

  constructor(
    readonly taskId: string,
    readonly sequence: number,
  ) {
    super(SigningPostponedEvent.type, { bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'signing-postponed': SigningPostponedEvent;
  }
}
