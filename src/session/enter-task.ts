/** From a task that the service has sent to the state that shows it. */
import type { Effect, Fact, Step } from './effect.ts';
import { methodsFor } from './draft.ts';
import { beginFrom } from './kept.ts';
import type { Kept } from './session-event.ts';
import type { Failure } from './failure.ts';
import type { Completed } from './session-state.ts';
import { assertNever } from './status.ts';
import type { TaskFacts } from './task-facts.ts';
import { blockedSeconds, sealedSeconds } from './waits.ts';

interface Answer<T> {
  readonly run: number;
  readonly task: T;
  readonly etag: string | undefined;
  readonly kept?: Kept | undefined;
}

/**
 * The state for a task as it stands. `facts` tell what has become of it *while it was open here*:
 * they are left out for a task that was like that before it was opened.
 */
export function enterTask<T extends TaskFacts>(answer: Answer<T>, since: 'opened' | 'became'): Step<T> {
  const { run, task, etag } = answer;
  const open = { run, task, etag };
  const status = task.status;
  const became = (fact: Fact): readonly Fact[] => (since === 'became' ? [fact] : []);
  switch (status) {
    case 'ready':
      return enterReady(answer);
    case 'blocked':
      return step({ status, ...open, polls: 0 }, [{ type: 'wait', seconds: blockedSeconds(0) }], []);
    case 'completed': {
      const completed: Completed<T> = { status, ...open, polls: 0 };
      return step(completed, [{ type: 'forget-draft' }, ...untilSealed(completed)], became({ type: status }));
    }
    case 'rejected':
    case 'expired':
    case 'deleted':
      return step({ status, ...open }, [{ type: 'forget-draft' }], became({ type: status }));
    default:
      return assertNever(status);
  }
}

/** The wait before the next look for the sealed version, if there is anything to wait for. */
export function untilSealed(state: Completed<TaskFacts>): readonly Effect[] {
  return state.task.sealed ? [] : [{ type: 'wait', seconds: sealedSeconds(state.polls) }];
}

function enterReady<T extends TaskFacts>({ run, task, etag, kept }: Answer<T>): Step<T> {
  const impossible = whyImpossible(task);
  if (impossible) return failed(run, impossible, task);
  const shown = task.actions[0]?.id;
  const { draft, attempt, seen } = beginFrom(task, kept);
  return step(
    {
      status: 'reviewing',
      run,
      task,
      etag,
      draft,
      seen,
      loaded: [],
      broken: {},
      breaks: 0,
      undrawn: {},
      shown,
      painted: [],
      attempt,
      proof: undefined,
      notice: undefined,
      declining: undefined,
      leaving: undefined,
      sessionEnds: false,
      uploads: {},
    },
    [...showing(task, shown), ...reportAgain(seen)],
    [],
  );
}

/** Where the signer is asked for a file of their own there is no document to be shown. */
export function showing({ actions }: TaskFacts, shown: string | undefined): readonly Effect[] {
  return actions.flatMap(({ id, document }) =>
    id === shown && document ? [{ type: 'show-document', actionId: id } as const] : [],
  );
}

/** What was seen before a reload may not have reached the service: it is told again, which does no harm. */
function reportAgain(seen: Kept['seen']): readonly Effect[] {
  return Object.entries(seen).flatMap(([actionId, ranges]) =>
    ranges.map((pages): Effect => ({ type: 'report-pages', actionId, pages })),
  );
}

/** A task that this widget can show but not end: said at once, not after everything has been read. */
function whyImpossible(task: TaskFacts): Failure | undefined {
  if (methodsFor(task).length === 0) {
    return { code: 'signature-invalid', retryable: false, reason: 'no-method' };
  }
  return undefined;
}

export function failed<T extends TaskFacts>(run: number, failure: Failure, task?: T): Step<T> {
  if (failure.code === 'login-required') {
    return step({ status: 'login-required', run, offer: failure.login, notice: undefined });
  }
  return step({ status: 'failed', run, failure, task }, [], [{ type: 'failed', failure }]);
}

export function step<T extends TaskFacts>(
  state: Step<T>['state'],
  effects: readonly Effect[] = [],
  facts: readonly Fact[] = [],
): Step<T> {
  return { state, effects, facts };
}
