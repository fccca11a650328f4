/** The sheets that exist at the moment: made and removed as pages come and go, in page order in the tree. */
import type { PageLayout } from './page-layout.js';
import { PageSheet } from './page-sheet.js';

export class PageSheets {
  readonly #column: HTMLElement;
  readonly #labelOf: (page: number) => string;
  readonly #sheets = new Map<number, PageSheet>();

  constructor(column: HTMLElement, labelOf: (page: number) => string) {
    this.#column = column;
    this.#labelOf = labelOf;
  }

  get all(): readonly PageSheet[] {
    return [...this.#sheets.values()];
  }

  get(page: number): PageSheet | undefined {
    return this.#sheets.get(page);
  }

  of(pages: readonly number[]): readonly PageSheet[] {
    return pages.flatMap((page) => this.#sheets.get(page) ?? []);
  }

  /** Makes, removes and places sheets. Their order in the tree is the one in which they are read out. */
  keep(pages: readonly number[], layout: PageLayout): void {
    const kept = [...pages].sort((one, other) => one - other);
    for (const [page, { element }] of this.#sheets) {
      if (kept.includes(page)) continue;
      // Whoever scrolls on from something on a page goes on scrolling when the page has gone.
      if (element.contains((element.getRootNode() as ShadowRoot).activeElement))
        this.#column.parentElement?.focus({ preventScroll: true });
      element.remove();
      this.#sheets.delete(page);
    }
    let before: Element | null = null;
    for (const page of kept) {
      let sheet = this.#sheets.get(page);
      if (!sheet) {
        sheet = new PageSheet(page, this.#labelOf(page));
        this.#sheets.set(page, sheet);
        // A sheet that stays is never moved in the tree: that would end a selection in its text.
        if (before) before.after(sheet.element);
        else this.#column.prepend(sheet.element);
      }
      sheet.place(layout.box(page), layout.rotation);
      before = sheet.element;
    }
  }

  relabel(): void {
    for (const sheet of this.#sheets.values()) sheet.setLabel(this.#labelOf(sheet.page));
  }

  clear(): void {
    for (const { element } of this.#sheets.values()) element.remove();
    this.#sheets.clear();
  }
}
