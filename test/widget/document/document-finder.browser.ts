import { expect, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { describe, it } from '../../harness/document-suite.js';
import { StoppedClock } from '../../harness/document-clock.js';
import { pdfBytes } from '../../harness/document-pdf.js';
import { engineInTests } from '../../harness/document-pdfjs.js';
import { DocumentReader, frames, type ReaderOptions } from '../../harness/document-reader.js';
import { element, taggedPdf } from '../../harness/tagged-pdf.js';

async function open(bytes: Uint8Array<ArrayBuffer>, options: ReaderOptions = {}) {
  const pdf = await engineInTests().open(bytes, new AbortController().signal);
  const clock = new StoppedClock();
  const reader = await DocumentReader.open(pdf, { clock, ...options });
  await reader.painted(1);
  return {
    reader,
    clock,
    done: async () => {
      reader.view.remove();
      await pdf.close();
    },
  };
}

const pages = (texts: readonly string[]) => pdfBytes(texts.map((text) => ({ text })));

/** Words that are marked in colour, anywhere in the page. */
const marked = () => [...(CSS.highlights.get('signing-document-hit') ?? [])].map(String);

async function search(reader: DocumentReader, words: string): Promise<void> {
  reader.view.openSearch();
  await waitUntil(() => reader.findBox, 'the search is open');
  reader.findBox!.value = '';
  await sendKeys({ type: words });
  await sendKeys({ press: 'Enter' });
}

/** In the same task as the keys that open the search: nothing can have been loaded in between. */
function typeAtOnce(reader: DocumentReader, words: string, last: string): void {
  reader.pressAtFocus('f', { ctrlKey: true });
  const box = reader.focusedElement as HTMLInputElement;
  expect(box.type).to.equal('search');
  box.value = words;
  reader.pressAtFocus(last, {});
}

describe('Searching a document', () => {
  it('opens with the keys that search a page, and gives the focus back to where it was', async () => {
    const { reader, done } = await open(pages(['One']));
    reader.scroller.focus();
    const key = reader.pressAtFocus('f', { ctrlKey: true });
    expect(key.defaultPrevented).to.equal(true);
    await waitUntil(() => reader.findBox && reader.focusedElement === reader.findBox);
    await expect(reader.view).to.be.accessible();
    await sendKeys({ press: 'Escape' });
    expect(reader.findBox).to.equal(null);
    expect(reader.focusedElement).to.equal(reader.scroller);
    await done();
  });

  it('takes over what is typed before it has come', async () => {
    const { reader, done } = await open(pages(['The rent']));
    reader.scroller.focus();
    typeAtOnce(reader, 'rent', 'Enter');
    await waitUntil(() => reader.announced === 'Hit 1 of 1, page 1');
    expect(reader.findBox!.value).to.equal('rent');
    expect(reader.focusedElement).to.equal(reader.findBox);
    expect(reader.view.shadowRoot!.querySelectorAll('input[type=search]')).to.have.length(1);
    await sendKeys({ press: 'Escape' });
    expect(reader.focusedElement).to.equal(reader.scroller);
    await done();
  });

  it('is said below the tools, above a notice, while it is on its way, and shows one box', async () => {
    const { reader, done } = await open(pages(['The rent']));
    reader.pressAtFocus('f', { ctrlKey: true });
    const box = reader.focusedElement!;
    await expect(box).to.be.accessible();
    const { bottom } = box.getBoundingClientRect();
    expect(bottom).to.be.at.most(reader.scroller.getBoundingClientRect().top);
    await waitUntil(() => reader.findBox);
    const now = reader.findBox!.getBoundingClientRect().bottom;
    expect(now).to.be.closeTo(bottom, 1);
    await done();
  });

  it('keeps the focus in its box when its keys are pressed again', async () => {
    const { reader, done } = await open(pages(['The rent']));
    await search(reader, 'rent');
    const heard: string[] = [];
    reader.view.shadowRoot!.addEventListener('focusout', () => heard.push('focusout'));
    reader.pressAtFocus('f', { ctrlKey: true });
    await frames(2);
    expect(reader.focusedElement).to.equal(reader.findBox);
    expect(heard).to.deep.equal([]);
    await sendKeys({ press: 'Escape' });
    await done();
  });

  it('does not open when it is given up before it has come', async () => {
    const { reader, done } = await open(pages(['The rent']));
    reader.scroller.focus();
    typeAtOnce(reader, 'rent', 'Escape');
    expect(reader.focusedElement).to.equal(reader.scroller);
    await import('../../../src/document/find/document-finder.js');
    await frames(3);
    expect(reader.findBox).to.equal(null);
    expect(reader.focusedElement).to.equal(reader.scroller);
    await done();
  });

  it('marks all hits in view and the first one apart, and says where it is', async () => {
    const { reader, done } = await open(pages(['The rent, and Rent again', 'No such word', 'rent']));
    await search(reader, 'RENT');
    await waitUntil(() => reader.announced === 'Hit 1 of 3, page 1');
    expect(marked()).to.deep.equal(['rent', 'Rent']);
    expect(reader.hitFrames).to.have.length(1);
    const word = reader.page(1)!.querySelector('span[role=presentation]')!.getBoundingClientRect();
    const frame = reader.hitFrames[0]!.getBoundingClientRect();
    expect(frame.top).to.be.closeTo(word.top, 6);
    expect(frame.left).to.be.above(word.left);
    expect(frame.width).to.be.below(word.width / 3);
    await done();
  });

  it('goes to the next and the previous hit, by key and by button, and round', async () => {
    const { reader, done } = await open(
      pages(['rent', ...Array.from({ length: 18 }, () => 'none'), 'rent rent']),
    );
    await search(reader, 'rent');
    await waitUntil(() => reader.announced === 'Hit 1 of 3, page 1');
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => reader.announced === 'Hit 2 of 3, page 20');
    await waitUntil(() => reader.hitFrames.length === 1);
    const view = reader.scroller.getBoundingClientRect();
    const frame = reader.hitFrames[0]!.getBoundingClientRect();
    expect(frame.top).to.be.above(view.top);
    expect(frame.bottom).to.be.below(view.bottom);
    reader.control('Next hit').click();
    await waitUntil(() => reader.announced === 'Hit 3 of 3, page 20');
    reader.pressAtFocus('F3');
    await waitUntil(() => reader.announced === 'Hit 1 of 3, page 1');
    reader.pressAtFocus('Enter', { shiftKey: true });
    await waitUntil(() => reader.announced === 'Hit 3 of 3, page 20');
    reader.control('Previous hit').click();
    await waitUntil(() => reader.announced === 'Hit 2 of 3, page 20');
    expect(reader.text).to.include('2 of 3');
    await done();
  });

  it('begins at the page in view', async () => {
    const { reader, done } = await open(pages(Array.from({ length: 20 }, (_, at) => `word ${at + 1}`)));
    reader.view.scrollToPage(12);
    await reader.painted(12);
    await search(reader, 'word');
    await waitUntil(() => reader.announced === 'Hit 12 of 20, page 12');
    await done();
  });

  it('waits until somebody has typed what they look for', async () => {
    const { reader, clock, done } = await open(pages(['rent']));
    reader.view.openSearch();
    await waitUntil(() => reader.findBox);
    await sendKeys({ type: 'rent' });
    expect(marked()).to.deep.equal([]);
    clock.advance(500);
    await waitUntil(() => reader.announced === 'Hit 1 of 1, page 1');
    await done();
  });

  it('says when there is nothing, and leaves no mark when it is closed', async () => {
    const { reader, done } = await open(pages(['rent']));
    await search(reader, 'rent');
    await waitUntil(() => marked().length === 1);
    await search(reader, 'lease');
    await waitUntil(() => reader.announced === 'No hits');
    expect(marked()).to.deep.equal([]);
    await search(reader, 'rent');
    await waitUntil(() => reader.hitFrames.length === 1);
    reader.control('Close search').click();
    expect(marked()).to.deep.equal([]);
    expect(reader.hitFrames).to.deep.equal([]);
    await done();
  });

  it('finds words across the lines of a tagged document, where they are read', async () => {
    const { reader, done } = await open(
      taggedPdf({
        tree: [element('H1', 'Tenancy agree-', 'ment'), element('P', 'The agreement ends', 'in May.')],
      }),
    );
    await search(reader, 'agreement the agreement ends in may');
    await waitUntil(() => reader.announced === 'Hit 1 of 1, page 1');
    expect(reader.hitFrames.length).to.be.at.least(4);
    await done();
  });

  it('keeps to its own document when two are on a page, and forgets it with the document', async () => {
    const one = await open(pages(['rent']));
    const other = await open(pages(['rent rent']));
    await search(one.reader, 'rent');
    await waitUntil(() => marked().length === 1);
    await search(other.reader, 'rent');
    await waitUntil(() => marked().length === 3);
    one.reader.view.remove();
    expect(marked()).to.have.length(2);
    const next = await engineInTests().open(pages(['lease']), new AbortController().signal);
    other.reader.view.document = next;
    await waitUntil(() => marked().length === 0);
    expect(other.reader.findBox).to.equal(null);
    await next.close();
    await one.done();
    await other.done();
  });

  it('has room in a view of 320 pixels, with targets large enough', async () => {
    const { reader, done } = await open(pages(['rent']), { width: 320, height: 480 });
    await search(reader, 'rent');
    await waitUntil(() => reader.announced === 'Hit 1 of 1, page 1');
    const edge = reader.view.getBoundingClientRect();
    for (const part of [
      reader.findBox!,
      ...['Previous hit', 'Next hit', 'Close search'].map((name) => reader.control(name)),
    ]) {
      const { left, right, width, height } = part.getBoundingClientRect();
      expect(left).to.be.at.least(edge.left);
      expect(right).to.be.at.most(edge.right);
      expect(Math.min(width, height)).to.be.at.least(24);
    }
    expect(reader.scroller.clientHeight).to.be.at.least(330);
    await done();
  });
});
