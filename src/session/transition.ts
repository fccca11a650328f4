/** The whole flow, with all of its parts. */
import type { Step } from './effect.ts';
import { step } from './enter-task.ts';
import { earlyTransition } from './early-transition.ts';
import { lateParts } from './late-parts.ts';
import type { SessionEvent } from './session-event.ts';
import type { SessionState } from './session-state.ts';
import type { TaskFacts } from './task-facts.ts';

export function transition<T extends TaskFacts>(state: SessionState<T>, event: SessionEvent<T>): Step<T> {
  return earlyTransition(state, event, lateParts) ?? step(state);
}
