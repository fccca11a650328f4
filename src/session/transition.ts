/**
 * The whole flow as one function without side effects: state and event in; the next state, what to
 * do and what to tell out. Every event is defined in every state: what does not fit is ignored, and
 * a result of an earlier run is dropped.
 */
import type { Step } from './effect.ts';
import { enterTask, failed, step } from './enter-task.ts';
import type { SessionEvent } from './session-event.ts';
import type { SessionState } from './session-state.ts';
import { blocked, completed } from './settled.ts';
import { assertNever } from './status.ts';
import { submitting } from './submitting.ts';
import type { TaskFacts } from './task-facts.ts';
import { work } from './work.ts';

export function transition<T extends TaskFacts>(state: SessionState<T>, event: SessionEvent<T>): Step<T> {
  if ('run' in event && event.run !== state.run) return step(state);
  if (event.type === 'open-asked') {
    return step({ status: 'opening', run: state.run + 1, by: 'task' }, [{ type: 'open-task' }]);
  }
  if (event.type === 'close-asked') {
    return state.status === 'idle'
      ? step(state)
      : step({ status: 'idle', run: state.run + 1 }, [{ type: 'end-session' }]);
  }
  switch (state.status) {
    case 'opening':
      if (event.type === 'task-unopened') return failed(state.run, event.failure);
      if (event.type !== 'task-opened') return step(state);
      return opened(event);
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
    case 'code-required':
    case 'login-required':
    case 'logging-in':
    case 'rejected':
    case 'postponed':
    case 'cancelled':
    case 'expired':
    case 'deleted':
      return step(state);
    case 'failed':
      // Nothing was lost but the line: when it is back, so is the task.
      return event.type === 'look-again' && state.failure.code === 'offline'
        ? transition(state, { type: 'open-asked' })
        : step(state);
    default:
      return assertNever(state);
  }
}

function opened<T extends TaskFacts>(event: SessionEvent<T> & { type: 'task-opened' }): Step<T> {
  // Sent from here, and its answer never came: that it is signed now is this widget's to tell.
  const signedHere = event.kept?.attempt !== undefined && event.task.status === 'completed';
  const entered = enterTask(event, signedHere ? 'became' : 'opened');
  return { ...entered, facts: [{ type: 'opened' }, ...entered.facts] };
}
