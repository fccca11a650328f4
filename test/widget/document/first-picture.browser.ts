import { expect, waitUntil } from '@open-wc/testing';
import { describe, it } from '../../harness/document-suite.js';
import { FakeDocument } from '../../harness/document-fake.js';
import { DocumentReader, frames } from '../../harness/document-reader.js';

const small = () => ({ width: 400, height: 200 });

describe('The first picture', () => {
  it('is begun before the browser has drawn a frame', async () => {
    const reader = await DocumentReader.open(undefined);
    const document = new FakeDocument({ pageCount: 9 });
    let framesDrawn = 0;
    requestAnimationFrame(() => framesDrawn++);
    reader.view.document = document;
    await reader.view.updateComplete;
    await Promise.resolve();
    expect(document.asked).to.deep.equal(['picture 1']);
    expect(framesDrawn).to.equal(0);
  });

  it('comes before everything else: sizes, other pages and text', async () => {
    let paint = () => {};
    const document = new FakeDocument({
      pageCount: 9,
      sizeOf: small,
      onRender: (page) => (page === 1 ? new Promise((done) => (paint = done)) : undefined),
    });
    const reader = await DocumentReader.open(document);
    await frames(5);
    await reader.scrollTo(10);
    await frames(5);
    expect(document.asked).to.deep.equal(['picture 1']);
    paint();
    await reader.settled();
    expect(document.asked).to.include.members([
      'picture 1',
      'text 1',
      'size 2',
      'picture 2',
      'text 2',
      'picture 3',
    ]);
  });

  it('may fail, and the rest goes on', async () => {
    const document = new FakeDocument({
      pageCount: 3,
      sizeOf: small,
      onRender: (page) => {
        if (page === 1) throw new Error('broken');
      },
    });
    const reader = await DocumentReader.open(document);
    await reader.painted(2);
  });

  it('may be of another page, which is asked for at once', async () => {
    const document = new FakeDocument({ pageCount: 90 });
    const reader = await DocumentReader.open(document);
    reader.view.scrollToPage(40);
    await reader.painted(40);
    expect(document.begun).to.include(40);
  });
});

describe('The text of a page', () => {
  it('waits until the reader has stopped scrolling', async () => {
    const document = new FakeDocument({ pageCount: 500 });
    const reader = await DocumentReader.open(document);
    await reader.settled();
    const before = document.asked.filter((asked) => asked.startsWith('text')).length;
    for (let step = 0; step < 30; step++) {
      reader.scroller.scrollTop += 900;
      await frames(2);
    }
    const texts = () => document.asked.filter((asked) => asked.startsWith('text')).length;
    expect(texts()).to.equal(before);
    expect(document.begun.length).to.be.greaterThan(20);
    await waitUntil(() => texts() > before);
  });
});
