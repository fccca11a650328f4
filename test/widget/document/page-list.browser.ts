import { expect, waitUntil } from '@open-wc/testing';
import { describe, it } from '../../harness/document-suite.js';
import { FakeDocument, type FakeDocumentOptions } from '../../harness/document-fake.js';
import { DocumentReader, frames } from '../../harness/document-reader.js';
import type { PageList } from '../../../src/document/page-list/page-list.js';

/** What a reader sees and does in the list of pages. */
class ListReader {
  constructor(readonly reader: DocumentReader) {}

  static async open(options: FakeDocumentOptions, width = 900): Promise<ListReader> {
    const reader = await DocumentReader.open(new FakeDocument(options), { width, height: 600 });
    await reader.settled();
    const list = new ListReader(reader);
    await list.toggle();
    await waitUntil(() => list.rows.length > 0, 'the list is there');
    return list;
  }

  async toggle(): Promise<void> {
    const { reader } = this;
    const tool = reader.control('Pages');
    if (tool.getClientRects().length > 0) tool.click();
    else {
      reader.control('More tools').click();
      await frames(1);
      reader.menuItem('Pages').click();
    }
    await frames(2);
  }

  get element(): PageList | null {
    return this.reader.view.shadowRoot!.querySelector('signing-document-page-list');
  }

  get rows(): HTMLElement[] {
    return [...(this.element?.shadowRoot?.querySelectorAll<HTMLElement>('[role=listitem] button') ?? [])];
  }

  get names(): string[] {
    return this.rows.map(nameOf);
  }

  row(page: number): HTMLElement | undefined {
    return this.rows.find((row) => nameOf(row).startsWith(`Page ${page} of `));
  }

  get focused(): string {
    const active = this.element?.shadowRoot?.activeElement;
    return active ? nameOf(active) : '';
  }

  async press(key: string): Promise<void> {
    const event = new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true });
    this.element!.shadowRoot!.activeElement!.dispatchEvent(event);
    await frames(2);
  }

  get pictures(): number {
    return this.element!.shadowRoot!.querySelectorAll('img').length;
  }

  isInView(page: number): boolean {
    const box = this.row(page)?.getBoundingClientRect();
    const list = this.element!.getBoundingClientRect();
    return box !== undefined && box.top >= list.top && box.bottom <= list.bottom + 0.5;
  }
}

/** As it is read out: without what is only to be seen. */
function nameOf(element: Element): string {
  const heard = element.cloneNode(true) as Element;
  for (const hidden of heard.querySelectorAll('[aria-hidden=true]')) hidden.remove();
  return (heard.textContent ?? '').replaceAll(/\s+/g, ' ').trim();
}

