import type { TaskStatus } from '../session/task-facts.ts';

/** The task is open: it can be read, whatever its status. Once for each opening. */
export class SigningReadyEvent extends Event {
  static readonly type = 'signing-ready';

  constructor(readonly taskStatus: TaskStatus) {
    super(SigningReadyEvent.type, { bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'signing-ready': SigningReadyEvent;
  }
}
