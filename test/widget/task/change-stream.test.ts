import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { TASK_URL } from '../../../stories/sample-task.ts';
import type { ChangeFacts } from '../../../src/session/task-facts.ts';
import { createTaskClient } from '../../../src/task/client-http.ts';
import { taskAddress } from '../../../src/task/task-address.ts';
import { TaskError } from '../../../src/task/task-error.ts';

const address = taskAddress(TASK_URL)!;
const CHANGE = {
  sequence: 9,
  type: 'task.completed',
  at: '2026-11-24T09:12:45Z',
  own: false,
  task: { status: 'ready', final: false },
  order: { status: 'open' },
};
const event = (data: unknown, type = 'change') => `event: ${type}\ndata: ${JSON.stringify(data)}\n\n`;
const stream = (text: string) =>
  new Response(text, { headers: { 'Content-Type': 'text/event-stream; charset=utf-8' } });

async function follow(answer: (init: RequestInit) => Response | Promise<Response>, signal?: AbortSignal) {
  const changes: ChangeFacts[] = [];
  const retries: number[] = [];
  const sent: { url: string; init: RequestInit }[] = [];
  const client = createTaskClient({
    fetch: async (input, init = {}) => {
      sent.push({ url: String(input), init });
      return answer(init);
    },
  });
  const access = { address, token: 'secret', signal: signal ?? new AbortController().signal };
  const ended = await client
    .events(access, 7, {
      change: (change) => changes.push(change),
      retry: (milliseconds) => retries.push(milliseconds),
    })
    .catch((error: unknown) => error);
  return { changes, retries, sent: sent[0]!, ended };
}

describe('the stream of changes', () => {
  it('is asked for with the token, and with what is known already', async () => {
    const { sent } = await follow(() => stream(''));
    assert.equal(sent.url, `${TASK_URL}/events`);
    const headers = new Headers(sent.init.headers);
    assert.equal(headers.get('Authorization'), 'Bearer secret');
    assert.equal(headers.get('Last-Event-ID'), '7');
    assert.deepEqual([sent.init.credentials, sent.init.redirect], ['omit', 'error']);
  });

  it('tells each change, and how long to wait before it is asked for again', async () => {
    const { changes, retries, ended } = await follow(() => stream(`retry: 5000\n${event(CHANGE)}`));
    assert.deepEqual(changes, [
      { sequence: 9, type: 'task.completed', own: false, taskStatus: 'ready', orderStatus: 'open' },
    ]);
    assert.deepEqual(retries, [5000]);
    assert.equal(ended, undefined);
  });

  it('passes over what is no change', async () => {
    const wrong = [
      { ...CHANGE, sequence: '9' },
      { ...CHANGE, type: 'Kari Nordmann has signed' },
      { ...CHANGE, own: 1 },
      { ...CHANGE, task: { status: 'new' } },
      { ...CHANGE, order: undefined },
      null,
      'text',
    ];
    const text =
      wrong.map((data) => event(data)).join('') + event(CHANGE, 'other') + 'event: change\ndata: {\n\n';
    assert.deepEqual((await follow(() => stream(text))).changes, []);
  });

  it('is refused with the code of the problem', async () => {
    const problem = () =>
      new Response('{"code":"session-expired","retryable":true}', {
        status: 401,
        headers: { 'Content-Type': 'application/problem+json' },
      });
    const { ended } = await follow(problem);
    assert.ok(ended instanceof TaskError && ended.failure.code === 'session-expired');
  });

  it('is no stream when something else has answered, or when it has no end of a line', async () => {
    const { ended } = await follow(
      () => new Response('<html>', { headers: { 'Content-Type': 'text/html' } }),
    );
    assert.ok(ended instanceof TaskError && ended.failure.reason === 'not-a-stream');
    const endless = await follow(() => stream('x'.repeat(100_000)));
    assert.ok(endless.ended instanceof TaskError && endless.ended.failure.code === 'service-unavailable');
  });

  describe('that falls silent', () => {
    /** A stream of which the test says what comes, and when. It ends as a browser's does. */
    async function followed(t: TestContext) {
      t.mock.timers.enable({ apis: ['setTimeout'] });
      let following: ReturnType<typeof follow> | undefined;
      const body = await new Promise<ReadableStreamDefaultController<Uint8Array>>((begun) => {
        const answer = ({ signal }: RequestInit) => {
          const start = (controller: ReadableStreamDefaultController<Uint8Array>) => {
            signal!.addEventListener('abort', () => controller.error(signal!.reason));
            begun(controller);
          };
          return new Response(new ReadableStream({ start }), {
            headers: { 'Content-Type': 'text/event-stream' },
          });
        };
        following = follow(answer);
      });
      const comes = async (text: string) => {
        body.enqueue(new TextEncoder().encode(text));
        // It has been read by then.
        await new Promise(setImmediate);
      };
      await comes(': still here\n\n');
      return { following, body, comes };
    }

    it('is taken for broken after a minute', async (t) => {
      const { following } = await followed(t);
      t.mock.timers.tick(60_000);
      const { ended } = (await following)!;
      assert.ok(ended instanceof TaskError && ended.failure.code === 'timeout');
    });

    it('is taken for broken when it does not even begin', async (t) => {
      t.mock.timers.enable({ apis: ['setTimeout'] });
      let following: ReturnType<typeof follow> | undefined;
      await new Promise<void>((asked) => {
        following = follow(({ signal }) => {
          asked();
          return new Promise((_, reject) => signal!.addEventListener('abort', () => reject(signal!.reason)));
        });
      });
      t.mock.timers.tick(60_000);
      const { ended } = (await following)!;
      assert.ok(ended instanceof TaskError && ended.failure.code === 'timeout');
    });

    it('is followed for as long as there is a sign of life', async (t) => {
      const { following, body, comes } = await followed(t);
      for (let times = 0; times < 5; times += 1) {
        t.mock.timers.tick(59_000);
        await comes(': still here\n\n');
      }
      await comes(event(CHANGE));
      body.close();
      const { ended, changes } = (await following)!;
      assert.deepEqual([ended, changes.length], [undefined, 1]);
    });
  });

  it('ends without a word when nobody is looking any more', async () => {
    const controller = new AbortController();
    const { ended } = await follow((init) => {
      queueMicrotask(() => controller.abort(new DOMException('over', 'AbortError')));
      return new Promise((_, reject) =>
        init.signal!.addEventListener('abort', () => reject(init.signal!.reason)),
      );
    }, controller.signal);
    assert.ok(ended instanceof DOMException && ended.name === 'AbortError');
  });
});
