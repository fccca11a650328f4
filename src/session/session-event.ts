/** What can happen to a session: wishes of the signer or the page, and results of effects. */
import type { Attempt, Draft, ProvenSignature } from './draft.ts';
import type { Failure } from './failure.ts';
import type { LoginMode } from './login-offer.ts';
import type { PageRange } from './page-ranges.ts';
import type { Challenge } from './proof.ts';
import type { OpenedBy } from './session-state.ts';
import type { ChangeFacts, TaskFacts } from './task-facts.ts';

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

/** A file that the signer has chosen, as their device tells of it. */
export interface ChosenFile {
  readonly name: string;
  /** Empty where the device does not know. */
  readonly mediaType: string;
  readonly sizeBytes: number;
}

export type SessionEvent<T extends TaskFacts = TaskFacts> =
  | { readonly type: 'open-asked'; readonly by: OpenedBy }
  /** There is a service, and no code yet; with a notice when the one that the page gave is none. */
  | { readonly type: 'code-asked'; readonly notice?: Failure | undefined }
  | { readonly type: 'code-entered' }
  /** Without a mode: the one that the page has asked for. */
  | { readonly type: 'login-asked'; readonly mode?: LoginMode | undefined }
  | { readonly type: 'cancel-login' }
  | Result<'login-done'>
  | FailureResult<'login-undone'>
  | Result<'window-lost'>
  | { readonly type: 'close-asked' }
  | (TaskResult<'task-opened', T> & { readonly kept?: Kept | undefined })
  | FailureResult<'task-unopened'>
  | TaskResult<'task-read', T>
  | FailureResult<'task-unread'>
  | TaskResult<'completion-confirmed', T>
  | FailureResult<'completion-refused'>
  | TaskResult<'rejection-confirmed', T>
  | FailureResult<'rejection-refused'>
  | TaskResult<'left', T>
  | FailureResult<'leave-refused'>
  | (Result<'change-told'> & { readonly change: ChangeFacts })
  | (Result<'session-ending'> & { readonly secondsLeft: number })
  /** The session has been used, and lives on. */
  | Result<'session-kept'>
  | Result<'wait-over'>
  /** It has come whole, and is the one of the task. */
  | (Result<'document-loaded'> & { readonly actionId: string })
  /** It had broken off, and more of it comes. */
  | (Result<'document-resumed'> & { readonly actionId: string })
  | (FailureResult<'document-failed'> & { readonly actionId: string })
  | (Result<'document-painted'> & { readonly actionId: string })
  | (Result<'page-shown'> & { readonly actionId: string; readonly page: number })
  /** It could not be drawn. */
  | (Result<'page-failed'> & { readonly actionId: string; readonly page: number })
  | { readonly type: 'document-chosen'; readonly actionId: string }
  | { readonly type: 'draft-changed'; readonly draft: Draft }
  | { readonly type: 'sign-asked' }
  | { readonly type: 'back-asked' }
  /** `key` is fresh and random; it is used only when the attempt is a new one. */
  | { readonly type: 'submit-asked'; readonly key: string }
  /** `needsClick`: carrying it out opens a window, and the press is too long ago for that. */
  | (Result<'challenge-made'> & { readonly challenge: Challenge; readonly needsClick: boolean })
  | { readonly type: 'prove-asked' }
  | { readonly type: 'cancel-proof' }
  | (Result<'proof-made'> & { readonly signature: ProvenSignature })
  | FailureResult<'proof-undone'>
  /** The page was left for it, and has come back with it; `key` is that of the press. */
  | (Result<'proof-returned'> & { readonly signature: ProvenSignature; readonly key: string })
  /** What an event needs has not come. */
  | FailureResult<'part-missing'>
  | { readonly type: 'reject-asked' }
  | { readonly type: 'reason-changed'; readonly text: string }
  | { readonly type: 'rejection-asked' }
  /** Back from saying no. */
  | { readonly type: 'keep-asked' }
  | { readonly type: 'postpone-asked' }
  | { readonly type: 'cancel-asked' }
  | { readonly type: 'stay-asked' }
  | { readonly type: 'upload-asked'; readonly actionId: string; readonly file: ChosenFile }
  | (Result<'upload-progressed'> & { readonly actionId: string; readonly share: number })
  /** The service holds the file now, or holds none any more. */
  | (TaskResult<'upload-done', T> & { readonly actionId: string })
  | (FailureResult<'upload-failed'> & { readonly actionId: string })
  | { readonly type: 'upload-cancelled'; readonly actionId: string }
  | { readonly type: 'upload-removal-asked'; readonly actionId: string }
  /** The page came back into view, the line came back, or the signer asks to look now. */
  | { readonly type: 'look-again' };
