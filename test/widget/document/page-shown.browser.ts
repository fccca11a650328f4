import { expect, waitUntil } from '@open-wc/testing';
import { describe, it } from '../../harness/document-suite.js';
import { StoppedClock } from '../../harness/document-clock.js';
import { FakeDocument } from '../../harness/document-fake.js';
import { DocumentReader, frames } from '../../harness/document-reader.js';

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
    const { clock, shown, reader, watched } = await open(new FakeDocument({ pageCount: 20 }));
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
    const { clock, shown, reader, watched } = await open(new FakeDocument({ pageCount: 20 }));
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

  it('not when less than half of it, and of the view, is in view', async () => {
    const { clock, shown, reader, watched } = await open(new FakeDocument({ pageCount: 20 }));
    await reader.settled();
    const { clientHeight } = reader.scroller;
    await reader.scrollTo(reader.offsetOf(2) - clientHeight * 0.7);
    await watched();
    clock.advance(1000);
    expect(shown).to.deep.equal([1]);
  });

  it('not while the view is out of sight in its host page', async () => {
    const { clock, shown, reader, watched } = await open(new FakeDocument({ pageCount: 3 }));
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
    const { painted, reader } = await open(new FakeDocument({ pageCount: 20 }));
    await reader.settled();
    reader.view.scrollToPage(9);
    await reader.settled();
    expect(painted).to.have.length(1);
    reader.view.document = new FakeDocument({ pageCount: 2 });
    await waitUntil(() => painted.length === 2);
  });
});
