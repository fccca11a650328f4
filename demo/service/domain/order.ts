/**
 * An order, as a state: what its tasks are, and which status follows from them. Pure: time comes in,
 * changes go out, nothing is stored here.
 */

export type TaskStatus = 'blocked' | 'ready' | 'completed' | 'rejected' | 'expired' | 'deleted';

export type OrderStatus = 'open' | 'packaging' | 'completed' | 'rejected' | 'expired' | 'deleted' | 'failed';

/** Where the making of the sealed PDF stands: `waiting` for the last signer, `pending` to be made. */
export type PackagingStatus = 'waiting' | 'pending' | 'failed' | 'done';

export interface TaskState {
  readonly id: string;
  readonly status: TaskStatus;
  /** Ids of the tasks that must be completed before this one is ready. */
  readonly dependsOn: readonly string[];
  readonly deadlineAt: Date | undefined;
}

export interface OrderState {
  readonly onReject: 'close' | 'continue';
  readonly withdrawn: boolean;
  readonly packaging: PackagingStatus;
  readonly tasks: readonly TaskState[];
}

export function isFinal(status: TaskStatus): boolean {
  return status !== 'blocked' && status !== 'ready';
}

/** Order status is derived, never set. The first rule that holds gives it. */
export function orderStatus(order: OrderState): OrderStatus {
  const any = (status: TaskStatus) => order.tasks.some((task) => task.status === status);
  const ended = order.tasks.every((task) => isFinal(task.status));
  if (order.withdrawn) return 'deleted';
  if (!ended) return 'open';
  if (any('rejected')) return 'rejected';
  if (any('expired')) return 'expired';
  if (any('deleted')) return 'deleted';
  switch (order.packaging) {
    case 'done':
      return 'completed';
    case 'failed':
      return 'failed';
    case 'waiting':
    case 'pending':
      return 'packaging';
  }
}

export interface TaskChange {
  readonly taskId: string;
  readonly status: TaskStatus;
}

/**
 * What follows by itself from the state and the time: deadlines pass, tasks become ready when those
 * they wait for are completed, and cannot be done any more when those end otherwise.
 *
 * @returns the changes in the order in which they happen; none when nothing follows
 */
export function settle(order: OrderState, now: Date): TaskChange[] {
  const status = new Map(order.tasks.map((task) => [task.id, task.status]));
  const changes: TaskChange[] = [];
  const change = (task: TaskState, to: TaskStatus) => {
    status.set(task.id, to);
    changes.push({ taskId: task.id, status: to });
  };
  const open = (task: TaskState) => !isFinal(status.get(task.id) ?? task.status);

  for (const task of order.tasks) {
    if (open(task) && task.deadlineAt && task.deadlineAt.getTime() <= now.getTime()) change(task, 'expired');
  }
  const closed =
    order.withdrawn ||
    (order.onReject === 'close' && [...status.values()].some((value) => value === 'rejected'));
  if (closed) {
    for (const task of order.tasks) if (open(task)) change(task, 'deleted');
  }
  // One round for each link of the longest chain of tasks, so that it always ends.
  for (let moved = true; moved;) {
    moved = false;
    for (const task of order.tasks) {
      if (status.get(task.id) !== 'blocked') continue;
      const waitsFor = task.dependsOn.map((id) => status.get(id));
      const cannot = waitsFor.some((value) => value !== undefined && value !== 'completed' && isFinal(value));
      const may = waitsFor.every((value) => value === 'completed');
      if (cannot || may) {
        change(task, cannot ? 'deleted' : 'ready');
        moved = true;
      }
    }
  }
  return changes;
}
