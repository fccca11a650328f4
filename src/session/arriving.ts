/**
 * Documents on their way: they are read while they come, and signed when they have come whole and are the ones of
 * the task. What breaks off goes on where it was; what turns out to be another document is taken away.
 */
import type { Effect, Step } from './effect.ts';
import { failed, step } from './enter-task.ts';
import { ofTheLine, type Failure } from './failure.ts';
import { hasPage } from './page-ranges.ts';
import type { Broken, Reviewing, Signing } from './session-state.ts';
import { pageExists, type TaskFacts } from './task-facts.ts';
import { brokenLineSeconds } from './waits.ts';

type AtWork<T> = Reviewing<T> | Signing<T>;

export function painted<T extends TaskFacts>(state: AtWork<T>, actionId: string): Step<T> {
  if (state.painted.includes(actionId)) return step(state);
  const first = state.painted.length === 0;
  return step(
    { ...state, painted: [...state.painted, actionId] },
    [],
    first ? [{ type: 'document-painted', actionId }] : [],
  );
}

export function documentLoaded<T extends TaskFacts>(state: AtWork<T>, actionId: string): Step<T> {
  if (state.loaded.includes(actionId)) return step(state);
  return step({ ...mended(state, actionId), loaded: [...state.loaded, actionId], breaks: 0 });
}

/** More of it comes. */
export function documentResumed<T extends TaskFacts>(state: AtWork<T>, actionId: string): Step<T> {
  return step(state.broken[actionId] ? mended(state, actionId) : state);
}

export function documentFailed<T extends TaskFacts>(
  state: AtWork<T>,
  actionId: string,
  failure: Failure,
): Step<T> {
  const { run, task, painted, breaks } = state;
  if (painted.includes(actionId)) {
    if (ofTheLine(failure)) {
      return step(
        withBroken(state, { ...state.broken, [actionId]: { failure, again: false } }, breaks + 1),
        [{ type: 'wait', seconds: brokenLineSeconds(breaks) }],
        breaks > 0 ? [] : [{ type: 'failed', failure }],
      );
    }
    // Somebody may have read what was shown: they are told not to rely on it.
    if (failure.code === 'document-changed') return failed(run, { reason: 'shown', ...failure }, task);
  }
  return failed(run, failure, task);
}

/** Another try for all that broke off: a while later, when the line is back, or when the signer asks. */
export function againForBroken<T extends TaskFacts>(state: AtWork<T>): Step<T> {
  const waiting = Object.entries(state.broken).filter(([, { again }]) => !again);
  if (waiting.length === 0) return step(state);
  const asked = Object.fromEntries(waiting.map(([id, broken]) => [id, { ...broken, again: true }]));
  return step(
    withBroken(state, { ...state.broken, ...asked }),
    waiting.map(([actionId]): Effect => ({ type: 'show-document', actionId })),
  );
}

/**
 * A page that was seen before is known; one that was not cannot be read, and what cannot be read is not signed: whoever
 * was about to is back with the document, where it is said.
 */
export function pageFailed<T extends TaskFacts>(state: AtWork<T>, actionId: string, page: number): Step<T> {
  const undrawn = state.undrawn[actionId] ?? [];
  const known = undrawn.includes(page) || hasPage(state.seen[actionId] ?? [], page);
  if (known || !pageExists(state.task, actionId, page)) return step(state);
  return step(
    { ...state, status: 'reviewing', undrawn: { ...state.undrawn, [actionId]: [...undrawn, page] } },
    [],
    [{ type: 'failed', failure: { code: 'document-unreadable', retryable: true, reason: 'page' } }],
  );
}

function mended<T>(state: AtWork<T>, actionId: string): AtWork<T> {
  const { [actionId]: _, ...broken } = state.broken;
  return withBroken(state, broken);
}

function withBroken<T>(
  state: AtWork<T>,
  broken: Readonly<Record<string, Broken>>,
  breaks = state.breaks,
): AtWork<T> {
  return { ...state, broken, breaks };
}
