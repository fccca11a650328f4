import { expect, waitUntil } from '@open-wc/testing';
import { describe, it } from '../../harness/document-suite.js';
import { englishDocumentViewStrings } from '../../../src/document/document-view-strings.js';
import { FakeDocument } from '../../harness/document-fake.js';
import { pdfBytes } from '../../harness/document-pdf.js';
import { engineInTests } from '../../harness/document-pdfjs.js';
import { inkMiddle } from '../../harness/document-ink.js';
import { DocumentReader, frames } from '../../harness/document-reader.js';

describe('A document in the view', () => {
  it('shows the pages of a PDF with their text, in order and named', async () => {
    const pdf = await engineInTests().open(
      pdfBytes([{ text: 'The first page' }, { text: 'The second page' }]),
      new AbortController().signal,
    );
    const reader = await DocumentReader.open(pdf);
    await reader.settled();
    expect(reader.pages).to.deep.equal(['Page 1 of 2', 'Page 2 of 2']);
    expect(reader.page(1)!.textContent).to.equal('The first page');
    expect(reader.page(2)!.textContent).to.equal('The second page');
    reader.view.remove();
    await pdf.close();
  });

  it('lays the text where the picture has it, as the page is turned', async () => {
    for (const rotate of [0, 90, 180, 270] as const) {
      const pdf = await engineInTests().open(
        pdfBytes([{ text: 'Here', width: 400, height: 300, rotate }]),
        new AbortController().signal,
      );
      const reader = await DocumentReader.open(pdf);
      await reader.settled();
      const page = reader.page(1)!.getBoundingClientRect();
      const ink = inkMiddle(reader.canvases[0]!);
      const text = reader.page(1)!.querySelector('span span, span')!.getBoundingClientRect();
      const middle = {
        x: (text.left + text.width / 2 - page.left) / page.width,
        y: (text.top + text.height / 2 - page.top) / page.height,
      };
      expect(Math.abs(middle.x - ink.x), `across, turned by ${rotate}`).to.be.below(0.02);
      expect(Math.abs(middle.y - ink.y), `down, turned by ${rotate}`).to.be.below(0.02);
      reader.view.remove();
      await pdf.close();
    }
  });

  it('says that it is loading while there is no document', async () => {
    const reader = await DocumentReader.open(undefined);
    expect(reader.text).to.contain('Loading the document');
    reader.view.document = new FakeDocument({ pageCount: 1 });
    await reader.painted(1);
    expect(reader.text).not.to.contain('Loading the document');
  });

  it('starts at the top of a document that replaces another', async () => {
    const reader = await DocumentReader.open(new FakeDocument({ pageCount: 50 }));
    reader.view.scrollToPage(40);
    await reader.painted(40);
    reader.view.document = new FakeDocument({ pageCount: 3 });
    await reader.painted(1);
    expect(reader.pages[0]).to.equal('Page 1 of 3');
    expect(reader.scroller.scrollTop).to.equal(0);
    expect(reader.pageBox.value).to.equal('1');
  });

  it('frees its canvases when it leaves the page, and is where it was when it comes back', async () => {
    const reader = await DocumentReader.open(new FakeDocument({ pageCount: 50 }));
    reader.view.scrollToPage(40);
    await reader.settled();
    const canvases = reader.canvases;
    const parent = reader.view.parentElement!;
    reader.view.remove();
    expect(canvases.map(({ width }) => width)).to.deep.equal(canvases.map(() => 0));
    parent.append(reader.view);
    await reader.painted(40);
    expect(Math.abs(reader.offsetOf(40))).to.be.below(20);
  });

  it('goes on after a page that cannot be drawn, and says so in its place', async () => {
    const document = new FakeDocument({
      pageCount: 3,
      sizeOf: () => ({ width: 400, height: 200 }),
      onRender: (page) => {
        if (page === 2) throw new Error('broken');
      },
    });
    const failed: number[] = [];
    const reader = await DocumentReader.open(document);
    reader.view.addEventListener('signing-document-failed', ({ page }) => failed.push(page));
    reader.view.scrollToPage(3);
    await reader.painted(3);
    await waitUntil(() => reader.page(2)?.textContent?.includes('could not be shown'));
    expect(new Set(failed)).to.deep.equal(new Set([2]));
    expect(document.begun.filter((page) => page === 2)).to.have.length(1);
  });

  it('speaks the language that it is given, on pages that are there already', async () => {
    const reader = await DocumentReader.open(new FakeDocument({ pageCount: 9 }));
    await reader.painted(1);
    reader.view.strings = {
      ...englishDocumentViewStrings,
      pageOf: (page, count) => `Side ${page} av ${count}`,
    };
    await reader.view.updateComplete;
    expect(reader.pages[0]).to.equal('Side 1 av 9');
  });

  it('passes axe', async () => {
    const reader = await DocumentReader.open(new FakeDocument({ pageCount: 3 }));
    await reader.settled();
    await expect(reader.view).to.be.accessible();
  });
});

