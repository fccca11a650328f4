import { expect, waitUntil } from '@open-wc/testing';
import { html } from 'lit';
import type { PageMark } from '../../../src/document/page-mark.js';
import { FakeDocument } from '../../harness/document-fake.js';
import { DocumentReader, frames } from '../../harness/document-reader.js';
import { describe, it } from '../../harness/document-suite.js';

const A4 = { width: 794, height: 1123 };

interface Watched {
  readonly marks: readonly PageMark[];
  /** Ids, in the order in which what they show was asked for. */
  readonly drawn: string[];
  readonly pressed: string[];
}

function watched(...given: readonly Partial<PageMark>[]): Watched {
  const [drawn, pressed]: [string[], string[]] = [[], []];
  const marks = given.map((part, at): PageMark => {
    const id = `mark-${at + 1}`;
    return {
      id,
      page: 1,
      region: { left: 100, bottom: 200, width: 300, height: 100 },
      label: `Mark ${at + 1}`,
      content: () => {
        drawn.push(id);
        return html`<b>${id}</b>`;
      },
      press: () => void pressed.push(id),
      ...part,
    };
  });
  return { marks, drawn, pressed };
}

async function opened(
  marks: readonly PageMark[],
  { pageCount = 3, width = 818, height = 600, sizeOf = (_page: number) => A4 } = {},
): Promise<DocumentReader> {
  const reader = await DocumentReader.open(new FakeDocument({ pageCount, sizeOf }), { width, height });
  reader.view.marks = marks;
  await reader.painted(1);
  return reader;
}

const marksOf = ({ view }: DocumentReader) => [
  ...view.shadowRoot!.querySelectorAll<HTMLElement>('button[part=mark]'),
];
const markOf = (reader: DocumentReader, label: string) =>
  marksOf(reader).find(({ ariaLabel }) => ariaLabel === label);

async function laid(reader: DocumentReader, ...labels: readonly string[]): Promise<HTMLElement[]> {
  await waitUntil(() => labels.every((label) => markOf(reader, label)), `there: ${labels.join()}`);
  return labels.map((label) => markOf(reader, label)!);
}

/** In shares of the page as it is seen. */
function onPage(reader: DocumentReader, mark: HTMLElement, page = 1) {
  const outer = reader.page(page)!.getBoundingClientRect();
  const inner = mark.getBoundingClientRect();
  return {
    left: (inner.left - outer.left) / outer.width,
    top: (inner.top - outer.top) / outer.height,
    width: inner.width / outer.width,
    height: inner.height / outer.height,
  };
}

function expectAt(reader: DocumentReader, mark: HTMLElement, wanted: ReturnType<typeof onPage>): void {
  const found = onPage(reader, mark);
  for (const side of ['left', 'top', 'width', 'height'] as const)
    expect(found[side], side).to.be.closeTo(wanted[side], 0.002);
}

const AT = { left: 100 / 794, top: 1 - 300 / 1123, width: 300 / 794, height: 100 / 1123 };

