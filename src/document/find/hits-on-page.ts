/**
 * Marks hits where they are seen. All of them by colour, with the CSS Custom Highlight API, where the browser
 * has it (https://drafts.csswg.org/css-highlight-api-1/); the current one by a frame, which needs no colour.
 */
import type { PageSheet } from '../page-sheet.js';
import type { Pattern } from './find-in-text.js';
import { rangeOf, wordsIn } from './page-words.js';

/** Of all viewers in the page: a name stands for one set of ranges in the whole of it. */
const NAME = 'signing-document-hit';

export class HitsOnPages {
  readonly #ranges = new Map<PageSheet, readonly Range[]>();
  readonly #frames: HTMLElement[] = [];

  /** Forgets sheets that have gone, and marks what is new. */
  mark(sheets: readonly PageSheet[], pattern: Pattern | undefined): void {
    for (const sheet of this.#ranges.keys()) {
      if (!sheets.includes(sheet) || !sheet.element.isConnected) this.#forget(sheet);
    }
    if (!pattern) return;
    for (const sheet of sheets) {
      if (this.#ranges.has(sheet) || !sheet.hasText) continue;
      const words = wordsIn(sheet.text);
      const ranges = pattern(words.text).flatMap(({ start, end }) => rangeOf(words, start, end) ?? []);
      this.#ranges.set(sheet, ranges);
      for (const range of ranges) allHits()?.add(range);
    }
  }

  /** @returns the marked words, when the page is there and has them */
  frame(sheets: readonly PageSheet[], page: number, index: number): Range | undefined {
    this.unframe();
    const sheet = sheets.find((other) => other.page === page);
    const ranges = sheet && this.#ranges.get(sheet);
    // A page's tree may have an order of its own, and fewer hits than its text: the last one then.
    const range = ranges?.[Math.min(index, ranges.length - 1)];
    if (!sheet || !range) return undefined;
    const paper = sheet.element.getBoundingClientRect();
    for (const box of range.getClientRects()) {
      if (box.width === 0) continue;
      const frame = document.createElement('div');
      frame.className = 'hit';
      // In parts of the sheet: it stays in place at every zoom.
      frame.style.left = `${(100 * (box.left - paper.left)) / paper.width}%`;
      frame.style.top = `${(100 * (box.top - paper.top)) / paper.height}%`;
      frame.style.width = `${(100 * box.width) / paper.width}%`;
      frame.style.height = `${(100 * box.height) / paper.height}%`;
      sheet.element.append(frame);
      this.#frames.push(frame);
    }
    return range;
  }

  unframe(): void {
    for (const frame of this.#frames.splice(0)) frame.remove();
  }

  clear(): void {
    this.unframe();
    for (const sheet of this.#ranges.keys()) this.#forget(sheet);
  }

  #forget(sheet: PageSheet): void {
    for (const range of this.#ranges.get(sheet) ?? []) allHits()?.delete(range);
    this.#ranges.delete(sheet);
  }
}

function allHits(): Highlight | undefined {
  if (!('highlights' in CSS)) return undefined;
  const hits = CSS.highlights.get(NAME) ?? new Highlight();
  if (!CSS.highlights.has(NAME)) CSS.highlights.set(NAME, hits);
  return hits;
}
