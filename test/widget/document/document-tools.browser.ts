import { expect, waitUntil } from '@open-wc/testing';
import { describe, it } from '../../harness/document-suite.js';
import { FakeDocument } from '../../harness/document-fake.js';
import { DocumentReader, frames } from '../../harness/document-reader.js';

const IN_MENU = ['Pages', 'Search', 'Fit to width', 'Fit whole page', 'Rotate', 'Print', 'Download'];

class TextDocument extends FakeDocument {
  async pageText(): Promise<string> {
    return '';
  }
}

async function open(width: number, pageCount = 30): Promise<DocumentReader> {
  const reader = await DocumentReader.open(new TextDocument({ pageCount }), { width, height: 480 });
  reader.view.downloadable = true;
  await reader.painted(1);
  return reader;
}

/** Those in the row that this width shows, in order. */
function row(reader: DocumentReader): string[] {
  const stops = [...reader.tools!.querySelectorAll<HTMLElement>('[title], input')];
  return stops.filter((stop) => stop.getClientRects().length > 0).map(({ ariaLabel }) => ariaLabel ?? '');
}

describe('The row of tools', () => {
  it('is one line at any width, within the view, with every tool in it or in the menu, and none in both', async () => {
    for (const width of [320, 360, 480, 700, 860, 1200]) {
      const reader = await open(width, 5000);
      const { left, right, height } = reader.tools!.getBoundingClientRect();
      expect(height, `height at ${width}`).to.be.at.most(46);
      const inRow = row(reader);
      for (const stop of reader.tools!.querySelectorAll<HTMLElement>('button, input')) {
        const box = stop.getBoundingClientRect();
        if (box.width === 0) continue;
        expect(box.left, `${stop.ariaLabel} at ${width}`).to.be.at.least(left);
        expect(box.right, `${stop.ariaLabel} at ${width}`).to.be.at.most(right);
        expect(Math.min(box.width, box.height), `${stop.ariaLabel} at ${width}`).to.be.at.least(24);
      }
      if (inRow.includes('More tools')) reader.control('More tools').click();
      await reader.view.updateComplete;
      const all = [...inRow.filter((name) => IN_MENU.includes(name)), ...reader.menu];
      expect(all.sort(), `at ${width}`).to.deep.equal([...IN_MENU].sort());
    }
  });

  it('says how many pages there are beside the box, and does not cut them', async () => {
    const reader = await open(320, 5000);
    const count = [...reader.tools!.querySelectorAll('span')].find((span) => span.textContent === 'of 5000')!;
    const next = reader.control('Zoom out').getBoundingClientRect();
    expect(count.getBoundingClientRect().right).to.be.at.most(next.left + 0.5);
  });

  it('is one stop for the Tab key, and the arrow keys go through it', async () => {
    const reader = await open(1200);
    const stops = () => [...reader.tools!.querySelectorAll<HTMLElement>('[tabindex="0"]')];
    expect(stops().map(({ ariaLabel }) => ariaLabel)).to.deep.equal(['Pages']);
    stops()[0]!.focus();
    reader.pressAtFocus('ArrowRight');
    reader.pressAtFocus('ArrowRight');
    expect(reader.focused).to.equal('Previous page');
    expect(stops().map(({ ariaLabel }) => ariaLabel)).to.deep.equal(['Previous page']);
    reader.pressAtFocus('End');
    expect(reader.focused).to.equal('Download');
    reader.pressAtFocus('ArrowRight');
    expect(reader.focused).to.equal('Pages');
    reader.pressAtFocus('End');
    reader.scroller.focus();
    expect(stops().map(({ ariaLabel }) => ariaLabel)).to.deep.equal(['Pages']);
  });

  it('goes the other way where the page is read from right to left', async () => {
    const reader = await open(1200);
    reader.view.dir = 'rtl';
    reader.control('Search').focus();
    reader.pressAtFocus('ArrowLeft');
    expect(reader.focused).to.equal('Previous page');
    reader.pressAtFocus('ArrowRight');
    expect(reader.focused).to.equal('Search');
  });

  it('leaves the arrows to the number in the box, and goes on from its edge', async () => {
    const reader = await open(800);
    reader.pageBox.focus();
    reader.pressAtFocus('ArrowRight');
    expect(reader.focused).to.equal('Page number');
    reader.pageBox.setSelectionRange(1, 1);
    reader.pressAtFocus('ArrowRight');
    expect(reader.focused).to.equal('Zoom out');
  });

  it('keeps the focus on a tool that can do no more', async () => {
    const reader = await open(800, 2);
    const next = reader.control('Next page');
    next.focus();
    next.click();
    await waitUntil(() => !reader.canPress('Next page'));
    expect(reader.focused).to.equal('Next page');
    next.click();
    expect(reader.pageBox.value).to.equal('2');
  });

  it('offers to print and to download only what may be taken away', async () => {
    const reader = await open(1200);
    reader.view.downloadable = false;
    await reader.view.updateComplete;
    expect(row(reader)).not.to.include.members(['Print']).and.not.to.include.members(['Download']);
    expect(reader.pressAtFocus('p', { ctrlKey: true }).defaultPrevented).to.equal(false);
    const small = await open(360);
    small.view.downloadable = false;
    small.control('More tools').click();
    await small.view.updateComplete;
    expect(small.menu).to.deep.equal(IN_MENU.slice(0, 5));
  });

  it('offers a search only of what can be searched', async () => {
    const reader = await DocumentReader.open(new FakeDocument({ pageCount: 3 }));
    await reader.painted(1);
    expect(row(reader)).not.to.include.members(['Search']);
    expect(reader.pressAtFocus('f', { ctrlKey: true }).defaultPrevented).to.equal(false);
  });

  it('passes axe with its menu open', async () => {
    const reader = await open(360);
    reader.control('More tools').click();
    await reader.view.updateComplete;
    await expect(reader.view).to.be.accessible();
  });
});

