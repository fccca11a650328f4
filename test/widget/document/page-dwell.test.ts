import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DWELL_MILLISECONDS, PageDwell } from '../../../src/document/page-dwell.js';

describe('A page counts as seen', () => {
  it('when it was in view long enough, and only once', () => {
    const dwell = new PageDwell();
    assert.deepEqual(dwell.observe(0, [1]), []);
    assert.equal(dwell.nextAt, DWELL_MILLISECONDS);
    assert.deepEqual(dwell.observe(DWELL_MILLISECONDS - 1, [1]), []);
    assert.deepEqual(dwell.observe(DWELL_MILLISECONDS, [1]), [1]);
    assert.deepEqual(dwell.observe(10 * DWELL_MILLISECONDS, [1]), []);
    assert.equal(dwell.nextAt, undefined);
  });

  it('not when it flew past twice, however often', () => {
    const dwell = new PageDwell();
    dwell.observe(0, [1]);
    dwell.observe(300, []);
    dwell.observe(310, [1]);
    assert.deepEqual(dwell.observe(600, [1]), []);
    assert.deepEqual(dwell.observe(710, [1]), [1]);
  });

  it('each for itself', () => {
    const dwell = new PageDwell();
    dwell.observe(0, [1]);
    dwell.observe(100, [1, 2]);
    assert.deepEqual(dwell.observe(400, [1, 2]), [1]);
    assert.equal(dwell.nextAt, 500);
    assert.deepEqual(dwell.observe(500, [2]), [2]);
  });
});
