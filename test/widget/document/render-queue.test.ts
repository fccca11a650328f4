import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type RenderJob, RenderQueue } from '../../../src/document/render-queue.js';

/** Jobs that end when the test says so, and a log of what became of them. */
function bench() {
  const log: string[] = [];
  const ends = new Map<string, { done(): void; fail(error: Error): void }>();
  const queue = new RenderQueue<RenderJob>(({ key }) => log.push(`failed ${key}`));
  const job = (key: string, urgent = true): RenderJob => ({
    key,
    urgent,
    run: (signal) =>
      new Promise((resolve, reject) => {
        log.push(`start ${key}`);
        ends.set(key, { done: resolve, fail: reject });
        signal.addEventListener('abort', () => {
          log.push(`stop ${key}`);
          reject(signal.reason);
        });
      }),
  });
  const settle = () => new Promise<void>((done) => setImmediate(done));
  const done = (key: string) => (ends.get(key)?.done(), settle());
  const fail = (key: string) => (ends.get(key)?.fail(new Error(key)), settle());
  return { log, queue, job, done, fail, settle };
}

describe('The render queue', () => {
  it('does one thing at a time, the most wanted first', async () => {
    const { queue, job, log, done } = bench();
    queue.plan([job('a'), job('b'), job('c')]);
    assert.deepEqual(log, ['start a']);
    await done('a');
    await done('b');
    assert.deepEqual(log, ['start a', 'start b', 'start c']);
  });

  it('goes on with what it does when that is still wanted', async () => {
    const { queue, job, log, done } = bench();
    queue.plan([job('a'), job('b')]);
    queue.plan([job('b'), job('a')]);
    assert.deepEqual(log, ['start a']);
    await done('a');
    assert.deepEqual(log, ['start a', 'start b']);
  });

  it('stops what is not wanted any more, and begins the next', async () => {
    const { queue, job, log, settle } = bench();
    queue.plan([job('a')]);
    queue.plan([job('b')]);
    assert.deepEqual(log, ['start a', 'stop a']);
    await settle();
    assert.deepEqual(log, ['start a', 'stop a', 'start b']);
  });

  it('never begins what was only wanted meanwhile', async () => {
    const { queue, job, log, settle } = bench();
    queue.plan([job('a')]);
    queue.plan([job('b')]);
    queue.plan([job('c')]);
    await settle();
    assert.deepEqual(log, ['start a', 'stop a', 'start c']);
  });

  it('lets what nobody looks at make way, and does it afterwards', async () => {
    const { queue, job, log, settle, done } = bench();
    queue.plan([job('near', false)]);
    queue.plan([job('seen'), job('near', false)]);
    await settle();
    await done('seen');
    assert.deepEqual(log, ['start near', 'stop near', 'start seen', 'start near']);
  });

  it('begins anew what was stopped and is wanted again before it has ended', async () => {
    const { queue, job, log, settle } = bench();
    queue.plan([job('a')]);
    queue.plan([]);
    queue.plan([job('a')]);
    await settle();
    assert.deepEqual(log, ['start a', 'stop a', 'start a']);
  });

  it('tells of a failure and goes on with the rest', async () => {
    const { queue, job, log, fail } = bench();
    queue.plan([job('a'), job('b')]);
    await fail('a');
    assert.deepEqual(log, ['start a', 'failed a', 'start b']);
  });

  it('takes being stopped for no failure', async () => {
    const { queue, job, log, settle } = bench();
    queue.plan([job('a')]);
    queue.clear();
    await settle();
    assert.deepEqual(log, ['start a', 'stop a']);
    assert.equal(queue.running, undefined);
  });
});
