/** The task client that speaks the protocol over `fetch`. No cookies, no referrer, no cache. */
import { checkedTask } from './checked-task.ts';
import type { Access, Answer, TaskClient } from './client.ts';
import type { OpenTaskRequest } from './contract.ts';
import { failureFrom, failureOf } from './problem.ts';
import type { TaskAddress } from './task-address.ts';
import { TaskError } from './task-error.ts';

export interface HttpOptions {
  readonly fetch?: typeof fetch;
  /** For an answer to begin and end. Documents have no limit: they are as long as they are. */
  readonly timeoutMilliseconds?: number;
}

const ALWAYS = { credentials: 'omit', referrerPolicy: 'no-referrer', cache: 'no-store' } as const;

export function createTaskClient(options: HttpOptions = {}): TaskClient {
  const { timeoutMilliseconds = 20_000 } = options;
  const send: typeof fetch = (input, init) =>
    (options.fetch ?? globalThis.fetch)(input, { ...init, ...ALWAYS });

  /** One request; `read` gets an answer of 2xx, and the time runs until it is done with the body. */
  async function ask<R>(
    url: string,
    init: RequestInit,
    signal: AbortSignal,
    read: (response: Response) => Promise<R>,
  ): Promise<R> {
    const timed = withTimeout(signal, timeoutMilliseconds);
    try {
      const response = await send(url, { ...init, redirect: 'error', signal: timed.signal });
      if (!response.ok) throw new TaskError(await failureFrom(response));
      return await read(response);
    } catch (error) {
      signal.throwIfAborted();
      throw new TaskError(failureOf(timed.signal.aborted ? timed.signal.reason : error), { cause: error });
    } finally {
      timed.done();
    }
  }

  return {
    async open(address, idempotencyKey, signal) {
      const request: OpenTaskRequest = { taskId: address.taskId };
      const init = post(request, { 'Idempotency-Key': idempotencyKey });
      return ask(`${address.service}/task-sessions`, init, signal, async (response) => {
        const unverified = (await response.json()) as { token?: unknown; task?: unknown } | null;
        if (typeof unverified?.token !== 'string') throw new TaskError(NOT_A_SESSION);
        return { ...answer(response, unverified.task, address), token: unverified.token };
      });
    },

    read: (access) =>
      ask(access.address.url, { headers: headersOf(access) }, access.signal, (response) =>
        readAnswer(response, access.address),
      ),

    complete(access, { completion, idempotencyKey, ifMatch }) {
      const headers = { ...headersOf(access), 'Idempotency-Key': idempotencyKey, 'If-Match': ifMatch };
      return ask(`${access.address.url}/completion`, post(completion, headers), access.signal, (response) =>
        readAnswer(response, access.address),
      );
    },

    async reportPages(access, actionId, pages) {
      const url = `${access.address.url}/actions/${encodeURIComponent(actionId)}/view`;
      await ask(url, post(pages, headersOf(access)), access.signal, async () => undefined);
    },

    // Like every other call: a redirect would take the token along.
    fetchDocument: (url, init) => send(url, { ...init, redirect: 'error' }),

    async close(access) {
      const init = { method: 'DELETE', headers: headersOf(access), keepalive: true };
      const url = `${access.address.service}/task-sessions/current`;
      await ask(url, init, access.signal, async () => undefined);
    },
  };
}

const NOT_A_SESSION = { code: 'service-unavailable', retryable: true, reason: 'not-a-session' } as const;

function headersOf({ token }: Access): Record<string, string> {
  return { Accept: 'application/json', Authorization: `Bearer ${token}` };
}

function post(body: unknown, headers: Record<string, string>): RequestInit {
  return {
    method: 'POST',
    headers: { Accept: 'application/json', ...headers, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  };
}

async function readAnswer(response: Response, address: TaskAddress): Promise<Answer> {
  return answer(response, await response.json(), address);
}

function answer(response: Response, unverified: unknown, address: TaskAddress): Answer {
  return { task: checkedTask(unverified, address), etag: response.headers.get('ETag') ?? undefined };
}

/** `AbortSignal.timeout` and `any` would do, but hold on to the timer after the answer has come. */
function withTimeout(signal: AbortSignal, milliseconds: number) {
  const controller = new AbortController();
  const passOn = () => controller.abort(signal.reason);
  if (signal.aborted) passOn();
  signal.addEventListener('abort', passOn, { once: true });
  const timer = setTimeout(
    () => controller.abort(new DOMException('No answer in time.', 'TimeoutError')),
    milliseconds,
  );
  return {
    signal: controller.signal,
    done() {
      clearTimeout(timer);
      signal.removeEventListener('abort', passOn);
    },
  };
}
