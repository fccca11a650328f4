import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it, mock } from 'node:test';
import { LiveUpdates } from '../../../src/runtime/live-updates.ts';
import type { FailureCode } from '../../../src/session/failure.ts';
import type { ChangeFacts } from '../../../src/session/task-facts.ts';
import type { Access, ChangeListener, TaskClient } from '../../../src/task/client.ts';
import { taskAddress } from '../../../src/task/task-address.ts';
import { TaskError } from '../../../src/task/task-error.ts';

interface Stream {
  readonly token: string;
  readonly lastEventId: number;
  readonly listener: ChangeListener;
  readonly signal: AbortSignal;
  end(code?: FailureCode, retryAfterSeconds?: number): void;
}

const settled = async () => {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
};

describe('the line to the service', () => {
  let streams: Stream[];
  let told: number[];
  let updates: LiveUpdates;
  const address = taskAddress('https://sign.example/tasks/abc')!;
  const other = taskAddress('https://sign.example/tasks/other')!;
  const client = {
    events: ({ token, signal }: Access, lastEventId: number, listener: ChangeListener) =>
      new Promise<void>((resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason));
        const end: Stream['end'] = (code, retryAfterSeconds = 0) =>
          code
            ? reject(new TaskError({ code, retryable: code !== 'not-found', retryAfterSeconds }))
            : resolve();
        streams.push({ token, lastEventId, listener, signal, end });
      }),
  } as unknown as TaskClient;

  const follow = (token = 'one', sequence = 4, at = address) =>
    updates.follow({
      client,
      access: { address: at, token },
      sequence,
      onChange: ({ sequence }) => told.push(sequence),
    });
  const tell = (sequence: number) =>
    streams.at(-1)!.listener.change({ sequence, type: 'task.completed', own: false } as ChangeFacts);
  const pass = async (milliseconds: number) => {
    await settled();
    mock.timers.tick(milliseconds);
    await settled();
  };

  beforeEach(() => {
    mock.timers.enable({ apis: ['setTimeout'] });
    mock.method(Math, 'random', () => 0.5);
    streams = [];
    told = [];
    updates = new LiveUpdates();
  });
  afterEach(() => {
    updates.stop();
    mock.timers.reset();
    mock.restoreAll();
  });

  it('tells each change once, and goes on after the last one when it breaks', async () => {
    follow();
    tell(5);
    tell(5);
    tell(6);
    streams[0]!.end('service-unavailable');
    await pass(1000);
    assert.deepEqual(
      streams.map(({ lastEventId }) => lastEventId),
      [4, 6],
    );
    tell(6);
    tell(7);
    assert.deepEqual(told, [5, 6, 7]);
  });

  it('comes back more and more slowly, and no more slowly than every half minute', async () => {
    follow();
    const waits: number[] = [];
    for (let round = 0; round < 8; round++) {
      const before = streams.length;
      streams.at(-1)!.end('offline');
      let waited = 0;
      while (streams.length === before) {
        await pass(500);
        waited += 500;
      }
      waits.push(waited);
    }
    assert.deepEqual(waits, [1000, 2000, 4000, 8000, 16000, 30000, 30000, 30000]);
  });

  it('comes back soon after a line that has told something, and as the service asks', async () => {
    follow();
    for (let round = 0; round < 4; round++) {
      streams.at(-1)!.end('offline');
      await pass(30_000);
    }
    tell(9);
    streams.at(-1)!.end();
    await pass(1000);
    assert.equal(streams.length, 6);
    streams.at(-1)!.listener.retry?.(7000);
    streams.at(-1)!.end();
    await pass(6999);
    assert.equal(streams.length, 6);
    await pass(1);
    assert.equal(streams.length, 7);
  });

  it('comes back after a no that is for a while, and not before the service asks for it', async () => {
    follow();
    streams[0]!.end('too-many-attempts', 30);
    await pass(30_999);
    assert.equal(streams.length, 1);
    await pass(1);
    assert.equal(streams.length, 2);
    streams[1]!.end('not-found');
    await pass(120_000);
    assert.equal(streams.length, 2, 'a no that stays is not asked for again');
  });

  it('ends quietly with the session, and begins again with the next one', async () => {
    follow();
    streams[0]!.end('session-expired');
    await pass(60_000);
    follow();
    assert.equal(streams.length, 1, 'the same token is not tried again');
    follow('two');
    assert.deepEqual([streams.length, streams[1]?.token], [2, 'two']);
  });

  it('is one line, however often it is asked for', () => {
    follow();
    follow();
    assert.equal(streams.length, 1);
  });

  it('is closed when nobody looks, and goes on where it was', async () => {
    follow();
    tell(8);
    updates.stop();
    assert.equal(streams[0]!.signal.aborted, true);
    await pass(60_000);
    assert.equal(streams.length, 1);
    tell(9);
    follow('one', 4);
    assert.deepEqual([streams.length, streams[1]?.lastEventId, told], [2, 8, [8]]);
  });

  it('begins with what is known of another task', () => {
    follow();
    tell(8);
    follow('other', 2, other);
    assert.deepEqual([streams[0]!.signal.aborted, streams[1]?.lastEventId], [true, 2]);
  });
});
