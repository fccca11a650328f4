/**
 * Saying no. It is final, so that it takes a panel of its own and a second press; and since the service takes
 * the same no twice without harm, one whose outcome nobody knows can be sent again.
 */
import type { Step } from './effect.ts';
import { enterTask, failed, step } from './enter-task.ts';
import { ofTheLine, verdictOf, type Failure } from './failure.ts';
import { keep } from './kept.ts';
import type { SessionEvent } from './session-event.ts';
import type { Declining, Reviewing, Signing } from './session-state.ts';
import type { TaskFacts } from './task-facts.ts';

type AtWork<T> = Reviewing<T> | Signing<T>;

/** In characters, as the protocol counts them. */
export const LONGEST_REASON = 2048;

export function rejectAsked<T extends TaskFacts>(state: AtWork<T>): Step<T> {
  if (!state.task.allow.reject || state.declining || state.leaving) return step(state);
  return step(withDeclining(state, { reason: state.draft.reason, phase: 'asking', notice: undefined }));
}

/** Everything that can happen while the panel is open. */
export function declining<T extends TaskFacts>(
  state: AtWork<T>,
  now: Declining,
  event: SessionEvent<T>,
): Step<T> {
  switch (event.type) {
    case 'reason-changed':
      return now.phase === 'asking' ? reasonChanged(state, now, event.text) : step(state);
    case 'rejection-asked':
      return now.phase === 'asking' && !state.leaving ? send(state, now) : step(state);
    case 'keep-asked':
      return now.phase === 'asking' ? step(withDeclining(state, undefined)) : step(state);
    case 'rejection-confirmed':
      // An answer of success that does not say "rejected" is no rejection: the task is asked.
      return event.task.status === 'ready'
        ? check(state, now, { code: 'outcome-unknown', retryable: true })
        : enterTask({ run: state.run, task: event.task, etag: event.etag }, 'became');
    case 'rejection-refused':
      return now.phase === 'sending' ? refused(state, now, event.failure) : step(state);
    default:
      return step(state);
  }
}

/** After a look at the task that left it as it was: the panel says why, and the same press is safe. */
export function stillReady<T extends TaskFacts>(state: AtWork<T>, notice?: Failure): Step<T> {
  const now = state.declining;
  if (now?.phase !== 'checking') {
    const mended = now && notice === undefined && ofTheLine(now.notice);
    return step(mended ? withDeclining(state, { ...now, notice: undefined }) : state);
  }
  const told = now.notice ?? notice ?? { code: 'outcome-unknown', retryable: true };
  return askAgain(state, now, told);
}

function reasonChanged<T extends TaskFacts>(state: AtWork<T>, now: Declining, text: string): Step<T> {
  const reason = [...text].slice(0, LONGEST_REASON).join('');
  const drafted = { ...withDeclining(state, { ...now, reason }), draft: { ...state.draft, reason } };
  return step(drafted, [keep(drafted)]);
}

function send<T extends TaskFacts>(state: AtWork<T>, now: Declining): Step<T> {
  const reason = now.reason.trim();
  return step(withDeclining(state, { ...now, phase: 'sending', notice: undefined }), [
    { type: 'reject', reason: reason === '' ? undefined : reason },
  ]);
}

function refused<T extends TaskFacts>(state: AtWork<T>, now: Declining, failure: Failure): Step<T> {
  switch (verdictOf(failure)) {
    case 'unknown':
    case 'moved':
      return check(state, now, failure);
    case 'ended':
      return failed(state.run, failure, state.task);
    default:
      return askAgain(state, now, failure);
  }
}

function check<T extends TaskFacts>(state: AtWork<T>, now: Declining, notice: Failure): Step<T> {
  return step(withDeclining(state, { ...now, phase: 'checking', notice }), [{ type: 'read-task' }]);
}

function askAgain<T extends TaskFacts>(state: AtWork<T>, now: Declining, notice: Failure): Step<T> {
  return step(
    withDeclining(state, { ...now, phase: 'asking', notice }),
    [],
    [{ type: 'failed', failure: notice }],
  );
}

function withDeclining<T>(state: AtWork<T>, declining: Declining | undefined): AtWork<T> {
  return { ...state, declining };
}
