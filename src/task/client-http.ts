/** The task client that speaks the protocol over `fetch`. No cookies, no referrer, no cache. */
import { checkedTask } from './checked-task.ts';
import type { Access, Answer, TaskClient } from './client.ts';
import type { OpenTaskRequest } from './contract.ts';
import { failureFrom, failureOf } from './problem.ts';
import { taskAddressIn, type TaskAddress } from './task-address.ts';
import { TaskError } from './task-error.ts';
import { timeLimit } from './time-limit.ts';

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
    service: string,
    path: string,
    init: RequestInit,
    signal: AbortSignal,
    read: (response: Response) => Promise<R>,
  ): Promise<R> {
    const timed = timeLimit(signal, timeoutMilliseconds);
    try {
      const response = await send(service + path, { ...init, redirect: 'error', signal: timed.signal });
      if (!response.ok) throw new TaskError(await failureFrom(response, service));
      return await read(response);
    } catch (error) {
      signal.throwIfAborted();
      throw new TaskError(failureOf(timed.signal.aborted ? timed.signal.reason : error), { cause: error });
    } finally {
      timed.done();
    }
  }

  const askTask = <R>(
    { address, signal }: Access,
    path: string,
    init: RequestInit,
    read: (response: Response) => Promise<R>,
  ) => ask(address.service, `/tasks/${address.taskId}${path}`, init, signal, read);

  /** A wish that the service answers with the task as it stands then. */
  const wish = (access: Access, path: string, body: unknown, headers = {}) =>
    askTask(access, path, post(body, { ...headersOf(access), ...headers }), (response) =>
      readAnswer(response, access.address),
    );

  return {
    open({ service, by, address, redirectUri }, idempotencyKey, signal) {
      const request: OpenTaskRequest = { ...by, ...(redirectUri !== undefined && { redirectUri }) };
      const init = post(request, { 'Idempotency-Key': idempotencyKey });
      return ask(service, '/task-sessions', init, signal, async (response) => {
        const unverified = (await response.json()) as { token?: unknown; task?: { id?: unknown } } | null;
        const opened = address ?? taskAddressIn(service, unverified?.task?.id);
        if (typeof unverified?.token !== 'string' || !opened) throw new TaskError(NOT_A_SESSION);
        return { ...answer(response, unverified.task, opened), token: unverified.token };
      });
    },

    read: (access) =>
      askTask(access, '', { headers: headersOf(access) }, (response) => readAnswer(response, access.address)),

    complete: (access, { completion, idempotencyKey, ifMatch }) =>
      wish(access, '/completion', completion, { 'Idempotency-Key': idempotencyKey, 'If-Match': ifMatch }),

    challenge: (access, request) =>
      askTask(access, '/signature-challenges', post(request, headersOf(access)), async (response) => {
        const { checkedChallenge } = await import('./checked-challenge.ts');
        return checkedChallenge(await response.json(), access.address);
      }),

    registerPasskey: (access, registration) =>
      askTask(access, '/passkeys', post(registration, headersOf(access)), (response) => response.json()),

    readChallenge: (access, challengeId) => {
      const path = `/signature-challenges/${encodeURIComponent(challengeId)}`;
      return askTask(access, path, { headers: headersOf(access) }, (response) => response.json());
    },

    async reportPages(access, actionId, pages) {
      const path = `/actions/${encodeURIComponent(actionId)}/view`;
      // It is told as well when the page is left.
      const init = { ...post(pages, headersOf(access)), keepalive: true };
      await askTask(access, path, init, async () => undefined);
    },

    async upload(access, actionId, file, onProgress) {
      const { sendUpload } = await import('./upload-http.ts');
      return sendUpload({ access, actionId, file, onProgress, fetch: options.fetch });
    },
    removeUpload: (access, actionId) =>
      askTask(
        access,
        `/actions/${encodeURIComponent(actionId)}/upload`,
        { method: 'DELETE', headers: headersOf(access) },
        (response) => readAnswer(response, access.address),
      ),

    reject: (access, reason) => wish(access, '/rejection', reason === undefined ? {} : { reason }),
    postpone: (access) => wish(access, '/postponement', {}),
    cancel: (access) => wish(access, '/cancellation', {}),

    async events(access, lastEventId, listener) {
      const { streamChanges } = await import('./change-stream.ts');
      await streamChanges(send, access, lastEventId, listener);
    },

    // Like every other call: a redirect would take the token along.
    fetchDocument: (url, init) => send(url, { ...init, redirect: 'error' }),

    async close(access) {
      const init = { method: 'DELETE', headers: headersOf(access), keepalive: true };
      await ask(access.address.service, '/task-sessions/current', init, access.signal, async () => undefined);
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
