import assert from 'node:assert/strict';
import { describe, it, mock } from 'node:test';
import { signed, sampleTask, TASK_URL } from '../../../stories/sample-task.ts';
import { createTaskClient } from '../../../src/task/client-http.ts';
import type { Access } from '../../../src/task/client.ts';
import { taskAddress } from '../../../src/task/task-address.ts';
import { TaskError } from '../../../src/task/task-error.ts';
import { documentActions } from '../../harness/signed-hashes.ts';

const address = taskAddress(TASK_URL)!;
const task = await sampleTask();
const byTask = { service: address.service, by: { taskId: address.taskId }, address };

interface Sent {
  readonly url: string;
  readonly init: RequestInit;
}

function clientAnswering(answer: (sent: Sent) => Response | Promise<Response>) {
  const sent: Sent[] = [];
  const client = createTaskClient({
    timeoutMilliseconds: 1000,
    fetch: async (input, init) => {
      const request = { url: String(input), init: init ?? {} };
      sent.push(request);
      return answer(request);
    },
  });
  return { client, sent };
}

const access = (): Access => ({ address, token: 'secret', signal: new AbortController().signal });
const json = (body: unknown, init: ResponseInit = {}) =>
  new Response(JSON.stringify(body), {
    headers: { 'Content-Type': 'application/json', ETag: '"7"' },
    ...init,
  });
const problem = (status: number, body: object, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'Content-Type': 'application/problem+json', ...headers },
  });

async function failureOf(promise: Promise<unknown>) {
  const error = await promise.then(
    () => assert.fail('it was answered'),
    (error: unknown) => error,
  );
  assert.ok(error instanceof TaskError, String(error));
  return error.failure;
}

