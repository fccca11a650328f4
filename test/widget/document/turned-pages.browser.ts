import { expect, waitUntil } from '@open-wc/testing';
import type { Rotation } from '../../../src/document/document-engine.js';
import { describe, it } from '../../harness/document-suite.js';
import { FakeDocument } from '../../harness/document-fake.js';
import { pdfBytes } from '../../harness/document-pdf.js';
import { engineInTests } from '../../harness/document-pdfjs.js';
import { DocumentReader, frames } from '../../harness/document-reader.js';
import { inkMiddle } from '../../harness/document-ink.js';

const turns: readonly Rotation[] = [0, 90, 180, 270];

describe('A document that the reader turns', () => {
  it('shows its pages turned clockwise, with the text where the picture has it', async () => {
    for (const rotate of turns) {
      const pdf = await engineInTests().open(
        pdfBytes([{ text: 'Here', width: 400, height: 300, rotate }]),
        new AbortController().signal,
      );
      const reader = await DocumentReader.open(pdf);
      await reader.settled();
      let before = inkMiddle(reader.canvases[0]!);
      for (const turn of [90, 180, 270, 0] as const) {
        const [old] = reader.canvases;
        reader.view.rotate();
        await waitUntil(() => reader.canvases[0] !== old, 'the page is drawn anew');
        expect(reader.view.rotation).to.equal(turn);
        const ink = inkMiddle(reader.canvases[0]!);
        const message = `${rotate} in the file, ${turn} by the reader`;
        expect(Math.hypot(ink.x - (1 - before.y), ink.y - before.x), message).to.be.below(0.02);
        const page = reader.page(1)!.getBoundingClientRect();
        const text = reader.page(1)!.querySelector('span span, span')!.getBoundingClientRect();
        const x = (text.left + text.width / 2 - page.left) / page.width;
        const y = (text.top + text.height / 2 - page.top) / page.height;
        expect(Math.hypot(x - ink.x, y - ink.y), message).to.be.below(0.03);
        before = ink;
      }
      reader.view.remove();
      await pdf.close();
    }
  });

  it('turns the picture from before along until the new one is ready', async () => {
    let wait = false;
    const document = new FakeDocument({
      pageCount: 1,
      onRender: () => (wait ? new Promise<void>(() => {}) : undefined),
    });
    const reader = await DocumentReader.open(document);
    await reader.settled();
    wait = true;
    for (const times of [1, 2, 3]) {
      reader.view.rotate();
      await frames(2);
      const page = reader.page(1)!.getBoundingClientRect();
      const picture = reader.canvases[0]!.getBoundingClientRect();
      for (const side of ['left', 'top', 'width', 'height'] as const) {
        expect(picture[side], `${side} after ${times}`).to.be.closeTo(page[side], 0.1);
      }
      expect(page.width > page.height).to.equal(times !== 2);
    }
  });

  it('keeps the reader at their page', async () => {
    const reader = await DocumentReader.open(new FakeDocument({ pageCount: 100 }));
    reader.view.scrollToPage(50);
    await reader.settled();
    for (let turn = 0; turn < 4; turn++) {
      reader.view.rotate();
      await frames(3);
      expect(reader.pageBox.value).to.equal('50');
    }
  });

  it('turns about the middle of the view, where there is more of the page on all sides', async () => {
    const reader = await DocumentReader.open(new FakeDocument({ pageCount: 100 }));
    reader.view.scrollToPage(50);
    await reader.settled();
    for (let times = 0; times < 9; times++) reader.press('+');
    await reader.scrollTo(reader.scroller.scrollTop + reader.offsetOf(50) + 700);
    const middle = () => {
      const view = reader.scroller.getBoundingClientRect();
      const page = reader.page(50)!.getBoundingClientRect();
      return {
        x: (view.left + reader.scroller.clientWidth / 2 - page.left) / page.width,
        y: (view.top + reader.scroller.clientHeight / 2 - page.top) / page.height,
      };
    };
    for (let turn = 0; turn < 4; turn++) {
      const before = middle();
      reader.view.rotate();
      await frames(3);
      const after = middle();
      expect(Math.hypot(after.x - (1 - before.y), after.y - before.x)).to.be.below(0.01);
    }
  });

  it('has the next document as it was made', async () => {
    const reader = await DocumentReader.open(new FakeDocument({ pageCount: 3 }));
    await reader.painted(1);
    reader.view.rotate();
    await reader.view.updateComplete;
    const next = new FakeDocument({ pageCount: 3 });
    reader.view.document = next;
    await waitUntil(() => next.paintings.length > 0);
    expect(reader.view.rotation).to.equal(0);
    expect(next.paintings[0]?.rotation).to.equal(0);
  });
});