describe('The menu of more tools', () => {
  it('opens at its first or its last tool, goes round, and gives the focus back', async () => {
    const reader = await open(360);
    const more = reader.control('More tools');
    more.focus();
    reader.pressAtFocus('ArrowUp');
    await frames(1);
    expect(more.ariaExpanded).to.equal('true');
    expect(reader.focused).to.equal('Download');
    reader.pressAtFocus('ArrowDown');
    expect(reader.focused).to.equal('Pages');
    reader.pressAtFocus('End');
    expect(reader.focused).to.equal('Download');
    reader.pressAtFocus('f');
    expect(reader.focused).to.equal('Fit to width');
    reader.pressAtFocus('f');
    expect(reader.focused).to.equal('Fit whole page');
    expect(reader.pressAtFocus('Escape').defaultPrevented).to.equal(true);
    await reader.view.updateComplete;
    expect(more.ariaExpanded).to.equal('false');
    expect(reader.focused).to.equal('More tools');
  });

  it('does what is pressed, closes, and has the focus again', async () => {
    const reader = await open(360);
    const more = reader.control('More tools');
    more.click();
    await frames(1);
    reader.menuItem('Fit whole page').click();
    await frames(2);
    expect(reader.menu).to.deep.equal([]);
    expect(reader.focused).to.equal('More tools');
    const { height } = reader.page(1)!.getBoundingClientRect();
    expect(height).to.be.within(300, reader.scroller.clientHeight);
    more.click();
    await frames(1);
    expect(reader.menuItem('Fit whole page').ariaChecked).to.equal('true');
    expect(reader.menuItem('Fit to width').ariaChecked).to.equal('false');
  });

  it('closes when the focus goes elsewhere', async () => {
    const reader = await open(360);
    reader.control('More tools').click();
    await frames(1);
    reader.scroller.focus();
    await reader.view.updateComplete;
    expect(reader.menu).to.deep.equal([]);
    expect(reader.view.shadowRoot!.activeElement).to.equal(reader.scroller);
  });

  it('keeps its letters to itself', async () => {
    const reader = await open(360);
    const zoom = reader.page(1)!.clientWidth;
    reader.control('More tools').click();
    await frames(1);
    reader.pressAtFocus('+');
    await frames(2);
    expect(reader.page(1)!.clientWidth).to.equal(zoom);
  });
});

describe('The keys of a document', () => {
  it('go to the first and the last page, fit the page and the width', async () => {
    const reader = await open(800);
    reader.press('End');
    await reader.painted(30);
    expect(reader.pageBox.value).to.equal('30');
    reader.scroller.focus();
    reader.pressAtFocus('Home', { ctrlKey: true });
    await reader.painted(1);
    expect(reader.pageBox.value).to.equal('1');
    reader.press('9');
    await frames(2);
    expect(reader.page(1)!.clientHeight).to.be.at.most(reader.scroller.clientHeight);
    reader.press('0');
    await frames(2);
    expect(reader.page(1)!.clientHeight).to.be.greaterThan(reader.scroller.clientHeight);
  });

  it('do nothing while the focus is outside of it, and nothing in the box', async () => {
    const reader = await open(800);
    const width = reader.page(1)!.clientWidth;
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: '+', bubbles: true, composed: true }));
    reader.pageBox.focus();
    expect(reader.pressAtFocus('+').defaultPrevented).to.equal(false);
    await frames(2);
    expect(reader.page(1)!.clientWidth).to.equal(width);
  });

  it('print what may be printed, in place of the browser', async () => {
    const reader = await open(800);
    const asked: string[] = [];
    for (const type of ['signing-document-print', 'signing-document-download'])
      reader.view.addEventListener(type, () => asked.push(type));
    reader.scroller.focus();
    expect(reader.pressAtFocus('p', { ctrlKey: true }).defaultPrevented).to.equal(true);
    reader.control('Download').click();
    expect(asked).to.deep.equal(['signing-document-print', 'signing-document-download']);
  });
});
