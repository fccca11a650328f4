/**
 * The outcome of a completion: confirmed, refused or unknown. While nobody knows, the task is read
 * before anything is said, and the same key is sent again; the signer is never told a guess.
 */
import { factsOf } from './change-told.ts';
import type { Step } from './effect.ts';
import { enterTask, failed, step } from './enter-task.ts';
import { verdictOf, type Failure } from './failure.ts';
import { basisOf } from './kept.ts';
import type { SessionEvent } from './session-event.ts';
import type { Submitting } from './session-state.ts';
import { assertNever } from './status.ts';
import type { TaskFacts } from './task-facts.ts';
import { MOST_TRIES, unknownOutcomeSeconds } from './waits.ts';
import { lookAgainAt } from './work.ts';

export function submitting<T extends TaskFacts>(state: Submitting<T>, event: SessionEvent<T>): Step<T> {
  switch (event.type) {
    case 'completion-confirmed':
      return confirmed(state, event.task, event.etag);
    case 'completion-refused':
      return state.phase === 'sending' ? refused(state, event.failure) : step(state);
    case 'task-read':
      return state.phase === 'sending' ? step(state) : taskRead(state, event.task, event.etag);
    case 'task-unread':
      return state.phase === 'checking' ? taskUnread(state, event.failure) : step(state);
    case 'wait-over':
    case 'look-again':
      return state.phase === 'waiting'
        ? step({ ...state, phase: 'checking' }, [{ type: 'read-task' }])
        : step(state);
    case 'change-told':
      // The task is read for the outcome anyway: only what others did is news.
      return step(state, [], factsOf(event.change));
    default:
      return step(state);
  }
}

function confirmed<T extends TaskFacts>(state: Submitting<T>, task: T, etag: string | undefined): Step<T> {
  // An answer of 200 that does not say "completed" is not a signature: the task is asked.
  if (task.status !== 'completed') return doubt(state, { code: 'outcome-unknown', retryable: true });
  return enterTask({ run: state.run, task, etag }, 'became');
}

function refused<T extends TaskFacts>(state: Submitting<T>, failure: Failure): Step<T> {
  // What was vouched for does not count: it can be asked for again.
  if (state.proof && NOT_PROVEN.includes(failure.code)) return backToSigning(state, failure);
  const verdict = verdictOf(failure);
  switch (verdict) {
    case 'unknown':
      return doubt(state, failure);
    case 'moved':
      return step({ ...state, phase: 'checking', because: failure }, [{ type: 'read-task' }]);
    case 'again':
      return backToSigning(state, failure);
    case 'ended':
      return ended(state, failure);
    default:
      return assertNever(verdict);
  }
}

/** Nobody knows. The page is told so, and the task is read. */
function doubt<T extends TaskFacts>(state: Submitting<T>, because: Failure): Step<T> {
  return step(
    { ...state, phase: 'checking', doubts: state.doubts + 1, because },
    [{ type: 'read-task' }],
    told(state, { ...because, code: 'outcome-unknown', retryable: true }),
  );
}

function taskRead<T extends TaskFacts>(state: Submitting<T>, task: T, etag: string | undefined): Step<T> {
  if (task.status !== 'ready') return enterTask({ run: state.run, task, etag }, 'became');
  const because = state.because;
  if (because && verdictOf(because) === 'moved') {
    return basisOf(state.task) === basisOf(task)
      ? backToSigning({ ...state, task, etag: etag ?? state.etag }, because)
      : lookAgainAt(state, task, etag, because);
  }
  // Read, and not signed: the completion never arrived, or is still on its way. The same key again.
  if (state.tries < MOST_TRIES) {
    return step({ ...state, phase: 'sending', tries: state.tries + 1 }, [
      { type: 'complete', attempt: state.attempt, etag: state.etag },
    ]);
  }
  // The last try may still arrive: nobody can say that nothing has been signed.
  return backToSigning(state, { ...because, code: 'outcome-unknown', retryable: true });
}

function taskUnread<T extends TaskFacts>(state: Submitting<T>, failure: Failure): Step<T> {
  if (verdictOf(failure) === 'ended') return ended(state, failure);
  const doubts = state.doubts + 1;
  const seconds = Math.max(unknownOutcomeSeconds(state.doubts), failure.retryAfterSeconds ?? 0);
  return step(
    { ...state, phase: 'waiting', doubts },
    [{ type: 'wait', seconds }],
    told(state, { code: 'outcome-unknown', retryable: true }),
  );
}

/** The way to the answer is barred: what was not known before is still not known, and is not called a no. */
function ended<T extends TaskFacts>(state: Submitting<T>, failure: Failure): Step<T> {
  // After the login the task itself tells what became of the signature.
  if (failure.code === 'login-required') return failed(state.run, failure);
  // Of this code the service is sure: it looks for an earlier answer to the same key first.
  const sure = failure.code === 'document-changed';
  const unknown = !sure && (state.doubts > 0 || state.tries > 1);
  const why = unknown ? ({ ...failure, code: 'outcome-unknown', retryable: true } as const) : failure;
  return { ...failed(state.run, why, state.task), facts: told(state, why) };
}

/** That the outcome is unknown the page is told once for each press: it stays so until something else is told. */
function told<T extends TaskFacts>({ doubts }: Submitting<T>, failure: Failure): Step<T>['facts'] {
  return failure.code === 'outcome-unknown' && doubts > 0 ? [] : [{ type: 'failed', failure }];
}

const NOT_PROVEN: readonly Failure['code'][] = ['login-failed', 'subject-mismatch'];

/** The attempt stays: the same press again has the same key, and so cannot sign twice. */
function backToSigning<T extends TaskFacts>(state: Submitting<T>, notice: Failure): Step<T> {
  const { phase: _phase, tries: _tries, doubts: _doubts, because: _because, ...work } = state;
  const spent = notice.code === 'idempotency-key-reused';
  // A proof counts once. Only where nobody knows is the very same sent again.
  const proof =
    notice.code === 'outcome-unknown' && work.proof ? ({ ...work.proof, phase: 'held' } as const) : undefined;
  return step(
    { ...work, status: 'signing', attempt: spent ? undefined : work.attempt, proof, notice },
    [],
    told(state, notice),
  );
}
