import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { PageLayout } from '../../../src/document/page-layout.js';
import { PageOffsets } from '../../../src/document/page-offsets.js';
import { visiblePages } from '../../../src/document/visible-pages.js';
import { zoomStep } from '../../../src/document/zoom-steps.js';

const A4 = { width: 794, height: 1123 };
const view = { width: 800, height: 600, zoom: 1, devicePixelRatio: 1 } as const;

describe('Where pages begin', () => {
  it('is the sum of the heights before, whatever has been learnt', () => {
    const heights = Array.from({ length: 100 }, (_, at) => 50 + ((at * 37) % 200));
    const offsets = new PageOffsets(100, 100);
    heights.forEach((height, at) => offsets.setHeight(at + 1, height));
    let sum = 0;
    heights.forEach((height, at) => {
      assert.equal(offsets.start(at + 1), sum);
      assert.equal(offsets.pageAt(sum), at + 1);
      assert.equal(offsets.pageAt(sum + height - 1), at + 1);
      sum += height;
    });
    assert.equal(offsets.total, sum);
  });

  it('has a page at every height', () => {
    const offsets = new PageOffsets(3, 10);
    assert.deepEqual(
      [-5, 0, 9, 10, 29, 30, 1000].map((at) => offsets.pageAt(at)),
      [1, 1, 1, 2, 3, 3, 3],
    );
    assert.equal(new PageOffsets(1, 10).pageAt(50), 1);
  });
});

describe('The layout of a document', () => {
  it('makes the first page as wide as the view, and a wider one smaller', () => {
    const layout = new PageLayout(3, A4);
    layout.arrange({ ...view, zoom: 'fit' });
    layout.learn(2, { width: 1123, height: 794 });
    assert.equal(layout.box(1).width, 776);
    assert.equal(layout.box(2).width, 776);
    assert.equal(layout.contentWidth, 800);
  });

  it('keeps a narrow page in proportion to the first', () => {
    const layout = new PageLayout(2, A4);
    layout.arrange({ ...view, zoom: 'fit' });
    layout.learn(2, { width: 397, height: 400 });
    assert.equal(layout.box(2).width, 388);
  });

  it('turns every page, the widest of them as well', () => {
    const layout = new PageLayout(3, A4);
    layout.learn(2, { width: 400, height: 3000 });
    layout.arrange({ ...view, rotation: 90 });
    assert.deepEqual([layout.box(1).width, layout.box(1).height], [1123, 794]);
    assert.deepEqual([layout.box(2).width, layout.box(2).height], [3000, 400]);
    assert.equal(layout.contentWidth, 3024);
    layout.arrange({ ...view, zoom: 'fit', rotation: 270 });
    assert.equal(layout.box(1).width, 776);
    layout.arrange({ ...view, rotation: 180 });
    assert.deepEqual([layout.box(2).width, layout.box(2).height], [400, 3000]);
  });

  it('lays edges onto whole device pixels', () => {
    const layout = new PageLayout(5, { width: 612.3, height: 791.7 });
    for (const devicePixelRatio of [1, 1.25, 2, 3]) {
      layout.arrange({ width: 701, height: 600, zoom: 'fit', devicePixelRatio });
      for (const length of [
        layout.box(4).top,
        layout.box(4).left,
        layout.box(4).width,
        layout.box(4).height,
      ]) {
        const device = length * devicePixelRatio;
        assert.ok(Math.abs(device - Math.round(device)) < 1e-6, `${length} at ${devicePixelRatio}`);
      }
    }
  });

  it('never has more than six pages in view, even of slips of paper', () => {
    const layout = new PageLayout(500, { width: 800, height: 10 });
    layout.arrange({ ...view, zoom: 0.25 });
    for (let top = 0; top < 5000; top += 7) {
      const { visible } = visiblePages(layout, { top, height: 600 }, 'down');
      assert.ok(visible.length <= 6, `${visible.length} at ${top}`);
    }
  });

  it('wants the next page in the direction of travel before the one left behind', () => {
    const layout = new PageLayout(10, A4);
    layout.arrange(view);
    const band = { top: layout.slotTop(5), height: 600 };
    assert.deepEqual(visiblePages(layout, band, 'down'), { visible: [5], near: [6, 4], current: 5 });
    assert.deepEqual(visiblePages(layout, band, 'up'), { visible: [5], near: [4, 6], current: 5 });
    assert.deepEqual(visiblePages(layout, { top: 0, height: 600 }, 'up').near, [2]);
  });
});

describe('The zoom buttons', () => {
  it('go from any zoom to the next level, and stop at the ends', () => {
    assert.equal(zoomStep(0.97, 'in'), 1);
    assert.equal(zoomStep(0.97, 'out'), 0.9);
    assert.equal(zoomStep(1, 'in'), 1.1);
    assert.equal(zoomStep(0.999, 'out'), 0.9);
    assert.equal(zoomStep(4, 'in'), 4);
    assert.equal(zoomStep(0.25, 'out'), 0.25);
  });
});
