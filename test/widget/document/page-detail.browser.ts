import { expect, waitUntil } from '@open-wc/testing';
import { canvasLimits } from '../../../src/document/canvas-limits.js';
import { describe, it } from '../../harness/document-suite.js';
import { FakeDocument } from '../../harness/document-fake.js';
import { pdfBytes } from '../../harness/document-pdf.js';
import { engineInTests } from '../../harness/document-pdfjs.js';
import { DocumentReader, frames } from '../../harness/document-reader.js';
import { onPhone, PHONE } from '../../harness/document-screen.js';

const phoneLimits = () =>
  canvasLimits({
    memoryGigabytes: undefined,
    coarsePointer: true,
    screenPixels: PHONE.width * PHONE.height * PHONE.deviceScaleFactor ** 2,
  });

const zoomFully = (reader: DocumentReader) => {
  for (let times = 0; times < 15; times++) reader.press('+');
};

const sharp = (reader: DocumentReader, page: number) =>
  waitUntil(() => reader.sharpness(page) > 0.999, `page ${page} is sharp`);

describe('A page at 400 % on a phone', () => {
  it('is sharp wherever it is in view, within the budget, and never blank', () =>
    onPhone(async () => {
      const reader = await DocumentReader.open(new FakeDocument({ pageCount: 30 }), PHONE);
      await reader.settled();
      zoomFully(reader);
      await sharp(reader, 1);
      expect(reader.text).to.contain('400%');
      const { totalPixels } = phoneLimits();
      for (let step = 0; step < 25; step++) {
        await reader.scrollTo(reader.scroller.scrollTop + 400);
        const page = Number(reader.pageBox.value);
        if (reader.isPainted(page)) expect(reader.sharpness(page)).to.be.greaterThan(0);
        await reader.painted(page);
        await sharp(reader, page);
        expect(reader.canvases.length).to.be.below(8);
        expect(reader.canvasPixels).to.be.at.most(totalPixels);
      }
      expect(Number(reader.pageBox.value)).to.be.greaterThan(2);
    }));

  it('is drawn where the reader scrolls sideways to', () =>
    onPhone(async () => {
      const document = new FakeDocument({ pageCount: 2 });
      const reader = await DocumentReader.open(document, PHONE);
      await reader.settled();
      zoomFully(reader);
      await sharp(reader, 1);
      reader.scroller.scrollLeft = 0;
      await frames(2);
      await sharp(reader, 1);
      reader.scroller.scrollLeft = 100_000;
      await frames(2);
      await sharp(reader, 1);
    }));

  it('is not drawn again for a view that moves within what is drawn', () =>
    onPhone(async () => {
      const document = new FakeDocument({ pageCount: 2 });
      const reader = await DocumentReader.open(document, PHONE);
      await reader.settled();
      zoomFully(reader);
      await sharp(reader, 1);
      await reader.settled();
      const begun = document.begun.length;
      for (let step = 0; step < 4; step++) await reader.scrollTo(reader.scroller.scrollTop + 20);
      expect(document.begun).to.have.length(begun);
    }));

  it('shows the same fine lines as a drawing of the whole page, pixel for pixel', () =>
    onPhone(async () => {
      // Each is one pixel wide and covers whole pixels: how browsers smooth edges depends on a canvas' size,
      // down to single pixels at the ends of lines.
      const at = (line: number) => line * 2.5 + 1 / 32;
      const across = (y: number) => `10 ${y} m 96 ${y} l S`;
      const down = (x: number) => `${100 + x} 10 m ${100 + x} 290 l S`;
      const lines = Array.from({ length: 119 }, (_, line) => across(at(line)) + ' ' + down(at(line)));
      const pdf = await engineInTests().open(
        pdfBytes([
          { text: 'Fine print', width: 200, height: 300, content: `${1 / 16} w ${lines.join(' ')}` },
        ]),
        new AbortController().signal,
      );
      const reader = await DocumentReader.open(pdf, { width: 260, height: 260 });
      await reader.settled();
      zoomFully(reader);
      await sharp(reader, 1);
      const whole = window.document.createElement('canvas');
      const scale = 4 * devicePixelRatio;
      await pdf.renderPage(1, { canvas: whole, scale, signal: new AbortController().signal });

      const part = reader.canvases.at(-1)!;
      expect(part.width * part.height).to.be.below((whole.width * whole.height) / 2);
      const page = reader.page(1)!.getBoundingClientRect();
      const lies = part.getBoundingClientRect();
      const [x, y] = [lies.left - page.left, lies.top - page.top].map((at) =>
        Math.round(at * devicePixelRatio),
      );
      const pixelsOf = (canvas: HTMLCanvasElement, left = 0, top = 0) =>
        canvas.getContext('2d')!.getImageData(left, top, part.width, part.height).data;
      const seen = pixelsOf(part);
      const expected = pixelsOf(whole, x, y);
      expect(
        seen.some((value) => value < 128),
        'there are lines in it',
      ).to.equal(true);
      let differing = 0;
      for (let at = 0; at < seen.length; at++) if (seen[at] !== expected[at]) differing++;
      expect(differing / seen.length).to.be.below(1e-4);
      reader.view.remove();
      await pdf.close();
    }));
});

describe('While a page is zoomed', () => {
  it('the picture from before stays until the new one is ready', async () => {
    let wait = false;
    let go = () => {};
    const document = new FakeDocument({
      pageCount: 3,
      onRender: () => (wait ? new Promise<void>((done) => (go = done)) : undefined),
    });
    const reader = await DocumentReader.open(document);
    await reader.settled();
    const [before] = reader.canvases;
    wait = true;
    reader.press('+');
    await frames(5);
    expect(reader.canvases[0]).to.equal(before);
    expect(reader.sharpness(1)).to.be.within(0.5, 0.999);
    wait = false;
    go();
    await sharp(reader, 1);
    expect(reader.canvases[0]).not.to.equal(before);
  });
});
