/**
 * One change of one order: its lock, its rows, and at the end its history and its status, all in one
 * transaction. What follows by itself (a deadline that has passed, a task that is ready now) is settled
 * before the change and after it, so that no use case has to think of it.
 */
import { chainHistory, STATUS_CHANGES, type HistoryEntry, type HistoryFact } from '../domain/history.ts';
import { orderStatus, settle, type OrderStatus, type TaskStatus } from '../domain/order.ts';
import { planDeliveries } from '../domain/notice-plan.ts';
import { ServiceProblem } from '../domain/problem.ts';
import type { Sql } from '../ports/database.ts';
import { cancelOutdated, insertDeliveries } from '../storage/deliveries.ts';
import { loadOrder } from '../storage/load-orders.ts';
import { announceOrderChange, appendHistory, setPackaging, setTaskStatus } from '../storage/order-changes.ts';
import type { OrderRecord, TaskRecord } from '../storage/order-record.ts';
import { databaseNow, sha256, type ServiceContext } from './service-context.ts';

export class OrderTransaction {
  readonly #facts: HistoryFact[] = [];
  /** Whether time alone had changed the order before anyone asked for anything. */
  settledAtBegin = false;
  /** Whether there are notices to be sent once it has been committed. */
  hasNotices = false;
  /** The status that the order's row tells. */
  #storedStatus: OrderStatus;

  private constructor(
    readonly sql: Sql,
    readonly now: Date,
    private current: OrderRecord,
  ) {
    this.#storedStatus = orderStatus(current);
  }

  /** The order as it is now, with the changes made so far. */
  get order(): OrderRecord {
    return this.current;
  }

  static async begin(sql: Sql, orderId: string): Promise<OrderTransaction> {
    const order = await loadOrder(sql, orderId, { lock: true });
    if (!order) throw new ServiceProblem('not-found');
    const transaction = new OrderTransaction(sql, await databaseNow(sql), order);
    await transaction.commitFacts();
    transaction.settledAtBegin = transaction.order.sequence !== order.sequence;
    return transaction;
  }

  task(taskId: string): TaskRecord {
    const task = this.current.tasks.find((candidate) => candidate.id === taskId);
    if (!task) throw new ServiceProblem('task-not-found');
    return task;
  }

  /** Something happened: it gets its place in the history when the transaction ends. */
  record(fact: HistoryFact): void {
    this.#facts.push(fact);
  }

  /** Replaces what is known of the order after a use case has changed rows of it. */
  update(change: (order: OrderRecord) => OrderRecord): void {
    this.current = change(this.current);
  }

  updateTask(taskId: string, change: Partial<TaskRecord>): void {
    this.update((order) => ({
      ...order,
      tasks: order.tasks.map((task) => (task.id === taskId ? { ...task, ...change } : task)),
    }));
  }

  /** Settles what follows, and writes history and status. */
  async commitFacts(): Promise<void> {
    for (const { taskId, status } of settle(this.current, this.now)) {
      await setTaskStatus(this.sql, taskId, status);
      this.updateTask(taskId, { status });
      this.record({ type: taskFact(status), taskId });
    }
    await this.#startPackaging();
    const after = orderStatus(this.current);
    const changed = after !== this.#storedStatus;
    if (changed && after !== 'open' && after !== 'failed') this.record({ type: `order.${after}` });
    const stored = { sequence: this.current.sequence, hash: this.current.headHash };
    const entries = chainHistory(this.current.id, stored, this.#facts.splice(0), this.now, sha256);
    const head = entries.at(-1) ?? stored;
    if (entries.length === 0 && !changed) return;
    await appendHistory(this.sql, this.current.id, { entries, head, status: after });
    if (entries.some(({ type }) => STATUS_CHANGES.some((change) => change === type))) {
      await this.#planNotices(entries, after);
      await announceOrderChange(this.sql, this.current.id);
    }
    this.#storedStatus = after;
    this.update((order) => ({ ...order, sequence: head.sequence, headHash: head.hash }));
  }

  /** In the transaction of what they tell of: neither is there without the other. */
  async #planNotices(entries: readonly HistoryEntry[], status: OrderStatus): Promise<void> {
    const planned = planDeliveries(this.current, entries, sha256);
    await insertDeliveries(this.sql, planned, this.now);
    await cancelOutdated(this.sql, this.current.id, status);
    this.hasNotices ||= planned.length > 0;
  }

  async #startPackaging(): Promise<void> {
    const { packaging, tasks, withdrawn } = this.current;
    const complete = !withdrawn && tasks.every((task) => task.status === 'completed');
    if (packaging !== 'waiting' || !complete) return;
    await setPackaging(this.sql, this.current.id, {
      packaging: 'pending',
      attempts: 0,
      failure: undefined,
      dueAt: this.now,
    });
    this.update((order) => ({ ...order, packaging: 'pending' }));
  }
}

/** Everything that `work` does to the order, or, where it throws, nothing of it. */
export async function changeOrder<Result>(
  context: ServiceContext,
  orderId: string,
  work: (transaction: OrderTransaction) => Promise<Result>,
): Promise<Result> {
  let settled = false;
  try {
    const { result, packaging, hasNotices } = await context.database.transaction(async (sql) => {
      const transaction = await OrderTransaction.begin(sql, orderId);
      settled = transaction.settledAtBegin;
      const done = await work(transaction);
      await transaction.commitFacts();
      const { order, hasNotices: planned } = transaction;
      return { result: done, packaging: order.packaging, hasNotices: planned };
    });
    if (packaging === 'pending') context.packaging.wake();
    if (hasNotices) context.notices.wake();
    return result;
  } catch (error) {
    // A deadline that has passed stays passed, although what was asked for is refused.
    if (settled) await context.database.transaction((sql) => OrderTransaction.begin(sql, orderId));
    throw error;
  }
}

function taskFact(status: TaskStatus): HistoryFact['type'] {
  if (status === 'blocked') throw new Error('No task becomes blocked again.');
  return `task.${status}`;
}