describe('A long document', () => {
  it('keeps few canvases and few elements however far one scrolls', async () => {
    const reader = await DocumentReader.open(new FakeDocument({ pageCount: 2000 }));
    await reader.settled();
    const atStart = reader.elementCount;
    const { scrollHeight } = reader.scroller;
    expect(scrollHeight).to.be.greaterThan(2_000_000);
    for (let step = 1; step <= 40; step++) {
      await reader.scrollTo((scrollHeight * step) / 40);
      expect(reader.canvases.length).to.be.at.most(8);
    }
    await reader.painted(2000);
    expect(reader.elementCount).to.be.at.most(atStart + 20);
    await waitUntil(() => reader.pageBox.value === '2000');
  });

  it('keeps few canvases when many small pages are in view', async () => {
    const reader = await DocumentReader.open(
      new FakeDocument({ pageCount: 300, sizeOf: () => ({ width: 600, height: 20 }) }),
    );
    for (let times = 0; times < 15; times++) reader.press('-');
    await reader.settled();
    expect(reader.pages.length).to.be.within(5, 7);
    expect(reader.canvases.length).to.be.at.most(8);
    reader.view.scrollToPage(300);
    await reader.painted(300);
  });

  it('draws what is in view first, then the next page, then the one before', async () => {
    const document = new FakeDocument({ pageCount: 100 });
    const reader = await DocumentReader.open(document);
    await reader.settled();
    expect(document.begun).to.deep.equal([1, 2]);
    reader.view.scrollToPage(50);
    await reader.settled();
    expect(document.begun.slice(2)).to.deep.equal([50, 51, 49]);
    reader.view.scrollToPage(30);
    await reader.settled();
    expect(document.begun.slice(5)).to.deep.equal([30, 29, 31]);
    expect(document.released).to.deep.equal([1, 2, 50, 51, 49]);
  });

  it('draws in short stretches while somebody scrolls, so that frames come, and in long ones at rest', async () => {
    const document = new FakeDocument({ pageCount: 100 });
    const reader = await DocumentReader.open(document);
    await reader.settled();
    expect(document.stretch()).to.equal(15);
    for (const far of [20, 900]) {
      await reader.scrollTo(reader.scroller.scrollTop + far);
      expect(document.stretch(), `${far} pixels`).to.equal(4);
      await waitUntil(() => document.stretch() === 15);
    }
  });

  it('stops drawing a page that has been left', async () => {
    const document = new FakeDocument({
      pageCount: 100,
      onRender: (page, signal) =>
        page === 1 ? new Promise((_done, fail) => signal.addEventListener('abort', fail)) : undefined,
    });
    const reader = await DocumentReader.open(document);
    await waitUntil(() => document.begun.includes(1));
    reader.view.scrollToPage(60);
    await reader.painted(60);
    expect(document.cancelled).to.deep.equal([1]);
  });

  it('does not jump when pages above turn out to be of another size', async () => {
    const sizeOf = (page: number) => ({ width: 794, height: page % 2 ? 1123 : 500 });
    const reader = await DocumentReader.open(new FakeDocument({ pageCount: 200, sizeOf }));
    reader.view.scrollToPage(101);
    await reader.settled();
    expect(Math.abs(reader.offsetOf(101))).to.be.below(20);
    const before = reader.offsetOf(101);
    await reader.scrollTo(reader.scroller.scrollTop - 100);
    await reader.settled();
    expect(Math.abs(reader.offsetOf(101) - before - 100)).to.be.below(1.5);
  });
});

