import type { WidgetStatus } from '../session/status.ts';
import type { TaskStatus } from '../session/task-facts.ts';

/** The widget stands somewhere else than before. */
export class SigningStatusChangeEvent extends Event {
  static readonly type = 'signing-status-change';

  constructor(
    readonly status: WidgetStatus,
    readonly previous: WidgetStatus,
    /** Where the task stands; `undefined` while none is open. */
    readonly taskStatus: TaskStatus | undefined,
    /** Of the order's history: of two, the higher one is the later. */
    readonly sequence: number | undefined,
  ) {
    super(SigningStatusChangeEvent.type, { bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'signing-status-change': SigningStatusChangeEvent;
  }
}
