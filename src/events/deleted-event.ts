/** The sender withdrew the task while it was open here. */
export class SigningDeletedEvent extends Event {
  static readonly type = 'signing-deleted';

  constructor(
    readonly taskId: string,
    readonly sequence: number,
  ) {
    super(SigningDeletedEvent.type, { bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'signing-deleted': SigningDeletedEvent;
  }
}
