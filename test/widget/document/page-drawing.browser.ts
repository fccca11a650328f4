import { expect } from '@open-wc/testing';
import type { CanvasLimits } from '../../../src/document/canvas-limits.js';
import { CanvasPool } from '../../../src/document/canvas-pool.js';
import { PageDrawing } from '../../../src/document/page-drawing.js';
import { PageLayout } from '../../../src/document/page-layout.js';
import { PageSheets } from '../../../src/document/page-sheets.js';
import { visiblePages } from '../../../src/document/visible-pages.js';
import { describe, it } from '../../harness/document-suite.js';
import { FakeDocument } from '../../harness/document-fake.js';
import { frames } from '../../harness/document-reader.js';

const VIEW = { width: 200, height: 300, devicePixelRatio: 1 };
const LIMITS: CanvasLimits = { totalPixels: 150_000, canvasPixels: 50_000 };
const ZOOMS = [0.25, 0.5, 1, 1.5, 2, 4];

/** A small view of a small document, and the most that its canvases ever had. */
function bench(sizeOf: (page: number) => { width: number; height: number }) {
  const pool = new CanvasPool();
  const most = { pixels: 0, canvases: 0, failed: 0 };
  const document = new FakeDocument({
    pageCount: 40,
    sizeOf,
    onRender: () => {
      most.pixels = Math.max(most.pixels, pool.pixels);
      most.canvases = Math.max(most.canvases, pool.live);
    },
  });
  const layout = new PageLayout(40, document.firstPageSize);
  for (let page = 1; page <= 40; page++) layout.learn(page, sizeOf(page));
  const sheets = new PageSheets(window.document.createElement('div'), String);
  const report = { painted: () => undefined, lettered: () => undefined, failed: () => most.failed++ };
  const drawing = new PageDrawing(document, report, pool);
  const show = async (zoom: number, page: number) => {
    layout.arrange({ ...VIEW, zoom });
    const band = { x: 0, y: layout.slotTop(page), width: VIEW.width, height: VIEW.height };
    const { visible, near } = visiblePages(layout, { top: band.y, height: band.height }, 'down');
    sheets.keep([...visible, ...near], layout);
    drawing.plan({ visible: sheets.of(visible), near: sheets.of(near) }, layout, {
      band,
      travel: 'down',
      devicePixelRatio: 1,
      limits: LIMITS,
      pace: 'resting',
    });
    await frames(2);
    for (const number of visible)
      expect(sheets.get(number)!.painted, `page ${number} at ${zoom}`).to.equal(true);
  };
  return { most, show, pool, drawing };
}

describe('All canvases of a view together', () => {
  for (const [what, sizeOf] of [
    ['pages', () => ({ width: 200, height: 280 })],
    ['slips', () => ({ width: 200, height: 60 })],
    [
      'pages of all kinds',
      (page: number) => ({ width: 100 + (page % 4) * 90, height: 40 + (page % 3) * 200 }),
    ],
  ] as const) {
    it(`stay within their budget while they replace each other, with ${what}, at every change of zoom`, async () => {
      const { most, show, pool, drawing } = bench(sizeOf);
      for (const before of ZOOMS) {
        for (const after of ZOOMS) {
          await show(before, 7);
          await show(after, 7);
        }
      }
      expect(most.failed).to.equal(0);
      // Rounding to whole pixels may give each canvas a row and a column more.
      expect(most.pixels).to.be.at.most(LIMITS.totalPixels * 1.03);
      expect(most.canvases).to.be.at.most(8);
      drawing.clear();
      expect([pool.live, pool.pixels]).to.deep.equal([0, 0]);
    });
  }
});
