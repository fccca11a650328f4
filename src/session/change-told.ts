/** What the service tells while it happens: others have signed, the order has moved on, the task is gone. */
import type { Fact, Step } from './effect.ts';
import { step } from './enter-task.ts';
import type { Blocked, Completed, Reviewing, Signing } from './session-state.ts';
import type { ChangeFacts, TaskFacts } from './task-facts.ts';

/** News is read from the task itself; a change that the task was read after is none. */
export function changeTold<T extends TaskFacts>(
  state: Blocked<T> | Reviewing<T> | Signing<T> | Completed<T>,
  change: ChangeFacts,
): Step<T> {
  return step(state, change.sequence > state.task.sequence ? [{ type: 'read-task' }] : [], factsOf(change));
}

/** The signer's own doings have events of their own. */
export function factsOf(change: ChangeFacts): readonly Fact[] {
  return change.own ? [] : [{ type: 'order-changed', change }];
}
