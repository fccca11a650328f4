/** What can happen to a session: wishes of the signer or the page, and results of effects. */
import type { Attempt, Draft } from './draft.ts';
import type { Failure } from './failure.ts';
import type { PageRange } from './page-ranges.ts';
import type { TaskFacts } from './task-facts.ts';

interface Result<Type extends string> {
  readonly type: Type;
  /** The run that asked; another run's result is dropped. */
  readonly run: number;
}

interface TaskResult<Type extends string, T> extends Result<Type> {
  readonly task: T;
  readonly etag: string | undefined;
}

interface FailureResult<Type extends string> extends Result<Type> {
  readonly failure: Failure;
}

/** What was kept of an earlier visit in the same tab. */
export interface Kept {
  /** Of the task that it was filled in for, as `basisOf()` tells it: for another one it counts little. */
  readonly basis: string;
  readonly draft: Draft;
  readonly attempt: Attempt | undefined;
  readonly seen: Readonly<Record<string, readonly PageRange[]>>;
}

export type SessionEvent<T extends TaskFacts = TaskFacts> =
  | { readonly type: 'open-asked' }
  | { readonly type: 'close-asked' }
  | (TaskResult<'task-opened', T> & { readonly kept?: Kept | undefined })
  | FailureResult<'task-unopened'>
  | TaskResult<'task-read', T>
  | FailureResult<'task-unread'>
  | TaskResult<'completion-confirmed', T>
  | FailureResult<'completion-refused'>
  | Result<'wait-over'>
  | (Result<'document-loaded'> & { readonly actionId: string })
  | FailureResult<'document-failed'>
  | (Result<'document-painted'> & { readonly actionId: string })
  | (Result<'page-shown'> & { readonly actionId: string; readonly page: number })
  | { readonly type: 'document-chosen'; readonly actionId: string }
  | { readonly type: 'draft-changed'; readonly draft: Draft }
  | { readonly type: 'sign-asked' }
  | { readonly type: 'back-asked' }
  /** `key` is fresh and random; it is used only when the attempt is a new one. */
  | { readonly type: 'submit-asked'; readonly key: string }
  /** The page came back into view, the line came back, or the signer asks to look now. */
  | { readonly type: 'look-again' };
