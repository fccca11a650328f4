/**
 * The state of one widget: a union told apart by `status`. `run` counts openings; a result that
 * carries another run's number is late and is dropped.
 */
import type { Attempt, Draft } from './draft.ts';
import type { Failure } from './failure.ts';
import type { LoginOffer } from './login-offer.ts';
import type { Proof } from './proof.ts';
import type { PageRange } from './page-ranges.ts';
import type { TaskFacts } from './task-facts.ts';

interface Run {
  readonly run: number;
}

interface Open<T> extends Run {
  readonly task: T;
  readonly etag: string | undefined;
}

/** The signer is saying no: it is final, so that a reason is asked for and the press is theirs alone. */
export interface Declining {
  /** As typed; may be empty. */
  readonly reason: string;
  /** `asking`: nothing has been sent. `sending`: it is under way. `checking`: the task is read for the outcome. */
  readonly phase: 'asking' | 'sending' | 'checking';
  /** Why it has not gone through. */
  readonly notice: Failure | undefined;
}

/** A document that broke off while it was on show. */
export interface Broken {
  readonly failure: Failure;
  /** Whether another try is under way. */
  readonly again: boolean;
}

/** A file of the signer's own on its way to the service, or away from it; or why it did not get there. */
export type Transfer =
  /** `share`: from 0 to 1; at 1 the service looks through it. */
  | { readonly phase: 'sending'; readonly name: string; readonly share: number }
  | { readonly phase: 'removing' }
  | { readonly phase: 'failed'; readonly name: string | undefined; readonly failure: Failure };

/** What stays the same while the signer reads, signs and waits for the answer. */
export interface Work<T> extends Open<T> {
  readonly draft: Draft;
  /** Pages that have been in view, by action id. */
  readonly seen: Readonly<Record<string, readonly PageRange[]>>;
  /** Actions whose document has come whole and has the task's hash. Before that it may be read, and not signed. */
  readonly loaded: readonly string[];
  /** Actions whose document broke off while it was on show, and why. */
  readonly broken: Readonly<Record<string, Broken>>;
  /** Breaks since a document last came whole: the more, the longer the wait before the next try. */
  readonly breaks: number;
  /** Pages that could not be drawn, by action id: what cannot be read is not signed. */
  readonly undrawn: Readonly<Record<string, readonly number[]>>;
  /** The action whose document is on show. */
  readonly shown: string | undefined;
  /** Actions of whose document a page has been painted in this run. */
  readonly painted: readonly string[];
  /** The last press on "sign", for as long as its outcome matters. */
  readonly attempt: Attempt | undefined;
  /** What an eID or a passkey vouches for, once "sign" has been pressed. */
  readonly proof: Proof | undefined;
  /** Why the signer is back here. */
  readonly notice: Failure | undefined;
  readonly declining: Declining | undefined;
  /** The way out that has been asked for and not yet been answered. */
  readonly leaving: LeaveWay | undefined;
  /** Whether the session ends soon unless the signer stays. */
  readonly sessionEnds: boolean;
  /** By action id, for as long as there is something to tell. What the service holds is in the task. */
  readonly uploads: Readonly<Record<string, Transfer>>;
}

export type LeaveWay = 'postpone' | 'cancel';

/** What leads to the task: its URL (with an artifact or without), a code, or a login. */
export type OpenedBy = 'task' | 'code' | 'login';

export interface Idle extends Run {
  readonly status: 'idle';
}
export interface Opening extends Run {
  readonly status: 'opening';
  readonly by: OpenedBy;
}
export interface CodeRequired extends Run {
  readonly status: 'code-required';
  /** Why the code before did not open a task. */
  readonly notice?: Failure | undefined;
}
export interface LoginRequired extends Run {
  readonly status: 'login-required';
  /** `undefined` when it has to be asked for again. */
  readonly offer: LoginOffer | undefined;
  /** Why the login before did not open the task. */
  readonly notice: Failure | undefined;
}
export interface LoggingIn extends Run {
  readonly status: 'logging-in';
  readonly offer: LoginOffer;
  /** The window of the login is out of reach; it may still end well. */
  readonly windowLost: boolean;
}
export interface Blocked<T> extends Open<T> {
  readonly status: 'blocked';
  readonly polls: number;
}
export interface Reviewing<T> extends Work<T> {
  readonly status: 'reviewing';
}
export interface Signing<T> extends Work<T> {
  readonly status: 'signing';
}
export interface Submitting<T> extends Work<T> {
  readonly status: 'submitting';
  readonly attempt: Attempt;
  /** `sending`: the completion is under way. `checking`: the task is read. `waiting`: before the next try. */
  readonly phase: 'sending' | 'checking' | 'waiting';
  /** Completions sent for this press. */
  readonly tries: number;
  /** Times the outcome could not be found out; above 0 the signer is told. */
  readonly doubts: number;
  /** Why the task is being read. */
  readonly because: Failure | undefined;
}
export interface Completed<T> extends Open<T> {
  readonly status: 'completed';
  readonly polls: number;
}
export interface Ended<T> extends Open<T> {
  readonly status: 'rejected' | 'postponed' | 'cancelled' | 'expired' | 'deleted';
}
export interface Failed<T> extends Run {
  readonly status: 'failed';
  readonly failure: Failure;
  readonly task: T | undefined;
}

export type SessionState<T extends TaskFacts = TaskFacts> =
  | Idle
  | Opening
  | CodeRequired
  | LoginRequired
  | LoggingIn
  | Blocked<T>
  | Reviewing<T>
  | Signing<T>
  | Submitting<T>
  | Completed<T>
  | Ended<T>
  | Failed<T>;

export const INITIAL: Idle = { status: 'idle', run: 0 };

export function taskOf<T extends TaskFacts>(state: SessionState<T>): T | undefined {
  return 'task' in state ? state.task : undefined;
}
