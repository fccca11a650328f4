/** The task was rejected while it was open here. */
export class SigningRejectedEvent extends Event {
  static readonly type = 'signing-rejected';

  constructor(
    readonly taskId: string,
    readonly sequence: number,
  ) {
    super(SigningRejectedEvent.type, { bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'signing-rejected': SigningRejectedEvent;
  }
}
