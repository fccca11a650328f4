/** Leaving the task open: for later (what was filled in is kept), or for good in this tab. */
import type { Step } from './effect.ts';
import { enterTask, failed, step } from './enter-task.ts';
import { verdictOf, type Failure } from './failure.ts';
import type { SessionEvent } from './session-event.ts';
import type { LeaveWay, Reviewing, Signing } from './session-state.ts';
import type { TaskFacts } from './task-facts.ts';

type AtWork<T> = Reviewing<T> | Signing<T>;

export function leaveAsked<T extends TaskFacts>(state: AtWork<T>, way: LeaveWay): Step<T> {
  const allowed = way === 'cancel' || state.task.allow.postpone;
  const sending = state.declining && state.declining.phase !== 'asking';
  if (!allowed || sending || state.leaving) return step(state);
  return step({ ...state, leaving: way, notice: undefined }, [{ type: 'leave', way }]);
}

export function left<T extends TaskFacts>(
  state: AtWork<T>,
  { task, etag }: SessionEvent<T> & { type: 'left' },
): Step<T> {
  const { run, leaving: way } = state;
  if (way === undefined) return step(state);
  if (task.status !== 'ready') return enterTask({ run, task, etag }, 'became');
  return way === 'postpone'
    ? step({ status: 'postponed', run, task, etag }, [], [{ type: 'postponed' }])
    : step(
        { status: 'cancelled', run, task, etag },
        [{ type: 'forget-draft' }, { type: 'end-session' }],
        [{ type: 'cancelled' }],
      );
}

export function leaveRefused<T extends TaskFacts>(state: AtWork<T>, failure: Failure): Step<T> {
  if (state.leaving === undefined) return step(state);
  if (failure.code === 'login-required' || failure.code === 'session-expired') {
    return failed(state.run, failure, state.task);
  }
  const staying = { ...state, leaving: undefined };
  // The task itself tells best where it stands now.
  if (verdictOf(failure) === 'moved') return step(staying, [{ type: 'read-task' }]);
  return step({ ...staying, notice: failure }, [], [{ type: 'failed', failure }]);
}
