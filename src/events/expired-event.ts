/** The deadline of the task passed while it was open here. */
export class SigningExpiredEvent extends Event {
  static readonly type = 'signing-expired';

  constructor(
    readonly taskId: string,
    readonly sequence: number,
  ) {
    super(SigningExpiredEvent.type, { bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'signing-expired': SigningExpiredEvent;
  }
}
