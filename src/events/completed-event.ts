/** The service has confirmed the signature. Not fired for a task that was signed before it was opened. */
export class SigningCompletedEvent extends Event {
  static readonly type = 'signing-completed';

  constructor(
    readonly taskId: string,
    readonly sequence: number,
  ) {
    super(SigningCompletedEvent.type, { bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'signing-completed': SigningCompletedEvent;
  }
}
