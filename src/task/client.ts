/**
 * What the widget asks of a service, apart from how. `createTaskClient()` speaks HTTP; a test, a
 * story or a host with its own transport brings another.
 */
import type { ChangeFacts } from '../session/task-facts.ts';
import type {
  Completion,
  OpenTaskRequest,
  PagesViewed,
  Passkey,
  PasskeyCreation,
  PasskeyRegistration,
  SignatureChallenge,
  SignatureChallengeRequest,
  Task,
} from './contract.ts';
import type { TaskAddress } from './task-address.ts';

export interface Answer {
  readonly task: Task;
  /** What a completion has to name as the task it is for; absent where the service did not say. */
  readonly etag: string | undefined;
}

export interface OpenAnswer extends Answer {
  readonly token: string;
}

/** What opens a task: its URL alone, or a credential that leads to it. */
export type OpenBy =
  | { readonly taskId: string }
  | { readonly artifact: string }
  | { readonly referenceCode: string }
  | { readonly login: NonNullable<OpenTaskRequest['login']> };

export interface OpenSource {
  /** The service's base URL, without a slash at the end. */
  readonly service: string;
  readonly by: OpenBy;
  /** The task that is asked for, which the answer must be; a code leads to one that is not known before. */
  readonly address?: TaskAddress;
  /** Where the page can end a login itself. */
  readonly redirectUri?: string;
}

/** Who asks: the task, and the token that opened it. */
export interface Access {
  readonly address: TaskAddress;
  readonly token: string;
  readonly signal: AbortSignal;
}

export interface CompletionRequest {
  readonly completion: Completion;
  /** The same over every retry of one press. */
  readonly idempotencyKey: string;
  readonly ifMatch: string;
}

export interface ChangeListener {
  readonly change: (change: ChangeFacts) => void;
  /** How long the service wants to be left alone after the stream has ended. */
  readonly retry?: (milliseconds: number) => void;
}

/**
 * Each method rejects with a `TaskError` when the service says no or cannot be reached, and with the
 * signal's reason when it is aborted.
 */
export interface TaskClient {
  /** `idempotencyKey` is the same when an opening whose answer was lost is tried again. */
  open(source: OpenSource, idempotencyKey: string, signal: AbortSignal): Promise<OpenAnswer>;
  read(access: Access): Promise<Answer>;
  complete(access: Access, request: CompletionRequest): Promise<Answer>;
  /** What an eID or a passkey is to sign. */
  challenge(access: Access, request: SignatureChallengeRequest): Promise<SignatureChallenge>;
  /** Without a credential: what to make a passkey with; with it: keeps the passkey that was made. */
  registerPasskey(access: Access, registration: PasskeyRegistration): Promise<PasskeyCreation | Passkey>;
  /** What has become of a challenge of this session. */
  readChallenge(access: Access, challengeId: string): Promise<SignatureChallenge>;
  reportPages(access: Access, actionId: string, pages: PagesViewed): Promise<void>;
  /**
   * Gives a file of the signer's own to the service, in the place of one that it has.
   *
   * @param onProgress told the share of it that has been sent, from 0 to 1, where that is known
   */
  upload(access: Access, actionId: string, file: File, onProgress: (share: number) => void): Promise<Answer>;
  removeUpload(access: Access, actionId: string): Promise<Answer>;
  /** Says no; said again it changes nothing. */
  reject(access: Access, reason: string | undefined): Promise<Answer>;
  postpone(access: Access): Promise<Answer>;
  cancel(access: Access): Promise<Answer>;
  /** Tells what happens after `lastEventId`, as it happens; resolves when the service ends the stream. */
  events(access: Access, lastEventId: number, listener: ChangeListener): Promise<void>;
  /** The answer for a document's URL as it comes, errors too: it may be asked for in ranges. */
  fetchDocument(url: string | URL, init: RequestInit): Promise<Response>;
  /** Ends the session. That it fails is no concern: it ends by itself. */
  close(access: Access): Promise<void>;
}
