/**
 * What happens while the signer reads (`reviewing`), and before the signing has been loaded: what has to do with signing,
 * saying no and leaving is in late-work.ts.
 */
import {
  againForBroken,
  documentFailed,
  documentLoaded,
  documentResumed,
  pageFailed,
  painted,
} from './arriving.ts';
import { changeTold } from './change-told.ts';
import type { Step } from './effect.ts';
import { enterTask, failed, showing, step } from './enter-task.ts';
import { ofTheLine, verdictOf, type Failure } from './failure.ts';
import { basisOf, keep } from './kept.ts';
import { hasPage, withPage } from './page-ranges.ts';
import { obstacleTo } from './readiness.ts';
import type { SessionEvent } from './session-event.ts';
import type { Reviewing, Signing, Work } from './session-state.ts';
import { pageExists, type TaskFacts } from './task-facts.ts';

type AtWork<T> = Reviewing<T> | Signing<T>;

/** @returns undefined for what cannot be answered before the rest has come */
export function work<T extends TaskFacts>(state: AtWork<T>, event: SessionEvent<T>): Step<T> | undefined {
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
      if (state.status === 'signing' || state.declining || state.leaving || obstacleTo(state))
        return step(state);
      return step({ ...state, status: 'signing' });
    case 'look-again': {
      const { state: next, effects } = againForBroken(state);
      return step(next, [{ type: 'read-task' }, ...effects]);
    }
    case 'task-read':
      return taskRead(state, event);
    case 'task-unread':
      return endsIt(event.failure) ? failed(state.run, event.failure, state.task) : step(state);
    case 'change-told':
      return changeTold(state, event.change);
    case 'session-ending':
      return sessionEnding(state, event.secondsLeft);
    case 'session-kept':
      return state.sessionEnds ? step({ ...state, sessionEnds: false }) : step(state);
    case 'stay-asked':
      return step(state, [{ type: 'read-task' }]);
    case 'back-asked':
    case 'submit-asked':
    case 'challenge-made':
    case 'prove-asked':
    case 'cancel-proof':
    case 'proof-made':
    case 'proof-undone':
    case 'proof-returned':
    case 'window-lost':
    case 'reject-asked':
    case 'postpone-asked':
    case 'cancel-asked':
      return undefined;
    default:
      return event.type.startsWith('upload-') ? undefined : step(state);
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
  return step({ ...state, shown: actionId }, showing(state.task, actionId));
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
    return step({ ...state, task, etag: etag ?? state.etag, notice });
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
    state: { ...fresh.state, painted: state.painted, uploads: state.uploads, notice },
    effects: [...fresh.effects, keep(fresh.state)],
    facts: [...fresh.facts, { type: 'failed', failure: notice }],
  };
}

/**
 * A look at the task that failed ends the work only where the answer is about the signer's right to it. That a task is
 * not there, the service says by a code of its own: `not-found` is a gateway that does not know the way just now.
 */
function endsIt(failure: Failure): boolean {
  return failure.code !== 'not-found' && verdictOf(failure) === 'ended';
}