describe('The list of pages', () => {
  it('turns its pictures with the pages', async () => {
    const list = await ListReader.open({ pageCount: 3 });
    const shape = () => {
      const { naturalWidth = 0, naturalHeight = 0 } = list.element!.shadowRoot!.querySelector('img') ?? {};
      return naturalWidth > naturalHeight ? 'wide' : naturalHeight > 0 ? 'high' : undefined;
    };
    await waitUntil(() => shape() === 'high');
    list.reader.view.rotate();
    await waitUntil(() => shape() === 'wide');
    await waitUntil(() => list.pictures === 3, 'all are drawn anew');
  });

  it('has few rows and no canvas of its own, in a document of any length, and says how long that is', async () => {
    const list = await ListReader.open({ pageCount: 5000 });
    expect(list.rows.length).to.be.at.most(8);
    expect(list.names[0]).to.equal('Page 1 of 5000');
    await waitUntil(() => list.pictures >= 3);
    await list.press('End');
    await waitUntil(() => list.focused === 'Page 5000 of 5000');
    expect(list.rows.length).to.be.at.most(8);
    expect(list.element!.shadowRoot!.querySelectorAll('canvas')).to.have.length(0);
    const item = list.row(5000)!.parentElement!;
    expect([item.getAttribute('aria-posinset'), item.getAttribute('aria-setsize')]).to.deep.equal([
      '5000',
      '5000',
    ]);
  });

  it('goes to a page, follows the reader, and says where they are', async () => {
    const list = await ListReader.open({ pageCount: 100 });
    list.row(3)!.click();
    await list.reader.painted(3);
    await waitUntil(() => list.row(3)?.getAttribute('aria-current') === 'page');
    expect(list.rows.filter((row) => row.hasAttribute('aria-current'))).to.have.length(1);
    list.reader.scroller.focus();
    list.reader.view.scrollToPage(60);
    await waitUntil(() => list.row(60)?.getAttribute('aria-current') === 'page');
    expect(list.isInView(60)).to.equal(true);
  });

  it('is one stop, is gone through by the arrow keys, and gives the focus back', async () => {
    const list = await ListReader.open({ pageCount: 100 });
    await waitUntil(() => list.focused === 'Page 1 of 100');
    await list.press('ArrowDown');
    expect(list.focused).to.equal('Page 2 of 100');
    expect(list.rows.filter(({ tabIndex }) => tabIndex === 0)).to.have.length(1);
    await list.press('End');
    expect(list.focused).to.equal('Page 100 of 100');
    expect(list.isInView(100)).to.equal(true);
    await list.press('ArrowUp');
    expect(list.focused).to.equal('Page 99 of 100');
    expect(list.reader.pageBox.value, 'the arrows alone go nowhere').to.equal('1');
    await list.press('Escape');
    expect(list.element).to.equal(null);
    expect(list.reader.focused).to.equal('Pages');
    expect(list.reader.control('Pages').ariaPressed).to.equal('false');
  });

  it('lies over the pages in a narrow view, and is gone when a page is chosen', async () => {
    const list = await ListReader.open({ pageCount: 100 }, 360);
    const { left, top, bottom } = list.element!.getBoundingClientRect();
    const scroller = list.reader.scroller.getBoundingClientRect();
    expect([left, top, bottom]).to.deep.equal([scroller.left, scroller.top, scroller.bottom]);
    expect(scroller.width).to.equal(360);
    list.row(2)!.click();
    await frames(2);
    expect(list.element).to.equal(null);
    expect(list.reader.pageBox.value).to.equal('2');
    expect(list.reader.focused).to.equal('More tools');
  });

  it('leaves room for the pages in a wide one', async () => {
    const list = await ListReader.open({ pageCount: 100 });
    const { right } = list.element!.getBoundingClientRect();
    expect(list.reader.scroller.getBoundingClientRect().left).to.equal(right);
    list.row(2)!.click();
    await frames(2);
    expect(list.element).not.to.equal(null);
    await list.toggle();
    expect(list.element).to.equal(null);
  });

  it('marks what has been read, in words, where all of it has to be', async () => {
    const list = await ListReader.open({ pageCount: 9 });
    expect(list.names.some((name) => name.includes('Read'))).to.equal(false);
    list.reader.view.readPages = [[2, 3]];
    await waitUntil(() => list.names[1] === 'Page 2 of 9 Read');
    expect(list.names[0]).to.equal('Page 1 of 9');
    expect(list.names[2]).to.equal('Page 3 of 9 Read');
  });

  it('draws its pictures when the pages have been drawn, and makes way for them', async () => {
    let hold: (() => void) | undefined;
    const document: { begun: number[] } & FakeDocument = new FakeDocument({
      pageCount: 100,
      onRender: (page) => (page === 50 && !hold ? new Promise<void>((done) => (hold = done)) : undefined),
    });
    const reader = await DocumentReader.open(document, { width: 900, height: 600 });
    await reader.settled();
    reader.view.scrollToPage(50);
    await waitUntil(() => hold !== undefined);
    const before = document.begun.length;
    reader.control('Pages').click();
    await frames(10);
    expect(document.begun.length, 'nothing is begun while page 50 is being drawn').to.equal(before);
    hold?.();
    await waitUntil(() => document.begun.length > before + 3);
  });

  it('goes on after a page that cannot be drawn, and tries it no more', async () => {
    const list = await ListReader.open({
      pageCount: 9,
      sizeOf: () => ({ width: 800, height: 500 }),
      onRender: (page) => {
        if (page === 5) throw new Error('broken');
      },
    });
    await waitUntil(() => list.pictures >= 4);
    await frames(10);
    const { begun } = list.reader.view.document as FakeDocument;
    expect(begun.filter((page) => page === 5).length).to.be.at.most(2);
  });

  it('is put away with the document, and shows the next one', async () => {
    const list = await ListReader.open({ pageCount: 9 });
    await waitUntil(() => list.pictures > 3);
    list.reader.view.document = new FakeDocument({ pageCount: 2 });
    await waitUntil(() => list.names.join() === 'Page 1 of 2,Page 2 of 2');
    await waitUntil(() => list.pictures === 2);
  });

  it('passes axe', async () => {
    const list = await ListReader.open({ pageCount: 9 });
    list.reader.view.readPages = [[1, 2]];
    await waitUntil(() => list.pictures > 3);
    await expect(list.reader.view).to.be.accessible();
  });
});
