import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it, mock } from 'node:test';
import { SessionWatch } from '../../../src/runtime/session-watch.ts';

const MINUTE = 60_000;

describe('the watch over a session', () => {
  let told: [number, string][];
  let watch: SessionWatch;
  const note = (what: string) => told.push([Date.now() / MINUTE, what]);

  /** Minute by minute: within one tick the clock stands at its end. */
  const pass = (minutes: number) => {
    for (let minute = 0; minute < minutes; minute++) mock.timers.tick(MINUTE);
  };

  beforeEach(() => {
    mock.timers.enable({ apis: ['setTimeout', 'Date'] });
    told = [];
    watch = new SessionWatch({
      ending: (secondsLeft) => note(`${secondsLeft} s left`),
      kept: () => note('kept'),
      over: () => note('over'),
    });
  });
  afterEach(() => {
    watch.stop();
    mock.timers.reset();
  });

  it('warns two minutes before 15 minutes without use, and says when they are over', () => {
    watch.used({ openedAt: 0, usedAt: 0 });
    pass(20);
    assert.deepEqual(told, [
      [0, 'kept'],
      [13, '120 s left'],
      [15, 'over'],
    ]);
  });

  it('counts from the last use', () => {
    watch.used({ openedAt: 0, usedAt: 0 });
    pass(14);
    watch.used({ openedAt: 0, usedAt: 14 * MINUTE });
    pass(14);
    assert.deepEqual(told, [
      [0, 'kept'],
      [13, '120 s left'],
      [14, 'kept'],
      [27, '120 s left'],
    ]);
  });

  it('knows that no use makes it longer than an hour', () => {
    pass(59);
    watch.used({ openedAt: 0, usedAt: 59 * MINUTE });
    pass(5);
    assert.deepEqual(told, [
      [59, '60 s left'],
      [60, 'over'],
    ]);
  });

  it('says nothing after it was stopped, or of a session that is none', () => {
    watch.used({ openedAt: 0, usedAt: 0 });
    watch.used(undefined);
    pass(90);
    assert.deepEqual(told, [[0, 'kept']]);
  });
});
