import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { allotPixels, type WantedPicture } from '../../../src/document/canvas-budget.js';
import { type CanvasLimits, canvasLimits, MAX_CANVAS_SIDE } from '../../../src/document/canvas-limits.js';
import { MAX_CANVASES } from '../../../src/document/canvas-pool.js';

const HD = 1920 * 1080;
const PHONE = { memoryGigabytes: undefined, coarsePointer: true, screenPixels: 1170 * 2532 };
const phone = canvasLimits(PHONE);
const desktop = canvasLimits({ memoryGigabytes: 8, coarsePointer: false, screenPixels: HD });

/** A page of A4's shape with so many pixels. */
const picture = (page: number, pixels: number, pixelsInView = 0): WantedPicture => ({
  page,
  width: Math.sqrt(pixels / 1.414),
  height: Math.sqrt(pixels * 1.414),
  pixelsInView,
});

function spent(wanted: readonly WantedPicture[], limits: CanvasLimits, visible: number) {
  const allotted = allotPixels(wanted.slice(0, visible), wanted.slice(visible), limits);
  let pixels = 0;
  let canvases = 0;
  for (const { page, width, height } of wanted) {
    const { resolution = 0, detailPixels } = allotted.get(page) ?? {};
    pixels += width * height * resolution ** 2 + (detailPixels ?? 0);
    canvases += (resolution ? 1 : 0) + (detailPixels === undefined ? 0 : 1);
  }
  return { allotted, pixels, canvases };
}

describe('The limits of a device', () => {
  it('are lower on a phone, and lowest with little memory', () => {
    const poor = canvasLimits({ ...PHONE, memoryGigabytes: 2 });
    const screenPixels = 3840 * 2160;
    const middling = canvasLimits({ memoryGigabytes: 4, coarsePointer: false, screenPixels });
    const rich = canvasLimits({ memoryGigabytes: 8, coarsePointer: false, screenPixels });
    const order = [poor, phone, middling, rich].map(({ totalPixels }) => totalPixels);
    assert.deepEqual(order, [2 ** 23, 2 ** 24, 2 ** 25, 2 ** 26]);
  });

  it('are in proportion to a small screen', () => {
    assert.equal(desktop.totalPixels, 12 * HD);
    const tiny = canvasLimits({ memoryGigabytes: 8, coarsePointer: false, screenPixels: 320 * 480 });
    assert.equal(tiny.totalPixels, 2 ** 23);
  });

  it('leave room to draw one more than is looked at', () => {
    for (const { totalPixels, canvasPixels } of [phone, desktop]) assert.ok(3 * canvasPixels <= totalPixels);
  });
});

describe('The budget of pixels', () => {
  it('leaves pages of a usual size sharp, and their neighbours ready', () => {
    const { allotted } = spent([picture(1, 2e6, 1e6), picture(2, 2e6, 5e5), picture(3, 2e6)], phone, 2);
    assert.deepEqual([...allotted.values()], [{ resolution: 1 }, { resolution: 1 }, { resolution: 1 }]);
  });

  it('gives what is in view of a huge page its full resolution, on a phone at 400 %', () => {
    const inView = PHONE.screenPixels;
    const wanted = [picture(1, 128e6, inView * 0.4), picture(2, 128e6, inView * 0.6), picture(3, 128e6)];
    const { allotted } = spent(wanted, phone, 2);
    for (const { page, pixelsInView } of wanted.slice(0, 2)) {
      const { resolution = 1, detailPixels = 0 } = allotted.get(page) ?? {};
      assert.ok(resolution < 0.2, `the whole page ${page} is coarse`);
      assert.ok(detailPixels >= pixelsInView, `what is in view of page ${page} is sharp`);
    }
  });

  it('is never exceeded, with one more being drawn', () => {
    for (const limits of [phone, desktop, canvasLimits({ ...PHONE, memoryGigabytes: 1 })]) {
      for (const pixels of [1e3, 1e6, 3e6, 8e6, 2e7, 1e8, 1e10]) {
        for (const visible of [1, 2, 3, 4, 5, 6]) {
          const wanted = Array.from({ length: visible + 2 }, (_, at) =>
            picture(
              at + 1,
              pixels * (1 + at / 4),
              at < visible ? Math.min(pixels, PHONE.screenPixels / visible) : 0,
            ),
          );
          const { allotted, pixels: used, canvases } = spent(wanted, limits, visible);
          const message = `${visible} of ${pixels} in ${limits.totalPixels}: ${used}, ${canvases} canvases`;
          assert.ok(used <= limits.totalPixels - limits.canvasPixels + 1, message);
          assert.ok(canvases < MAX_CANVASES, message);
          for (const { page } of wanted.slice(0, visible)) assert.ok(allotted.has(page), message);
        }
      }
    }
  });

  it('makes a page coarser that is longer than a canvas may be, and shows its part in view sharp', () => {
    const roll = { page: 1, width: 100, height: 4 * MAX_CANVAS_SIDE, pixelsInView: 100 * 800 };
    const allotment = allotPixels([roll], [], desktop).get(1);
    assert.equal(allotment?.resolution, 1 / 4);
    assert.equal(allotment?.detailPixels, 2 * 100 * 800);
  });
});
