/** What happens while the signer reads (`reviewing`) and signs (`signing`). */
import {
  againForBroken,
  documentFailed,
  documentLoaded,
  documentResumed,
  pageFailed,
  painted,
} from './arriving.ts';
import { changeTold } from './change-told.ts';
import { declining, rejectAsked, stillReady } from './declining.ts';
import { attemptFor, completionBody, draftGaps } from './draft.ts';
import type { Step } from './effect.ts';
import { enterTask, failed, step } from './enter-task.ts';
import { ofTheLine, verdictOf, type Failure } from './failure.ts';
import { basisOf, keep } from './kept.ts';
import { leaveAsked, leaveRefused, left } from './leaving.ts';
import { hasPage, withPage } from './page-ranges.ts';
import { obstacleTo } from './readiness.ts';
import type { SessionEvent } from './session-event.ts';
import type { Reviewing, Signing, Work } from './session-state.ts';
import { pageExists, type TaskFacts } from './task-facts.ts';

type AtWork<T> = Reviewing<T> | Signing<T>;

export function work<T extends TaskFacts>(state: AtWork<T>, event: SessionEvent<T>): Step<T> {
  switch (event.type) {
    case 'document-loaded':
      return documentLoaded(state, event.actionId);
    case 'document-resumed':
      return documentResumed(state, event.actionId);
    case 'document-failed':
      return documentFailed(state, event.actionId, event.failure);
    case 'document-painted':
      return painted(state, event.actionId);
    case 'page-shown':
      return pageShown(state, event.actionId, event.page);
    case 'page-failed':
      return pageFailed(state, event.actionId, event.page);
    case 'wait-over':
      return againForBroken(state);
    case 'document-chosen':
      return documentChosen(state, event.actionId);
    case 'draft-changed': {
      const drafted = { ...state, draft: event.draft };
      return step(drafted, [keep(drafted)]);
    }
    case 'sign-asked':
      if (state.status === 'signing' || onTheWayOut(state) || obstacleTo(state)) return step(state);
      return step({ ...state, status: 'signing' });
    case 'back-asked':
      return step({ ...state, status: 'reviewing', notice: undefined });
    case 'submit-asked':
      return submitAsked(state, event.key);
    case 'look-again': {
      const { state: next, effects } = againForBroken(state);
      return step(next, [{ type: 'read-task' }, ...effects]);
    }
    case 'task-read':
      return taskRead(state, event);
    case 'task-unread':
      return endsIt(event.failure)
        ? failed(state.run, event.failure, state.task)
        : stillReady(state, event.failure);
    case 'change-told':
      return changeTold(state, event.change);
    case 'session-ending':
      return sessionEnding(state, event.secondsLeft);
    case 'session-kept':
      return state.sessionEnds ? step({ ...state, sessionEnds: false }) : step(state);
    case 'stay-asked':
      return step(state, [{ type: 'read-task' }]);
    case 'reject-asked':
      return rejectAsked(state);
    case 'postpone-asked':
      return leaveAsked(state, 'postpone');
    case 'cancel-asked':
      return leaveAsked(state, 'cancel');
    case 'left':
      return left(state, event);
    case 'leave-refused':
      return leaveRefused(state, event.failure);
    default:
      return state.declining ? declining(state, state.declining, event) : step(state);
  }
}

function pageShown<T extends TaskFacts>(state: AtWork<T>, actionId: string, page: number): Step<T> {
  const seen = state.seen[actionId] ?? [];
  if (!pageExists(state.task, actionId, page) || hasPage(seen, page)) return step(state);
  const undrawn = state.undrawn[actionId]?.filter((other) => other !== page) ?? [];
  const read = {
    ...state,
    seen: { ...state.seen, [actionId]: withPage(seen, page) },
    undrawn: { ...state.undrawn, [actionId]: undrawn },
  };
  return step(
    read,
    [{ type: 'report-pages', actionId, pages: [page, page] }, keep(read)],
    [{ type: 'page-viewed', actionId, page }],
  );
}

function documentChosen<T extends TaskFacts>(state: AtWork<T>, actionId: string): Step<T> {
  const exists = state.task.actions.some(({ id }) => id === actionId);
  if (!exists || state.shown === actionId) return step(state);
  return step({ ...state, shown: actionId }, [{ type: 'show-document', actionId }]);
}

function submitAsked<T extends TaskFacts>(state: AtWork<T>, key: string): Step<T> {
  const ready =
    state.status === 'signing' &&
    !onTheWayOut(state) &&
    !obstacleTo(state) &&
    draftGaps(state.task, state.draft).length === 0;
  if (!ready) return step(state);
  const attempt = attemptFor(state.attempt, completionBody(state.task, state.draft), key);
  return step(
    {
      ...state,
      status: 'submitting',
      attempt,
      phase: 'sending',
      tries: 1,
      doubts: 0,
      because: undefined,
      notice: undefined,
      sessionEnds: false,
    },
    [keep({ ...state, attempt }), { type: 'complete', attempt, etag: state.etag }],
  );
}

/** Saying no, or leaving: nothing else is begun meanwhile. */
function onTheWayOut({ declining, leaving }: Work<TaskFacts>): boolean {
  return declining !== undefined || leaving !== undefined;
}

/** Told once, however often the clock says so. */
function sessionEnding<T extends TaskFacts>(state: AtWork<T>, secondsLeft: number): Step<T> {
  if (state.sessionEnds) return step(state);
  return step({ ...state, sessionEnds: true }, [], [{ type: 'session-expiring', secondsLeft }]);
}

/** Another tab, the sender or the deadline may have moved the task on. */
function taskRead<T extends TaskFacts>(
  state: AtWork<T>,
  { task, etag }: { readonly task: T; readonly etag: string | undefined },
): Step<T> {
  if (task.status !== 'ready') return enterTask({ run: state.run, task, etag }, 'became');
  if (basisOf(state.task) === basisOf(task)) {
    const notice = ofTheLine(state.notice) ? undefined : state.notice;
    return stillReady({ ...state, task, etag: etag ?? state.etag, notice });
  }
  return lookAgainAt(state, task, etag, { code: 'precondition-failed', retryable: true });
}

/** Back to reading, with the reason; nothing that was ticked or read before counts for the new task. */
export function lookAgainAt<T extends TaskFacts>(
  state: Work<T>,
  task: T,
  etag: string | undefined,
  notice: Failure,
): Step<T> {
  const { draft, attempt, seen } = state;
  const kept = { basis: basisOf(state.task), draft, attempt, seen };
  const fresh = enterTask({ run: state.run, task, etag, kept }, 'became');
  if (fresh.state.status !== 'reviewing') return fresh;
  return {
    state: { ...fresh.state, painted: state.painted, notice },
    effects: [...fresh.effects, keep(fresh.state)],
    facts: [...fresh.facts, { type: 'failed', failure: notice }],
  };
}

/** A look at the task that failed ends the work only where the answer is about the signer's right to it. */
function endsIt(failure: Failure): boolean {
  return verdictOf(failure) === 'ended';
}
