import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { WorkWatch } from '../../../src/document/pdfjs/work-watch.ts';
import { StoppedClock } from '../../harness/document-clock.ts';

describe('Work that may have no end', () => {
  let clock: StoppedClock;
  let answers: (() => void)[];
  let watch: WorkWatch;
  let told: string[];

  beforeEach(() => {
    clock = new StoppedClock();
    answers = [];
    told = [];
    watch = new WorkWatch(
      {
        ask: () => new Promise<void>((resolve) => answers.push(resolve)),
        stuck: () => told.push('stuck'),
      },
      clock,
    );
  });

  const work = (name: string, waits = () => false) => ({
    waits,
    endless: () => void told.push(`endless ${name}`),
  });

  /** So many seconds in which the worker answers at once. */
  async function answering(seconds: number): Promise<void> {
    for (let left = seconds; left > 0; left--) {
      clock.advance(1000);
      for (const answer of answers.splice(0)) answer();
      await Promise.resolve();
      await Promise.resolve();
    }
  }

  it('is given up when the worker does not answer for eight looks', () => {
    watch.begin(work('a'));
    clock.advance(8000);
    assert.deepEqual(told, []);
    clock.advance(1000);
    assert.deepEqual(told, ['stuck']);
    clock.advance(60_000);
    assert.deepEqual(told, ['stuck']);
  });

  it('may be silent for a while, and then again', async () => {
    const end = watch.begin(work('a', () => true));
    for (let rounds = 3; rounds > 0; rounds--) {
      clock.advance(7000);
      await answering(1);
    }
    end();
    assert.deepEqual(told, []);
  });

  it('is given up by itself when the worker answers and it does not end', async () => {
    watch.begin(work('a'));
    await answering(5);
    watch.begin(work('b'));
    await answering(5);
    assert.deepEqual(told, ['endless a']);
    await answering(5);
    assert.deepEqual(told, ['endless a', 'endless b']);
  });

  it('is not counted while it waits for something else than the machine', async () => {
    let waits = true;
    watch.begin(work('a', () => waits));
    await answering(100);
    waits = false;
    await answering(9);
    assert.deepEqual(told, []);
    await answering(1);
    assert.deepEqual(told, ['endless a']);
  });

  it('is not looked after once it is done', async () => {
    const end = watch.begin(work('a'));
    await answering(3);
    end();
    assert.equal(clock.waiting, 0);
    watch.begin(work('b'));
    await answering(9);
    assert.deepEqual(told, []);
  });

  it('keeps what has been done before out of the count of a new silence', () => {
    const end = watch.begin(work('a'));
    clock.advance(7000);
    end();
    watch.begin(work('b'));
    clock.advance(3000);
    assert.deepEqual(told, []);
  });
});
