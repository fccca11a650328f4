import type { OrderStatus } from '../session/task-facts.ts';

/** Somebody else has signed or said no, or the order has moved on. Once for each change, and it names nobody. */
export class SigningOrderChangeEvent extends Event {
  static readonly type = 'signing-order-change';

  constructor(
    /** What has happened, such as `task.completed` or `order.completed`. */
    readonly change: string,
    /** Of the order's history: of two, the higher one is the later. */
    readonly sequence: number,
    readonly orderStatus: OrderStatus,
    /** Whether it is about the task that is open here. */
    readonly own: boolean,
  ) {
    super(SigningOrderChangeEvent.type, { bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'signing-order-change': SigningOrderChangeEvent;
  }
}