describe('the client', () => {
  it('sends no cookie, no referrer and nothing from a cache, and follows no redirect', async () => {
    const { client, sent } = clientAnswering(() => json(task));
    await client.read(access());
    const { init } = sent[0]!;
    assert.equal(init.credentials, 'omit');
    assert.equal(init.referrerPolicy, 'no-referrer');
    assert.equal(init.cache, 'no-store');
    assert.equal(init.redirect, 'error');
  });

  it('opens a task by its id alone', async () => {
    const { client, sent } = clientAnswering(() =>
      json({ token: 't', expiresAt: 'x', task }, { status: 201 }),
    );
    const opened = await client.open(byTask, 'opening-key', access().signal);
    assert.equal(opened.token, 't');
    assert.equal(sent[0]!.url, 'https://sign.example/task-sessions');
    assert.equal(sent[0]!.init.body, '{"taskId":"sample"}');
    assert.equal(new Headers(sent[0]!.init.headers).get('Idempotency-Key'), 'opening-key');
  });

  it('completes with the key of the attempt and the task that was shown', async () => {
    const { client, sent } = clientAnswering(() => json(signed(task)));
    const completion = { actions: [], consent: task.consent, signature: { method: 'consent' as const } };
    const answer = await client.complete(access(), { completion, idempotencyKey: 'key', ifMatch: '"1"' });
    const headers = new Headers(sent[0]!.init.headers);
    assert.equal(headers.get('Idempotency-Key'), 'key');
    assert.equal(headers.get('If-Match'), '"1"');
    assert.equal(headers.get('Authorization'), 'Bearer secret');
    assert.equal(answer.etag, '"7"');
  });

  it('registers a passkey and reads what has become of a challenge, in its session', async () => {
    const answers = [{ publicKey: { challenge: 'c' } }, { id: 'ch_1', status: 'done' }];
    const { client, sent } = clientAnswering(() => json(answers.shift()));
    const credential = { id: 'k' };
    assert.deepEqual(await client.registerPasskey(access(), { credential }), {
      publicKey: { challenge: 'c' },
    });
    assert.deepEqual(await client.readChallenge(access(), 'ch_1'), { id: 'ch_1', status: 'done' });
    assert.deepEqual(
      sent.map(({ url, init }) => [url, init.method, init.body]),
      [
        ['https://sign.example/tasks/sample/passkeys', 'POST', JSON.stringify({ credential })],
        ['https://sign.example/tasks/sample/signature-challenges/ch_1', undefined, undefined],
      ],
    );
    for (const { init } of sent) {
      assert.equal(new Headers(init.headers).get('Authorization'), 'Bearer secret');
    }
  });

  it('opens by what it is given, with the page that can end a login, and learns the task from the answer', async () => {
    for (const by of [
      { artifact: 'a1' },
      { referenceCode: 'ABCDEFGHJK2' },
      { login: { id: 'l1', idToken: 't' } },
    ]) {
      const { client, sent } = clientAnswering(() => json({ token: 't', task }, { status: 201 }));
      const redirectUri = 'https://host.example/login/callback';
      const source = { service: address.service, by, redirectUri };
      const opened = await client.open(source, 'opening-key', access().signal);
      assert.deepEqual(JSON.parse(String(sent[0]!.init.body)), { ...by, redirectUri });
      assert.equal(opened.task.id, 'sample');
    }
  });

  it('takes no other task than the one asked for, and none without an id', async () => {
    for (const [source, answered] of [
      [byTask, { ...task, id: 'other' }],
      [
        { service: address.service, by: { referenceCode: 'X' } },
        { ...task, id: '../x' },
      ],
      [{ service: address.service, by: { referenceCode: 'X' } }, undefined],
    ] as const) {
      const { client } = clientAnswering(() => json({ token: 't', task: answered }, { status: 201 }));
      const failure = await failureOf(client.open(source, 'opening-key', access().signal));
      assert.equal(failure.code, 'service-unavailable');
    }
  });

  it('tells how to log in where the service says so, in any of its refusals', async () => {
    const login = { id: 'l1', startUrl: 'https://sign.example/logins/l1/start' };
    for (const [status, code] of [
      [401, 'login-required'],
      [403, 'subject-mismatch'],
    ] as const) {
      const { client } = clientAnswering(() => problem(status, { code, retryable: true, login }));
      const failure = await failureOf(client.open(byTask, 'opening-key', access().signal));
      assert.deepEqual(failure.login, login);
    }
  });

  it('says no, later and stop at addresses of their own, with the token', async () => {
    const { client, sent } = clientAnswering(() => json(task));
    await client.reject(access(), 'Too dear');
    await client.reject(access(), undefined);
    await client.postpone(access());
    await client.cancel(access());
    assert.deepEqual(
      sent.map(({ url, init }) => [url.replace(TASK_URL, ''), init.method, init.body]),
      [
        ['/rejection', 'POST', '{"reason":"Too dear"}'],
        ['/rejection', 'POST', '{}'],
        ['/postponement', 'POST', '{}'],
        ['/cancellation', 'POST', '{}'],
      ],
    );
    for (const { init } of sent)
      assert.equal(new Headers(init.headers).get('Authorization'), 'Bearer secret');
  });

  it('takes no task of another id, and nothing that is no task', async () => {
    for (const body of [{ ...task, id: 'other' }, { hello: 'world' }, null, { ...task, status: 'new' }]) {
      const { client } = clientAnswering(() => json(body));
      assert.equal((await failureOf(client.read(access()))).code, 'service-unavailable');
    }
    const { client } = clientAnswering(() => new Response('<html>Log in to the network</html>'));
    assert.equal((await failureOf(client.read(access()))).code, 'service-unavailable');
  });

  it('refuses a document of another origin: the token would go there', async () => {
    const [action] = documentActions(task);
    const elsewhere = { ...action!, document: { ...action!.document, url: 'https://evil.example/x' } };
    const { client } = clientAnswering(() => json({ ...task, actions: [elsewhere] }));
    const failure = await failureOf(client.read(access()));
    assert.deepEqual([failure.code, failure.retryable], ['document-changed', false]);
  });

  it('puts the documents in the order that the sender has given them', async () => {
    const [action] = task.actions;
    const actions = [2, 0, 1].map((order) => ({ ...action!, id: `a${order}`, order }));
    const { client } = clientAnswering(() => json({ ...task, actions }));
    const answer = await client.read(access());
    assert.deepEqual(
      answer.task.actions.map(({ id }) => id),
      ['a0', 'a1', 'a2'],
    );
  });

  it('tells the code, the reference and the wait of a problem', async () => {
    const { client } = clientAnswering(() =>
      problem(429, { code: 'too-many-attempts', retryable: true, requestId: 'r1' }, { 'Retry-After': '30' }),
    );
    assert.deepEqual(await failureOf(client.read(access())), {
      code: 'too-many-attempts',
      retryable: true,
      requestId: 'r1',
      retryAfterSeconds: 30,
    });
  });

  it('takes no 5xx for a refusal, whatever code it bears', async () => {
    for (const response of [
      problem(500, { code: 'task-final', retryable: false }),
      new Response('', { status: 502 }),
    ]) {
      const { client } = clientAnswering(() => response);
      assert.equal((await failureOf(client.read(access()))).code, 'service-unavailable');
    }
  });

  it('judges an answer without a known code by its status', async () => {
    const expected = {
      401: 'session-expired',
      403: 'forbidden',
      404: 'not-found',
      418: 'invalid-request',
    } as const;
    for (const [status, code] of Object.entries(expected)) {
      const { client } = clientAnswering(() => problem(Number(status), { code: 'made-up' }));
      assert.equal((await failureOf(client.read(access()))).code, code);
    }
  });

  it('calls a line that breaks no refusal', async () => {
    const { client } = clientAnswering(() => Promise.reject(new TypeError('Failed to fetch')));
    assert.deepEqual(await failureOf(client.read(access())), {
      code: 'service-unavailable',
      retryable: true,
    });
  });

  it('gives up when no answer comes in time, also in the middle of one', async () => {
    mock.timers.enable({ apis: ['setTimeout'] });
    try {
      for (const answer of [
        ({ init }: Sent) =>
          new Promise<Response>((_, reject) =>
            init.signal!.addEventListener('abort', () => reject(init.signal!.reason)),
          ),
        ({ init }: Sent) =>
          new Response(
            new ReadableStream({
              start: (stream) =>
                init.signal!.addEventListener('abort', () => stream.error(init.signal!.reason)),
            }),
          ),
      ]) {
        const { client } = clientAnswering(answer);
        const failed = failureOf(client.read(access()));
        await new Promise((resolve) => setImmediate(resolve));
        mock.timers.tick(1000);
        assert.deepEqual(await failed, { code: 'timeout', retryable: true });
      }
    } finally {
      mock.timers.reset();
    }
  });

  it('is silent when the widget has ended what was under way', async () => {
    const controller = new AbortController();
    const { client } = clientAnswering(
      ({ init }) =>
        new Promise<Response>((_, reject) =>
          init.signal!.addEventListener('abort', () => reject(init.signal!.reason)),
        ),
    );
    const reading = client.read({ ...access(), signal: controller.signal });
    controller.abort(new DOMException('over', 'AbortError'));
    await assert.rejects(reading, { name: 'AbortError' });
  });
});
