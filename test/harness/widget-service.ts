/**
 * A service that a test leads by the hand: it notes each request, and answers as it is told, at once,
 * with a refusal, or only when it is let go.
 */
import { sampleBytes, sampleTask, signed, TASK_URL } from '../../stories/sample-task.ts';
import type { FailureCode } from '../../src/session/failure.ts';
import type { Access, Answer, CompletionRequest, OpenAnswer, TaskClient } from '../../src/task/client.ts';
import type { PagesViewed, Task } from '../../src/task/contract.ts';
import type { TaskAddress } from '../../src/task/task-address.ts';
import { TaskError } from '../../src/task/task-error.ts';

type Request = 'open' | 'read' | 'complete' | 'reportPages' | 'document' | 'close';
export interface Call {
  readonly request: Request;
  readonly token?: string;
  readonly detail?: unknown;
}

/** A code to refuse with; `held` to answer when let go. */
type Outcome = FailureCode | 'held' | 'answered';

export class WidgetService implements TaskClient {
  readonly calls: Call[] = [];
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

  async open(address: TaskAddress, idempotencyKey: string): Promise<OpenAnswer> {
    await this.#take({ request: 'open', detail: { url: address.url, idempotencyKey } });
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
    throw new TaskError({ code: outcome, retryable: true, requestId: 'req-1' });
  }
}

export { TASK_URL };
