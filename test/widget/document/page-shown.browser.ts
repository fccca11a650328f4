import { expect, waitUntil } from '@open-wc/testing';
import { describe, it } from '../../harness/document-suite.js';
import { StoppedClock } from '../../harness/document-clock.js';
import { FakeDocument } from '../../harness/document-fake.js';
import { DocumentReader, frames } from '../../harness/document-reader.js';

/** Of which two fit into the view, with room to spare. */
const short = (pageCount: number) =>
  new FakeDocument({ pageCount, sizeOf: () => ({ width: 794, height: 280 }) });

async function open(document: FakeDocument) {
  const clock = new StoppedClock();
  const shown: number[] = [];
  const painted: Event[] = [];
  const reader = await DocumentReader.open(document, { clock });
  reader.view.addEventListener('signing-document-page-shown', ({ page }) => shown.push(page));
  reader.view.addEventListener('signing-document-painted', (event) => painted.push(event));
  const watched = () => waitUntil(() => clock.waiting > 0, 'a page is being looked at');
  return { clock, shown, painted, reader, watched };
}

describe('A page has been shown', () => {
  it('when it was in view for 400 ms, and once only', async () => {
    const { clock, shown, reader, watched } = await open(short(20));
    await reader.settled();
    await watched();
    clock.advance(399);
    expect(shown).to.deep.equal([]);
    clock.advance(1);
    expect(shown).to.deep.equal([1]);
    reader.view.scrollToPage(2);
    await reader.settled();
    clock.advance(400);
    reader.view.scrollToPage(1);
    await reader.settled();
    clock.advance(5000);
    expect(shown).to.deep.equal([1, 2]);
  });

  it('not before it is painted', async () => {
    let paint = () => {};
    const document = new FakeDocument({
      pageCount: 1,
      sizeOf: () => ({ width: 794, height: 280 }),
      onRender: () => new Promise((done) => (paint = done)),
    });
    const { clock, shown, painted, reader, watched } = await open(document);
    await waitUntil(() => document.begun.length > 0);
    await frames(3);
    clock.advance(10_000);
    expect(shown).to.deep.equal([]);
    expect(painted).to.have.length(0);
    paint();
    await reader.painted(1);
    expect(painted).to.have.length(1);
    await watched();
    clock.advance(400);
    expect(shown).to.deep.equal([1]);
  });

  it('not when it was only passed on the way', async () => {
    const { clock, shown, reader, watched } = await open(short(20));
    await reader.settled();
    await watched();
    clock.advance(200);
    reader.view.scrollToPage(5);
    await reader.settled();
    clock.advance(200);
    reader.view.scrollToPage(10);
    await reader.settled();
    clock.advance(400);
    expect(shown).to.deep.equal([10]);
  });

  it('not before all of it was in view, when it is larger than the view', async () => {
    const { clock, shown, reader, watched } = await open(new FakeDocument({ pageCount: 2 }));
    await reader.settled();
    await watched();
    clock.advance(1000);
    expect(shown).to.deep.equal([]);
    await reader.scrollTo(350);
    clock.advance(399);
    await reader.scrollTo(700);
    await watched();
    clock.advance(1000);
    expect(shown, 'the middle was passed too fast').to.deep.equal([]);
    await reader.scrollTo(350);
    await watched();
    clock.advance(400);
    expect(shown).to.deep.equal([1]);
  });

  it('not before all of its width was in view, when it is zoomed in', async () => {
    const { clock, shown, reader, watched } = await open(short(1));
    await reader.settled();
    for (let press = 0; press < 4; press++) reader.press('+');
    await reader.settled();
    reader.scroller.scrollLeft = 0;
    await frames(2);
    await watched();
    clock.advance(1000);
    const { scrollWidth, clientWidth, scrollHeight, clientHeight } = reader.scroller;
    expect(scrollWidth).to.be.greaterThan(clientWidth * 1.5);
    expect(shown).to.deep.equal([]);
    for (let top = 0; top < scrollHeight; top += clientHeight / 2) {
      for (let left = 0; left < scrollWidth; left += clientWidth / 2) {
        reader.scroller.scrollLeft = left;
        await reader.scrollTo(top);
        clock.advance(1000);
      }
    }
    expect(shown).to.deep.equal([1]);
  });

  it('when its reader goes on to what is next, as often as it takes', async () => {
    const { clock, shown, reader, watched } = await open(new FakeDocument({ pageCount: 3 }));
    await reader.settled();
    await watched();
    const tops: number[] = [];
    while (shown.length === 0) {
      clock.advance(400);
      tops.push(reader.scroller.scrollTop);
      expect(tops.length, 'steps').to.be.lessThan(5);
      reader.view.scrollToUnseen(1);
      await frames(2);
    }
    expect(shown).to.deep.equal([1]);
    expect(tops.length).to.be.greaterThan(1);
    expect(tops).to.deep.equal([...new Set(tops)]);
    reader.view.scrollToUnseen(3);
    await frames(2);
    expect(Math.abs(reader.offsetOf(3))).to.be.lessThan(40);
  });

  it('when its reader is impatient, and goes on more often than anybody can read', async () => {
    const { clock, shown, reader, watched } = await open(new FakeDocument({ pageCount: 3 }));
    await reader.settled();
    await watched();
    for (let times = 0; shown.length === 0; times++) {
      expect(times, 'presses').to.be.lessThan(50);
      reader.view.scrollToUnseen(1);
      await frames(2);
      clock.advance(100);
    }
    expect(shown).to.deep.equal([1]);
  });

  it('not when its picture could not be drawn', async () => {
    const document = new FakeDocument({
      pageCount: 1,
      sizeOf: () => ({ width: 794, height: 280 }),
      onRender: () => Promise.reject(new Error('broken')),
    });
    const { clock, shown, reader } = await open(document);
    await waitUntil(() => reader.text.includes('could not be shown'));
    clock.advance(5000);
    expect(shown).to.deep.equal([]);
  });

  it('not while the view is out of sight in its host page', async () => {
    const { clock, shown, reader, watched } = await open(short(1));
    const frame = reader.view.parentElement!;
    frame.style.marginTop = '10000px';
    await reader.settled();
    await waitUntil(() => clock.waiting === 0);
    clock.advance(1000);
    expect(shown).to.deep.equal([]);
    frame.style.marginTop = '0';
    await watched();
    clock.advance(400);
    expect(shown).to.deep.equal([1]);
  });
});

describe('The first picture', () => {
  it('is told once for a document, and again for the next', async () => {
    const { painted, reader } = await open(short(20));
    await reader.settled();
    reader.view.scrollToPage(9);
    await reader.settled();
    expect(painted).to.have.length(1);
    reader.view.document = new FakeDocument({ pageCount: 2 });
    await waitUntil(() => painted.length === 2);
  });
});
