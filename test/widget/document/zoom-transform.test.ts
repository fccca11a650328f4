import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { placeAt, showing, UNMOVED, wheelFactor } from '../../../src/document/zoom-transform.js';

describe('A step of a zooming wheel', () => {
  it('zooms in upward and out downward, and back to where it was', () => {
    const up = wheelFactor({ deltaY: -8, deltaMode: 0 });
    const down = wheelFactor({ deltaY: 8, deltaMode: 0 });
    assert.ok(up > 1 && down < 1);
    assert.ok(Math.abs(up * down - 1) < 1e-12);
  });

  it('is no leap with a wheel of large steps, or of lines', () => {
    for (const step of [
      { deltaY: -120, deltaMode: 0 },
      { deltaY: -3, deltaMode: 1 },
      { deltaY: -1, deltaMode: 2 },
    ]) {
      const factor = wheelFactor(step);
      assert.ok(factor > 1.1 && factor < 1.25, `${factor}`);
    }
  });
});

describe('A stretched column', () => {
  it('shows at a point what it is told to', () => {
    const place = { x: 300, y: 5000 };
    const at = { x: 120, y: 4800 };
    for (const scale of [0.25, 1, 2.5]) {
      const shown = placeAt(showing(place, at, scale), at);
      assert.ok(Math.hypot(shown.x - place.x, shown.y - place.y) < 1e-9);
    }
    assert.deepEqual(placeAt(UNMOVED, at), at);
  });
});