describe('what lies over a page', () => {
  it('lies where it is told to be, counted from the lower left corner, at any zoom', async () => {
    const reader = await opened(watched({}).marks);
    const [mark] = await laid(reader, 'Mark 1');
    expectAt(reader, mark!, AT);
    reader.press('+');
    await frames(2);
    expectAt(reader, mark!, AT);
  });

  it('turns with the page', async () => {
    const reader = await opened(watched({}).marks);
    const [mark] = await laid(reader, 'Mark 1');
    reader.view.rotate();
    await reader.view.updateComplete;
    await frames(2);
    // A quarter clockwise: what was down is at the left, what was at the left is up.
    expectAt(reader, mark!, {
      left: 1 - AT.top - AT.height,
      top: AT.left,
      width: AT.height,
      height: AT.width,
    });
  });

  it('is never too small to be hit, around its middle', async () => {
    const { marks } = watched({ region: { left: 100, bottom: 200, width: 30, height: 12 } });
    const reader = await opened(marks, { width: 320 });
    const [mark] = await laid(reader, 'Mark 1');
    for (const _ of [1, 2, 3]) reader.press('-');
    await frames(2);
    const { width, height } = mark!.getBoundingClientRect();
    expect([width, height]).to.satisfy((sides: number[]) => sides.every((side) => side >= 23.99));
    const { left, top, width: across, height: down } = onPage(reader, mark!);
    expect(left + across / 2).to.be.closeTo(115 / 794, 0.005);
    expect(top + down / 2).to.be.closeTo(1 - 206 / 1123, 0.005);
  });

  it('is moved onto the page where it would lie beside it', async () => {
    const { marks } = watched(
      { region: { left: 700, bottom: -50, width: 300, height: 100 } },
      { region: { left: -20, bottom: 1100, width: 9000, height: 100 } },
    );
    const reader = await opened(marks);
    const [lower, upper] = await laid(reader, 'Mark 1', 'Mark 2');
    expectAt(reader, lower!, {
      left: 494 / 794,
      top: 1023 / 1123,
      width: 300 / 794,
      height: 100 / 1123,
    });
    expectAt(reader, upper!, { left: 0, top: 0, width: 1, height: 100 / 1123 });
  });

  it('is there for pages near the view only, and nothing is drawn for others', async () => {
    const pages = Array.from({ length: 100 }, (_, at) => ({ page: at + 1 }));
    const { marks, drawn } = watched(...pages);
    const reader = await opened(marks, { pageCount: 100 });
    await laid(reader, 'Mark 1');
    expect(marksOf(reader).length).to.be.below(6);
    expect(new Set(drawn).size).to.be.below(6);
    reader.view.scrollToPage(60);
    await laid(reader, 'Mark 60');
    expect(markOf(reader, 'Mark 1')).to.equal(undefined);
    expect(drawn).not.to.include('mark-30');
  });

  it('says what it is called and shows its picture to the eye alone', async () => {
    const reader = await opened(watched({ current: true }).marks);
    const [mark] = await laid(reader, 'Mark 1');
    expect(mark!.ariaCurrent).to.equal('true');
    expect(mark!.parentElement!.querySelector('b')?.closest('[aria-hidden=true]')).not.to.equal(null);
  });

  it('is pressed, and what comes of that is said', async () => {
    const { marks } = watched({ press: () => 'It has been pressed.' });
    const reader = await opened(marks);
    const [mark] = await laid(reader, 'Mark 1');
    mark!.click();
    await reader.view.updateComplete;
    expect(reader.announced).to.equal('It has been pressed.');
  });

  it('that cannot be pressed now says so, and does nothing', async () => {
    const { marks, pressed } = watched({});
    const { press: _, ...without } = marks[0]!;
    const reader = await opened([without]);
    const [mark] = await laid(reader, 'Mark 1');
    mark!.click();
    expect(mark!.ariaDisabled).to.equal('true');
    expect(pressed).to.deep.equal([]);
  });

  it('changes in place, and keeps the focus', async () => {
    const { marks } = watched({}, {});
    const reader = await opened(marks);
    const [first] = await laid(reader, 'Mark 1', 'Mark 2');
    first!.focus();
    reader.view.marks = [{ ...marks[0]!, label: 'Mark 1, filled', content: () => html`<i>ink</i>` }];
    await reader.view.updateComplete;
    expect(reader.focused).to.equal('Mark 1, filled');
    expect(first!.parentElement!.textContent.trim()).to.equal('ink');
    expect(markOf(reader, 'Mark 2')).to.equal(undefined);
  });

  it('leaves the focus to the view when its page has been scrolled away', async () => {
    const reader = await opened(watched({}).marks, { pageCount: 30 });
    const [mark] = await laid(reader, 'Mark 1');
    mark!.focus();
    reader.view.scrollToPage(20);
    await frames(2);
    expect(mark!.isConnected).to.equal(false);
    expect(reader.focusedElement).to.equal(reader.scroller);
  });

  it('is brought to the middle of the view from far away, with the focus on it', async () => {
    const sizeOf = (page: number) => (page % 2 === 0 ? { width: 1123, height: 794 } : A4);
    const { marks } = watched({}, { page: 80, region: { left: 100, bottom: 20, width: 300, height: 100 } });
    const reader = await opened(marks, { pageCount: 100, sizeOf });
    await reader.view.showMark('mark-2');
    expect(reader.focused).to.equal('Mark 2');
    await reader.painted(80);
    await frames(3);
    const view = reader.scroller.getBoundingClientRect();
    const mark = markOf(reader, 'Mark 2')!.getBoundingClientRect();
    expect(mark.top).to.be.at.least(view.top);
    expect(mark.bottom).to.be.at.most(view.bottom);
    expect((mark.top + mark.bottom) / 2).to.be.closeTo((view.top + view.bottom) / 2, 60);
  });

  it('is brought into view on a page that is turned and much enlarged', async () => {
    const { marks } = watched({ region: { left: 700, bottom: 20, width: 60, height: 30 } });
    const reader = await opened(marks);
    await laid(reader, 'Mark 1');
    for (const _ of [1, 2, 3, 4, 5, 6]) reader.press('+');
    reader.press('r');
    await reader.view.updateComplete;
    await frames(2);
    await reader.view.showMark('mark-1');
    const view = reader.scroller.getBoundingClientRect();
    const mark = markOf(reader, 'Mark 1')!.getBoundingClientRect();
    expect(mark.left).to.be.at.least(view.left);
    expect(mark.right).to.be.at.most(view.right);
    expect(mark.top).to.be.at.least(view.top);
    expect(mark.bottom).to.be.at.most(view.bottom);
  });

  it('comes after the words of its page, in the order that was given', async () => {
    const { marks } = watched({}, { page: 2 }, { region: { left: 10, bottom: 900, width: 50, height: 50 } });
    const reader = await opened(marks);
    await laid(reader, 'Mark 1', 'Mark 3');
    const onFirst = marksOf(reader).filter((mark) => reader.page(1)!.contains(mark));
    expect(onFirst.map(({ ariaLabel }) => ariaLabel)).to.deep.equal(['Mark 1', 'Mark 3']);
    const text = reader.page(1)!.querySelector('.text')!;
    const follows = text.compareDocumentPosition(onFirst[0]!);
    expect(follows & Node.DOCUMENT_POSITION_FOLLOWING).to.be.above(0);
  });

  it('has no style attribute of its own in what it shows', async () => {
    const reader = await opened(watched({}).marks);
    const [mark] = await laid(reader, 'Mark 1');
    expect(mark!.parentElement!.querySelectorAll('[style]').length).to.equal(0);
  });
});
