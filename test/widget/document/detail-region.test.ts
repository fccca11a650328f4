import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { common, covers, detailRegion, resized, suffices } from '../../../src/document/detail-region.js';

const page = { width: 8000, height: 12000 };
const inView = { x: 2000.5, y: 4000.25, width: 1200, height: 2400 };
const plenty = 1e9;

describe('The part of a page that is drawn sharp', () => {
  it('is what is in view and more where the reader is going, on whole pixels', () => {
    assert.deepEqual(detailRegion(page, inView, 'down', plenty), {
      x: 1850,
      y: 3700,
      width: 1501,
      height: 3901,
    });
    assert.deepEqual(detailRegion(page, inView, 'up', plenty), {
      x: 1850,
      y: 2800,
      width: 1501,
      height: 3901,
    });
  });

  it('has less around it with less room, and never less than what is in view', () => {
    const some = detailRegion(page, inView, 'down', 4.5e6);
    assert.ok(some.width * some.height <= 4.5e6);
    assert.ok(covers(some, inView));
    const least = detailRegion(page, inView, 'down', 1);
    assert.deepEqual(least, { x: 2000, y: 4000, width: 1201, height: 2401 });
  });

  it('ends with the page', () => {
    const corner = { x: 6800, y: 9600, width: 1200, height: 2400 };
    const region = detailRegion(page, corner, 'down', plenty);
    assert.equal(region.x + region.width, page.width);
    assert.equal(region.y + region.height, page.height);
    assert.ok(suffices(region, page, corner, 'down'), 'there is nothing ahead that would be missed');
  });

  it('does until the view comes near its end', () => {
    const region = detailRegion(page, inView, 'down', plenty);
    const moved = (by: number) => ({ ...inView, y: inView.y + by });
    assert.ok(suffices(region, page, moved(500), 'down'));
    assert.ok(!suffices(region, page, moved(1000), 'down'));
    assert.ok(covers(region, moved(1000)), 'it still covers the view while the next is drawn');
    assert.ok(!suffices(region, page, moved(-300), 'up'));
  });

  it('lies where it lay when the page has another size', () => {
    const part = resized({ x: 100, y: 200, width: 50, height: 60 }, page, { width: 4000, height: 6000 });
    assert.deepEqual(part, { x: 50, y: 100, width: 25, height: 30 });
    assert.equal(common(part, { x: 75, y: 0, width: 10, height: 500 }), undefined);
    assert.deepEqual(common(part, { x: 70, y: 120, width: 100, height: 100 }), {
      x: 70,
      y: 120,
      width: 5,
      height: 10,
    });
  });
});
