import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { anchorAt, pointOf, turnedAnchor } from '../../../src/document/page-anchor.js';
import { PageLayout } from '../../../src/document/page-layout.js';

const view = { width: 800, height: 600, zoom: 1, devicePixelRatio: 2 } as const;

function layout() {
  const made = new PageLayout(20, { width: 600, height: 900 });
  made.learn(3, { width: 900, height: 300 });
  made.arrange(view);
  return made;
}

describe('A place on a page', () => {
  it('is found again at the same zoom, on a page and beside it', () => {
    const pages = layout();
    for (let y = 0; y < 4000; y += 17) {
      for (const x of [-20, 0, 3, 300, 799]) {
        const found = pointOf(pages, anchorAt(pages, { x, y }));
        assert.ok(Math.hypot(found.x - x, found.y - y) < 1e-9, `${x}, ${y}`);
      }
    }
  });

  it('is the same word after zooming', () => {
    const pages = layout();
    const before = pages.box(3);
    const anchor = anchorAt(pages, { x: before.left + 90, y: before.top + 60 });
    pages.arrange({ ...view, zoom: 3 });
    const after = pages.box(3);
    const { x, y } = pointOf(pages, anchor);
    assert.ok(Math.abs(x - after.left - 270) < 1e-6);
    assert.ok(Math.abs(y - after.top - 180) < 1e-6);
  });

  it('keeps its distance in the space between two pages', () => {
    const pages = layout();
    const before = pages.box(5);
    const anchor = anchorAt(pages, { x: 400, y: before.top + before.height + 8 });
    pages.arrange({ ...view, zoom: 0.5 });
    const after = pages.box(5);
    assert.ok(Math.abs(pointOf(pages, anchor).y - after.top - after.height - 8) < 1e-6);
  });

  it('is the same word after turning the page', () => {
    const pages = layout();
    const before = pages.box(2);
    const anchor = anchorAt(pages, { x: before.left + 60, y: before.top + 180 });
    const expected = { 90: [720, 60], 180: [540, 720], 270: [180, 540] } as const;
    for (const rotation of [90, 180, 270] as const) {
      pages.arrange({ ...view, rotation });
      const { left, top } = pages.box(2);
      const { x, y } = pointOf(pages, turnedAnchor(anchor, rotation));
      assert.deepEqual([Math.round(x - left), Math.round(y - top)], expected[rotation], `${rotation}`);
    }
  });
});
