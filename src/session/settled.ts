/** What happens after signing, and while others go first. */
import { changeTold } from './change-told.ts';
import type { Step } from './effect.ts';
import { enterTask, failed, step, untilSealed } from './enter-task.ts';
import type { Failure } from './failure.ts';
import type { SessionEvent } from './session-event.ts';
import type { Blocked, Completed } from './session-state.ts';
import type { TaskFacts } from './task-facts.ts';
import { blockedSeconds } from './waits.ts';

/** Waits for the sealed version. A failed look is no concern of the signer: they have signed. */
export function completed<T extends TaskFacts>(state: Completed<T>, event: SessionEvent<T>): Step<T> {
  switch (event.type) {
    case 'task-read': {
      // Once signed, a task stays signed: an answer that says otherwise is a stale one.
      if (event.task.status !== 'completed') return nextLook(state);
      return nextLook({ ...state, task: event.task, etag: event.etag });
    }
    case 'task-unread':
      return event.failure.retryable ? nextLook(state) : step(state);
    case 'wait-over':
    case 'look-again':
      return state.task.sealed ? step(state) : step(state, [{ type: 'read-task' }]);
    case 'change-told':
      return changeTold(state, event.change);
    default:
      return step(state);
  }
}

function nextLook<T extends TaskFacts>(state: Completed<T>): Step<T> {
  const next = { ...state, polls: state.polls + 1 };
  return step(next, untilSealed(next));
}

export function blocked<T extends TaskFacts>(state: Blocked<T>, event: SessionEvent<T>): Step<T> {
  switch (event.type) {
    case 'task-read':
      if (event.task.status !== 'blocked') return enterTask({ ...event, kept: undefined }, 'became');
      return lookLater({ ...state, task: event.task, etag: event.etag });
    case 'task-unread':
      return isShutOut(event.failure) ? failed(state.run, event.failure, state.task) : lookLater(state);
    case 'change-told':
      return changeTold(state, event.change);
    case 'wait-over':
    case 'look-again':
      return step(state, [{ type: 'read-task' }]);
    default:
      return step(state);
  }
}

function lookLater<T extends TaskFacts>(state: Blocked<T>): Step<T> {
  const polls = state.polls + 1;
  return step({ ...state, polls }, [{ type: 'wait', seconds: blockedSeconds(polls) }]);
}

/** The session has run out, and looking again will not bring it back. */
function isShutOut({ code }: Failure): boolean {
  return code === 'login-required' || code === 'session-expired';
}
