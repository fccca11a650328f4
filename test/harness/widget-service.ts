/**
 * A service that a test leads by the hand: it notes each request, and answers as it is told, at once,
 * with a refusal, or only when it is let go.
 */
import { sampleBytes, sampleTask, signed, TASK_URL } from '../../stories/sample-task.ts';
import { withoutUpload, withUpload } from '../../stories/sample-upload.ts';
import type { Failure, FailureCode } from '../../src/session/failure.ts';
import type { ChangeFacts } from '../../src/session/task-facts.ts';
import type {
  Access,
  Answer,
  ChangeListener,
  CompletionRequest,
  OpenAnswer,
  OpenSource,
  TaskClient,
} from '../../src/task/client.ts';
import type {
  PagesViewed,
  Passkey,
  PasskeyCreation,
  PasskeyRegistration,
  SignatureChallenge,
  SignatureChallengeRequest,
  Task,
} from '../../src/task/contract.ts';
import { TaskError } from '../../src/task/task-error.ts';

type Request =
  | 'open'
  | 'read'
  | 'complete'
  | 'challenge'
  | 'registerPasskey'
  | 'readChallenge'
  | 'reportPages'
  | 'upload'
  | 'removeUpload'
  | 'reject'
  | 'postpone'
  | 'cancel'
  | 'events'
  | 'document'
  | 'close';
export interface Call {
  readonly request: Request;
  readonly token?: string;
  readonly detail?: unknown;
}

/** A code or a whole failure to refuse with; `held` to answer when let go. */
type Outcome = FailureCode | Failure | 'held' | 'answered';

/** A stream of changes that a test tells them by. */
export interface Stream {
  readonly lastEventId: number;
  readonly closed: boolean;
  tell(change: Partial<ChangeFacts>): void;
  end(): void;
}

export class WidgetService implements TaskClient {
  readonly calls: Call[] = [];
  readonly streams: Stream[] = [];
  task: Task;
  etag: string | undefined = '"1"';
  /** What a ceremony in the service's window has come to. */
  ceremony: NonNullable<SignatureChallenge['status']> = 'pending';
  bytesOf: (documentId: string) => Uint8Array<ArrayBuffer> = sampleBytes;
  readonly #outcomes = new Map<Request, Outcome[]>();
  readonly #held: (() => void)[] = [];
  #sessions = 0;
  readonly #uploads = new Map<string, Uint8Array<ArrayBuffer>>();
  /** Tells the last upload how far it has come. */
  progress: (share: number) => void = () => undefined;

  private constructor(task: Task) {
    this.task = task;
  }

  static async with(part: Partial<Task> = {}): Promise<WidgetService> {
    return new WidgetService(await sampleTask(part));
  }

  /** What happens to the next requests of a kind, one after the other; after that they are answered. */
  next(request: Request, ...outcomes: Outcome[]): void {
    this.#outcomes.set(request, outcomes);
  }

