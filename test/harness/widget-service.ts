/**
 * A service that a test leads by the hand: it notes each request, and answers as it is told, at once,
 * with a refusal, or only when it is let go.
 */
import { sampleBytes, sampleTask, signed, TASK_URL } from '../../stories/sample-task.ts';
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
import type { PagesViewed, Task } from '../../src/task/contract.ts';
import { TaskError } from '../../src/task/task-error.ts';

type Request =
  | 'open'
  | 'read'
  | 'complete'
  | 'reportPages'
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
  bytesOf: (documentId: string) => Uint8Array<ArrayBuffer> = sampleBytes;
  readonly #outcomes = new Map<Request, Outcome[]>();
  readonly #held: (() => void)[] = [];
  #sessions = 0;

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

  async reportPages({ token }: Access, actionId: string, pages: PagesViewed): Promise<void> {
    await this.#take({ request: 'reportPages', token, detail: { actionId, ...pages } });
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
