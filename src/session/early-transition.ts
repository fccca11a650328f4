/**
 * The whole flow as one function without side effects: state and event in; the next state, what to
 * do and what to tell out. Every event is defined in every state: what does not fit is ignored, and
 * a result of an earlier run is dropped. What no screen needs before the first page comes later, as `LateParts`.
 */
import type { Fact, Step } from './effect.ts';
import { step } from './enter-task.ts';
import type { Failure } from './failure.ts';
import type { LateParts } from './late-parts.ts';
import { loggingIn, loginRequired } from './logging-in.ts';
import { codeRequired, openAgain, opening } from './opening.ts';
import type { SessionEvent } from './session-event.ts';
import type { SessionState } from './session-state.ts';
import { assertNever } from './status.ts';
import type { TaskFacts } from './task-facts.ts';
import { work } from './work.ts';

/** @param late the parts that come later @returns undefined where one of them has to come first */
export function earlyTransition<T extends TaskFacts>(
  state: SessionState<T>,
  event: SessionEvent<T>,
  late: LateParts | undefined,
): Step<T> | undefined {
  if ('run' in event && event.run !== state.run) return step(state);
  if (event.type === 'open-asked') return openAgain(state, event.by);
  if (event.type === 'code-asked') {
    return step(
      { status: 'code-required', run: state.run + 1, notice: event.notice },
      [],
      toldOf(event.notice),
    );
  }
  if (event.type === 'close-asked') {
    return state.status === 'idle'
      ? step(state)
      : step({ status: 'idle', run: state.run + 1 }, [{ type: 'end-session' }]);
  }
  if (event.type === 'part-missing') return partMissing(state, event.failure);
  switch (state.status) {
    case 'opening':
      return opening(state, event);
    case 'code-required':
      return codeRequired(state, event);
    case 'login-required':
      return loginRequired(state, event);
    case 'logging-in':
      return loggingIn(state, event);
    case 'blocked':
      return late?.blocked(state, event);
    case 'reviewing':
    case 'signing':
      return late ? late.work(state, event) : work(state, event);
    case 'submitting':
      return late?.submitting(state, event);
    case 'completed':
      return late?.completed(state, event);
    case 'idle':
    case 'rejected':
    case 'postponed':
    case 'cancelled':
    case 'expired':
    case 'deleted':
      return step(state);
    case 'failed':
      // Nothing was lost but the line: when it is back, so is the task.
      return event.type === 'look-again' && state.failure.code === 'offline'
        ? openAgain(state, 'task')
        : step(state);
    default:
      return assertNever(state);
  }
}

/** Never waits for what has just not come. Where nobody reads, what was asked for is let go: it is asked for again. */
function partMissing<T extends TaskFacts>(state: SessionState<T>, failure: Failure): Step<T> {
  return state.status === 'reviewing' || state.status === 'signing'
    ? step({ ...state, notice: failure }, [], toldOf(failure))
    : step(state);
}

function toldOf(failure: Failure | undefined): readonly Fact[] {
  return failure ? [{ type: 'failed', failure }] : [];
}