  letGo(): void {
    for (const go of this.#held.splice(0)) go();
  }

  times(request: Request): number {
    return this.calls.filter((call) => call.request === request).length;
  }

  last(request: Request): Call | undefined {
    return this.calls.findLast((call) => call.request === request);
  }

  /** What opened the task, each time. */
  get opened(): OpenSource['by'][] {
    return this.calls
      .filter(({ request }) => request === 'open')
      .map(({ detail }) => (detail as OpenSource).by);
  }

  async open(source: OpenSource, idempotencyKey: string): Promise<OpenAnswer> {
    await this.#take({ request: 'open', detail: { ...source, idempotencyKey } });
    return { ...this.#answer(), token: `token-${++this.#sessions}` };
  }

  async read({ token }: Access): Promise<Answer> {
    await this.#take({ request: 'read', token });
    return this.#answer();
  }

  async complete({ token }: Access, request: CompletionRequest): Promise<Answer> {
    await this.#take({ request: 'complete', token, detail: request });
    this.task = signed(this.task);
    return this.#answer();
  }

  async challenge({ token }: Access, request: SignatureChallengeRequest): Promise<SignatureChallenge> {
    await this.#take({ request: 'challenge', token, detail: request });
    const id = `login_${this.times('challenge')}`;
    const login = { id, startUrl: `${new URL(TASK_URL).origin}/logins/${id}/start` };
    const expiresAt = new Date(Date.now() + 600_000).toISOString();
    return { id, method: request.method, random: 'random', expiresAt, login };
  }

  async registerPasskey(
    { token }: Access,
    registration: PasskeyRegistration,
  ): Promise<PasskeyCreation | Passkey> {
    await this.#take({ request: 'registerPasskey', token, detail: registration });
    return registration.credential
      ? { id: 'passkey-1', createdAt: '2026-01-01T00:00:00Z' }
      : { publicKey: { challenge: 'Y3JlYXRpb24' } };
  }

  async readChallenge({ token }: Access, id: string): Promise<SignatureChallenge> {
    await this.#take({ request: 'readChallenge', token, detail: id });
    const { ceremony: status } = this;
    return { id, method: 'passkey', random: 'cmFuZG9t', expiresAt: '2026-01-01T00:10:00Z', status };
  }

  async reportPages({ token }: Access, actionId: string, pages: PagesViewed): Promise<void> {
    await this.#take({ request: 'reportPages', token, detail: { actionId, ...pages } });
  }

  async upload(
    { token, signal }: Access,
    actionId: string,
    file: File,
    onProgress: (share: number) => void,
  ): Promise<Answer> {
    this.progress = onProgress;
    await this.#take({ request: 'upload', token, detail: { actionId, file } });
    signal.throwIfAborted();
    const bytes = new Uint8Array(await file.arrayBuffer());
    this.#uploads.set(actionId, bytes);
    this.task = await withUpload(this.task, actionId, file, bytes);
    this.etag = `"${this.task.sequence}"`;
    return this.#answer();
  }

  async removeUpload({ token }: Access, actionId: string): Promise<Answer> {
    await this.#take({ request: 'removeUpload', token, detail: actionId });
    this.task = withoutUpload(this.task, actionId);
    return this.#answer();
  }

  async reject({ token }: Access, reason: string | undefined): Promise<Answer> {
    await this.#take({ request: 'reject', token, detail: reason });
    this.task = { ...this.task, status: 'rejected', final: true, sequence: this.task.sequence + 1 };
    return this.#answer();
  }

  async postpone({ token }: Access): Promise<Answer> {
    await this.#take({ request: 'postpone', token });
    return this.#answer();
  }

  async cancel({ token }: Access): Promise<Answer> {
    await this.#take({ request: 'cancel', token });
    return this.#answer();
  }

  async events({ token, signal }: Access, lastEventId: number, listener: ChangeListener): Promise<void> {
    await this.#take({ request: 'events', token, detail: lastEventId });
    await new Promise<void>((resolve, reject) => {
      const change = {
        type: 'task.completed',
        own: false,
        taskStatus: 'ready',
        orderStatus: 'open',
      } as const;
      signal.addEventListener('abort', () => reject(signal.reason));
      this.streams.push({
        lastEventId,
        get closed() {
          return signal.aborted;
        },
        tell: (part) => listener.change({ ...change, sequence: this.task.sequence, ...part }),
        end: resolve,
      });
    });
  }

  async fetchDocument(url: string | URL): Promise<Response> {
    await this.#take({ request: 'document', detail: String(url) });
    const [, actionId] = /\/actions\/([^/]+)\/upload$/.exec(String(url)) ?? [];
    if (actionId !== undefined) return new Response(this.#uploads.get(actionId) ?? null);
    return new Response(this.bytesOf(new URL(url).pathname.split('/').at(-1) ?? ''));
  }

  async close({ token }: Access): Promise<void> {
    await this.#take({ request: 'close', token });
  }

  #answer(): Answer {
    return { task: this.task, etag: this.etag };
  }

  async #take(call: Call): Promise<void> {
    this.calls.push(call);
    const outcome = this.#outcomes.get(call.request)?.shift();
    if (outcome === undefined || outcome === 'answered') return;
    if (outcome === 'held') return new Promise((resolve) => this.#held.push(resolve));
    throw new TaskError(
      typeof outcome === 'string' ? { code: outcome, retryable: true, requestId: 'req-1' } : outcome,
    );
  }
}

export { TASK_URL };
