import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Lessor } from '../../../src/document/pdfjs/lease.js';
import { StoppedClock } from '../../harness/document-clock.js';

function bench() {
  const clock = new StoppedClock();
  const log: string[] = [];
  let made = 0;
  const lessor = new Lessor<number>({
    start: () => (log.push(`start ${++made}`), made),
    stop: (thing) => log.push(`stop ${thing}`),
    graceMilliseconds: 1000,
    clock,
  });
  return { clock, log, lessor };
}

describe('What widgets share', () => {
  it('is started once and ended when the last has given it back', () => {
    const { lessor, log, clock } = bench();
    const one = lessor.acquire();
    const other = lessor.acquire();
    assert.equal(one.thing, other.thing);
    one.release();
    clock.advance(5000);
    assert.deepEqual(log, ['start 1']);
    other.release();
    clock.advance(999);
    assert.deepEqual(log, ['start 1']);
    clock.advance(1);
    assert.deepEqual(log, ['start 1', 'stop 1']);
    lessor.acquire();
    assert.deepEqual(log, ['start 1', 'stop 1', 'start 2']);
  });

  it('stays for one who comes a moment after the last has gone', () => {
    const { lessor, log, clock } = bench();
    lessor.acquire().release();
    clock.advance(500);
    lessor.acquire();
    clock.advance(5000);
    assert.deepEqual(log, ['start 1']);
    assert.equal(clock.waiting, 0);
  });

  it('is given back once by each, however often it is said', () => {
    const { lessor, log, clock } = bench();
    const one = lessor.acquire();
    lessor.acquire();
    one.release();
    one.release();
    clock.advance(5000);
    assert.deepEqual(log, ['start 1']);
  });

  it('is made anew after it has failed, and the failed one ended when nobody has it', () => {
    const { lessor, log } = bench();
    const one = lessor.acquire();
    lessor.discard(one.thing);
    assert.equal(lessor.acquire().thing, 2);
    one.release();
    assert.deepEqual(log, ['start 1', 'start 2', 'stop 1']);
  });
});
