import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DWELL_MILLISECONDS, PageDwell } from '../../../src/document/page-dwell.js';
import { middleOf, PART_COUNT, partsInView } from '../../../src/document/page-parts.js';

const ALL = Array.from({ length: PART_COUNT }, (_, part) => part);
const HALF = ALL.slice(0, PART_COUNT / 2);
const whole = (...pages: number[]) => pages.map((page) => ({ page, parts: ALL }));

describe('A page counts as seen', () => {
  it('when all of it was in view long enough, and only once', () => {
    const dwell = new PageDwell();
    assert.deepEqual(dwell.observe(0, whole(1)), []);
    assert.equal(dwell.nextAt, DWELL_MILLISECONDS);
    assert.deepEqual(dwell.observe(DWELL_MILLISECONDS - 1, whole(1)), []);
    assert.deepEqual(dwell.observe(DWELL_MILLISECONDS, whole(1)), [1]);
    assert.deepEqual(dwell.observe(10 * DWELL_MILLISECONDS, whole(1)), []);
    assert.equal(dwell.nextAt, undefined);
  });

  it('not when it flew past twice, however often', () => {
    const dwell = new PageDwell();
    dwell.observe(0, whole(1));
    dwell.observe(300, []);
    dwell.observe(310, whole(1));
    assert.deepEqual(dwell.observe(600, whole(1)), []);
    assert.deepEqual(dwell.observe(710, whole(1)), [1]);
  });

  it('each for itself', () => {
    const dwell = new PageDwell();
    dwell.observe(0, whole(1));
    dwell.observe(100, whole(1, 2));
    assert.deepEqual(dwell.observe(400, whole(1, 2)), [1]);
    assert.equal(dwell.nextAt, 500);
    assert.deepEqual(dwell.observe(500, whole(2)), [2]);
  });

  it('when part after part of it has been, with whatever came between', () => {
    const dwell = new PageDwell();
    assert.equal(dwell.firstUnseen(1), 0);
    dwell.observe(0, [{ page: 1, parts: HALF }]);
    assert.deepEqual(dwell.observe(400, [{ page: 1, parts: HALF }]), []);
    assert.equal(dwell.nextAt, undefined);
    assert.equal(dwell.firstUnseen(1), HALF.length);
    dwell.observe(500, whole(2));
    dwell.observe(900, whole(2));
    const rest = ALL.slice(HALF.length);
    dwell.observe(1000, [{ page: 1, parts: rest.slice(1) }]);
    assert.deepEqual(dwell.observe(1400, [{ page: 1, parts: rest }]), []);
    assert.equal(dwell.firstUnseen(1), HALF.length);
    assert.deepEqual(dwell.observe(1800, [{ page: 1, parts: rest }]), [1]);
    assert.equal(dwell.firstUnseen(1), undefined);
  });
});

describe('The parts of a page that are in view', () => {
  const page = { x: 12, y: 500, width: 800, height: 1100 };

  it('are all of them when it fits, and none when it is elsewhere', () => {
    assert.deepEqual(partsInView(page, { x: 0, y: 480, width: 824, height: 1140 }, 0), ALL);
    for (const y of [-700, 1700])
      assert.deepEqual(partsInView(page, { x: 0, y, width: 824, height: 1000 }, 0), []);
  });

  it('are together all of it when a view smaller than a part is led over all of it', () => {
    const seen = new Set<number>();
    for (let y = page.y; y < page.y + page.height; y += 10)
      for (let x = page.x; x < page.x + page.width; x += 10)
        for (const part of partsInView(page, { x, y, width: 10, height: 10 }, 0)) seen.add(part);
    assert.equal(seen.size, PART_COUNT);
  });

  it('leave out what lies beside a view that is narrower than the page', () => {
    const left = partsInView(page, { x: 0, y: 480, width: 412, height: 1140 }, 0);
    assert.equal(left.length, PART_COUNT / 2);
  });

  it('stay those of the page when it is turned', () => {
    for (const rotation of [0, 90, 180, 270] as const) {
      assert.deepEqual(partsInView(page, { x: 0, y: 480, width: 824, height: 1140 }, rotation), ALL);
    }
    // The upper left corner of the page, wherever it has gone.
    const corners = { 0: [0, 0], 90: [1, 0], 180: [1, 1], 270: [0, 1] } as const;
    for (const rotation of [0, 90, 180, 270] as const) {
      const { x, y } = middleOf(0, page, rotation);
      const [right, low] = corners[rotation];
      assert.deepEqual([Number(x > 412), Number(y > 1050)], [right, low], String(rotation));
    }
  });
});
