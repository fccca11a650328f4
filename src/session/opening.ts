/** On the way into a task: by its URL, by a code that the signer types, after a login. */
import type { Step } from './effect.ts';
import { enterTask, failed, step } from './enter-task.ts';
import type { Failure, FailureCode } from './failure.ts';
import type { SessionEvent } from './session-event.ts';
import type { CodeRequired, OpenedBy, Opening, SessionState } from './session-state.ts';
import type { TaskFacts } from './task-facts.ts';

/** Each opening is a run of its own: what is still under way for the one before is dropped. */
export function openAgain<T extends TaskFacts>({ run }: SessionState<T>, by: OpenedBy): Step<T> {
  return step({ status: 'opening', run: run + 1, by }, [{ type: 'open-task', by }]);
}

export function codeRequired<T extends TaskFacts>(state: CodeRequired, event: SessionEvent<T>): Step<T> {
  // What was typed is still there, and was promised to go on when the line is back.
  const lineIsBack = event.type === 'look-again' && state.notice?.code === 'offline';
  return event.type === 'code-entered' || lineIsBack ? openAgain<T>(state, 'code') : step(state);
}

export function opening<T extends TaskFacts>(state: Opening, event: SessionEvent<T>): Step<T> {
  switch (event.type) {
    case 'task-opened':
      return opened(event);
    case 'task-unopened':
      return unopened(state, event.failure);
    case 'login-undone':
      return loginUndone(state.run, event.failure);
    default:
      return step(state);
  }
}

function opened<T extends TaskFacts>(event: SessionEvent<T> & { type: 'task-opened' }): Step<T> {
  // Sent from here, and its answer never came: that it is signed now is this widget's to tell.
  const signedHere = event.kept?.attempt !== undefined && event.task.status === 'completed';
  const entered = enterTask(event, signedHere ? 'became' : 'opened');
  return { ...entered, facts: [{ type: 'opened' }, ...entered.facts] };
}

/** The answers to a login that another login can mend. */
const OF_A_LOGIN: readonly FailureCode[] = [
  'login-failed',
  'login-cancelled',
  'login-blocked',
  'subject-mismatch',
  // Of a login that is spent or too old: the service answers as to one that never was.
  'task-not-found',
];

function unopened<T extends TaskFacts>({ run, by }: Opening, failure: Failure): Step<T> {
  if (failure.code === 'login-required') return failed(run, failure);
  if (failure.login || (by === 'login' && OF_A_LOGIN.includes(failure.code))) {
    return loginUndone(run, failure);
  }
  // Only the sender can send the signer here again; every other code may be the right one.
  if (by === 'code' && failure.code !== 'artifact-required') {
    return step({ status: 'code-required', run, notice: failure }, [], [{ type: 'failed', failure }]);
  }
  return failed(run, failure);
}

function loginUndone<T extends TaskFacts>(run: number, failure: Failure): Step<T> {
  return step(
    { status: 'login-required', run, offer: failure.login, notice: failure },
    [],
    [{ type: 'failed', failure }],
  );
}
