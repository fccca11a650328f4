/**
 * The whole flow as one function without side effects: state and event in; the next state, what to
 * do and what to tell out. Every event is defined in every state: what does not fit is ignored, and
 * a result of an earlier run is dropped.
 */
import type { Fact, Step } from './effect.ts';
import { step } from './enter-task.ts';
import type { Failure } from './failure.ts';
import { loggingIn, loginRequired } from './logging-in.ts';
import { codeRequired, openAgain, opening } from './opening.ts';
import type { SessionEvent } from './session-event.ts';
import type { SessionState } from './session-state.ts';
import { blocked, completed } from './settled.ts';
import { assertNever } from './status.ts';
import { submitting } from './submitting.ts';
import type { TaskFacts } from './task-facts.ts';
import { work } from './work.ts';

export function transition<T extends TaskFacts>(state: SessionState<T>, event: SessionEvent<T>): Step<T> {
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
      return blocked(state, event);
    case 'reviewing':
    case 'signing':
      return work(state, event);
    case 'submitting':
      return submitting(state, event);
    case 'completed':
      return completed(state, event);
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

function toldOf(failure: Failure | undefined): readonly Fact[] {
  return failure ? [{ type: 'failed', failure }] : [];
}
