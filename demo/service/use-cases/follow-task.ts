/** What happens to a task and its order, as it happens: the history from where the follower stands, and on. */
import type { StatusChange } from '../../../src/task/contract.ts';
import { STATUS_CHANGES } from '../domain/history.ts';
import { isFinal, orderStatus } from '../domain/order.ts';
import { readStatusChanges } from '../storage/read-history.ts';
import { isTaskSessionAlive } from '../storage/task-sessions.ts';
import { loadTask } from './read-task.ts';
import type { ServiceContext } from './service-context.ts';
import type { AuthorisedTask } from './task-sessions.ts';

/** A sign of life: a broken line is noticed by writing to it, and a session that ended by looking. */
const STILL_HERE_SECONDS = 15;

/** `still-here` when nothing has happened for a while. */
export type Followed = AsyncGenerator<StatusChange | 'still-here'>;

export interface Follower {
  /** What the follower knows already; undefined: all that there is now. */
  readonly afterSequence: number | undefined;
  /** The follower has gone. */
  readonly signal: AbortSignal;
}

/** Ends with the session, which it does not keep alive. */
export async function followTask(
  context: ServiceContext,
  authorised: AuthorisedTask,
  { afterSequence, signal }: Follower,
): Promise<Followed> {
  const { order } = await loadTask(context, authorised.taskId);
  return changesOf(context, authorised, order.id, afterSequence ?? order.sequence, signal);
}

async function* changesOf(
  context: ServiceContext,
  { taskId, sessionHash }: AuthorisedTask,
  orderId: string,
  afterSequence: number,
  gone: AbortSignal,
): Followed {
  const flag = new Flag();
  // Before the first look, so that nothing falls between the two.
  const unsubscribe = context.orderChanges.subscribe(orderId, () => flag.raise());
  gone.addEventListener('abort', () => flag.raise(), { once: true });
  try {
    for (let after = afterSequence; !gone.aborted;) {
      // Before anything is told: what happens may come faster than signs of life.
      if (!(await isTaskSessionAlive(context.database, sessionHash))) return;
      for (const change of await changesAfter(context, taskId, orderId, after)) {
        after = change.sequence;
        yield change;
      }
      if (!(await flag.raisedWithin(STILL_HERE_SECONDS))) yield 'still-here';
    }
  } finally {
    unsubscribe();
  }
}

async function changesAfter(
  context: ServiceContext,
  taskId: string,
  orderId: string,
  after: number,
): Promise<StatusChange[]> {
  const entries = await readStatusChanges(context.database, orderId, after, STATUS_CHANGES);
  if (entries.length === 0) return [];
  const { order, task } = await loadTask(context, taskId);
  return entries.map(({ sequence, type, at, taskId: concerned }) => ({
    sequence,
    type,
    at: at.toISOString(),
    own: concerned === taskId,
    task: { status: task.status, final: isFinal(task.status) },
    order: { status: orderStatus(order) },
  }));
}

/** Raised at any time, noticed once by whoever waits, now or later. */
class Flag {
  #raised = false;
  #wake: (() => void) | undefined;

  raise(): void {
    this.#raised = true;
    this.#wake?.();
  }

  /** @returns whether it was raised before the time was over */
  async raisedWithin(seconds: number): Promise<boolean> {
    if (!this.#raised) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, seconds * 1000);
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      this.#wake = undefined;
    }
    const raised = this.#raised;
    this.#raised = false;
    return raised;
  }
}
