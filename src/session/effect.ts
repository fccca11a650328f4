/** What a transition asks the world to do, and the facts it tells the page. */
import type { Attempt, ProofMethod } from './draft.ts';
import type { Failure } from './failure.ts';
import type { LoginMode, LoginOffer } from './login-offer.ts';
import type { PageRange } from './page-ranges.ts';
import type { Challenge } from './proof.ts';
import type { Kept } from './session-event.ts';
import type { LeaveWay, OpenedBy, SessionState } from './session-state.ts';
import type { ChangeFacts, TaskFacts } from './task-facts.ts';

export type Effect =
  /** Answered by `task-opened` or `task-unopened`. */
  | { readonly type: 'open-task'; readonly by: OpenedBy }
  /** Answered by `login-done`, `login-undone` or `window-lost`. Carried out at once: a window opens only inside a click. */
  | {
      readonly type: 'log-in';
      readonly offer: LoginOffer;
      readonly mode: LoginMode | undefined;
      /** The last one who logged in was somebody else. */
      readonly afresh: boolean;
    }
  /** Answered by `task-read` or `task-unread`. */
  | { readonly type: 'read-task' }
  /** Answered by `completion-confirmed` or `completion-refused`. */
  | { readonly type: 'complete'; readonly attempt: Attempt; readonly etag: string | undefined }
  /** Answered by `challenge-made` or `proof-undone`. */
  | { readonly type: 'ask-challenge'; readonly method: ProofMethod; readonly actions: readonly string[] }
  /** Answered by `proof-made`, `proof-undone` or `window-lost`, or, where the page is left, by `proof-returned`. */
  | {
      readonly type: 'prove';
      readonly method: ProofMethod;
      readonly challenge: Challenge;
      readonly key: string;
    }
  /** Whatever comes of it now is for nobody. */
  | { readonly type: 'stop-proving' }
  /** Answered by `rejection-confirmed` or `rejection-refused`. */
  | { readonly type: 'reject'; readonly reason: string | undefined }
  /** Answered by `left` or `leave-refused`. */
  | { readonly type: 'leave'; readonly way: LeaveWay }
  /** Answered by `wait-over`. A new wait takes the place of the one before. */
  | { readonly type: 'wait'; readonly seconds: number }
  /** Answered by `document-loaded` or `document-failed`; one that broke off goes on where it was. */
  | { readonly type: 'show-document'; readonly actionId: string }
  /** Never answered: that it fails is no concern of the signer. */
  | { readonly type: 'report-pages'; readonly actionId: string; readonly pages: PageRange }
  /** Answered by `upload-progressed`, and by `upload-done` or `upload-failed`. In the place of one that is under way. */
  | { readonly type: 'upload'; readonly actionId: string }
  /** Answered as that is. */
  | { readonly type: 'remove-upload'; readonly actionId: string }
  /** Nothing is answered any more. */
  | { readonly type: 'stop-upload'; readonly actionId: string }
  | { readonly type: 'keep'; readonly kept: Kept }
  | { readonly type: 'forget-draft' }
  | { readonly type: 'end-session' };

/** Each is told exactly once. */
export type Fact =
  | { readonly type: 'opened' }
  | { readonly type: 'document-painted'; readonly actionId: string }
  | { readonly type: 'page-viewed'; readonly actionId: string; readonly page: number }
  | { readonly type: 'completed' | 'rejected' | 'postponed' | 'cancelled' | 'expired' | 'deleted' }
  /** What others did, or what has become of the order. */
  | { readonly type: 'order-changed'; readonly change: ChangeFacts }
  | { readonly type: 'session-expiring'; readonly secondsLeft: number }
  | { readonly type: 'failed'; readonly failure: Failure };

export interface Step<T extends TaskFacts = TaskFacts> {
  readonly state: SessionState<T>;
  readonly effects: readonly Effect[];
  readonly facts: readonly Fact[];
}