describe('The controls of a document', () => {
  it('turn to the next, the previous and any page', async () => {
    const reader = await DocumentReader.open(new FakeDocument({ pageCount: 30 }));
    await reader.painted(1);
    expect(reader.canPress('Previous page')).to.equal(false);
    reader.control('Next page').click();
    await reader.painted(2);
    expect(reader.pageBox.value).to.equal('2');
    reader.typePage('30');
    await reader.painted(30);
    await waitUntil(() => !reader.canPress('Next page'));
    reader.control('Previous page').click();
    await reader.view.updateComplete;
    expect(reader.pageBox.value).to.equal('29');
  });

  it('put back what is no page of the document', async () => {
    const reader = await DocumentReader.open(new FakeDocument({ pageCount: 30 }));
    await reader.painted(1);
    for (const text of ['0', '31', 'abc', '']) {
      reader.typePage(text);
      expect(reader.pageBox.value, text).to.equal('1');
    }
  });

  it('reach each of several pages that are in view at once', async () => {
    const reader = await DocumentReader.open(
      new FakeDocument({ pageCount: 6, sizeOf: () => ({ width: 1600, height: 200 }) }),
    );
    await reader.equipped();
    for (const page of [5, 6]) {
      reader.typePage(String(page));
      await reader.view.updateComplete;
      expect(reader.pageBox.value).to.equal(String(page));
    }
  });

  it('zoom by button and by key, and draw again as sharp as before', async () => {
    const reader = await DocumentReader.open(new FakeDocument({ pageCount: 30 }));
    await reader.settled();
    const fit = reader.page(1)!.clientWidth;
    reader.control('Zoom in').click();
    await waitUntil(() => reader.page(1)!.clientWidth > fit);
    for (const key of ['+', '+']) reader.press(key);
    await reader.view.updateComplete;
    expect(reader.text).to.contain('125%');
    await waitUntil(() => reader.canvases[0]!.width === Math.round(794 * 1.25 * devicePixelRatio));
    reader.press('-');
    await reader.view.updateComplete;
    expect(reader.text).to.contain('110%');
    reader.press('0');
    await waitUntil(() => reader.page(1)!.clientWidth === fit);
    expect(reader.control('Fit to width').ariaPressed).to.equal('true');
  });

  it('keep the place in the middle of the view when zooming', async () => {
    const reader = await DocumentReader.open(new FakeDocument({ pageCount: 100 }));
    reader.view.scrollToPage(50);
    await reader.settled();
    const middle = reader.scroller.clientHeight / 2;
    const share = () => (middle - reader.offsetOf(50)) / reader.page(50)!.offsetHeight;
    const before = share();
    for (let times = 0; times < 4; times++) reader.press('+');
    await frames(2);
    expect(Math.abs(share() - before)).to.be.below(0.02);
  });

  it('leave the zoom of the browser alone', async () => {
    const reader = await DocumentReader.open(new FakeDocument({ pageCount: 1 }));
    await reader.painted(1);
    const event = new KeyboardEvent('keydown', {
      key: '+',
      ctrlKey: true,
      bubbles: true,
      composed: true,
      cancelable: true,
    });
    reader.scroller.dispatchEvent(event);
    expect(event.defaultPrevented).to.equal(false);
  });

  it('can all be reached in a view of 320 pixels, which does not scroll sideways', async () => {
    const reader = await DocumentReader.open(new FakeDocument({ pageCount: 1234 }), {
      width: 320,
      height: 480,
    });
    await reader.painted(1);
    const edge = reader.view.getBoundingClientRect();
    for (const name of ['Previous page', 'Next page', 'Zoom out', 'Zoom in', 'More tools']) {
      const { left, right, width, height } = reader.control(name).getBoundingClientRect();
      expect(left).to.be.at.least(edge.left);
      expect(right).to.be.at.most(edge.right);
      expect(Math.min(width, height)).to.be.at.least(24);
    }
    expect(reader.scroller.scrollWidth).to.equal(reader.scroller.clientWidth);
    expect(reader.scroller.clientHeight).to.be.at.least(380);
  });
});
