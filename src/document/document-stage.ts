/**
 * The scrolled column of pages of one open document: says which sheets exist, where they lie, and has
 * them drawn. It has no controls and makes no events; `document-view.ts` is its frame. Work is in
 * proportion to the pages in view, never to those of the document.
 */
import type { Clock } from './clock.js';
import type { OpenDocument } from './document-engine.js';
import { PageDrawing, type PagePart } from './page-drawing.js';
import { PageLayout, type Zoom } from './page-layout.js';
import { PageSheet } from './page-sheet.js';
import { PageSight } from './page-sight.js';
import { type Band, overlap, type Travel, visiblePages } from './visible-pages.js';

export interface StageReport {
  pageLabel(page: number): string;
  pageFailed(page: number): string;
  /** The reader is at another page, or sees it at another zoom. */
  moved(page: number, zoom: number): void;
  painted(page: number): void;
  shown(page: number): void;
  failed(page: number, part: PagePart, error: unknown): void;
}

/** A page, or the view, is read when this part of it is taken up. */
const ENOUGH = 0.5;

/** Room below a page's top edge is what a reader looks at first; zooming turns about the middle. */
type Hold = 'top' | 'middle';

export class DocumentStage {
  readonly #document: OpenDocument;
  readonly #scroller: HTMLElement;
  readonly #column: HTMLElement;
  readonly #report: StageReport;
  readonly #layout: PageLayout;
  readonly #drawing: PageDrawing;
  readonly #sight: PageSight;
  readonly #sheets = new Map<number, PageSheet>();
  readonly #asked = new Set<number>();
  readonly #resizes = new ResizeObserver(() => this.#arrange('top'));
  #listening: AbortController | undefined;
  #zoom: Zoom = 'fit';
  #travel: Travel = 'down';
  #lastTop = 0;
  #goal: { readonly page: number; readonly top: number } | undefined;
  #frame: number | undefined;

  constructor(
    document: OpenDocument,
    scroller: HTMLElement,
    column: HTMLElement,
    clock: Clock,
    report: StageReport,
  ) {
    this.#document = document;
    this.#scroller = scroller;
    this.#column = column;
    this.#report = report;
    this.#layout = new PageLayout(document.pageCount, document.firstPageSize);
    this.#layout.learn(1, document.firstPageSize);
    this.#drawing = new PageDrawing(document, {
      painted: (page) => {
        report.painted(page);
        this.#sight.look();
      },
      failed: (page, part, error) => this.#fail(page, part, error),
    });
    this.#sight = new PageSight(scroller, clock, {
      readable: (band) => this.#readable(band),
      shown: (page) => report.shown(page),
    });
  }

  start(): void {
    this.stop();
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    this.#scroller.addEventListener('scroll', () => this.#updateSoon(), { passive: true, signal });
    this.#watchPixelRatio(signal);
    this.#resizes.observe(this.#scroller);
    this.#sight.start();
    // An element that is taken out of a page forgets how far it was scrolled.
    this.#scroller.scrollTop = this.#lastTop;
    this.#arrange('top');
  }

  /** Frees what was drawn. The place in the document is kept for another start. */
  stop(): void {
    this.#listening?.abort();
    this.#resizes.disconnect();
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    this.#frame = undefined;
    this.#sight.stop();
    this.#drawing.clear();
    for (const { element } of this.#sheets.values()) element.remove();
    this.#sheets.clear();
  }

  get zoom(): number {
    return this.#layout.zoom;
  }

  setZoom(zoom: Zoom): void {
    this.#zoom = zoom;
    this.#arrange('middle');
  }

  scrollToPage(page: number): void {
    const target = Math.min(Math.max(1, Math.trunc(page)), this.#document.pageCount);
    this.#scroller.scrollTop = this.#layout.slotTop(target);
    this.#goal = { page: target, top: this.#scroller.scrollTop };
    this.#update();
  }

  relabel(): void {
    for (const sheet of this.#sheets.values()) sheet.setLabel(this.#report.pageLabel(sheet.page));
  }

  get #view(): Band {
    return { top: this.#scroller.scrollTop, height: this.#scroller.clientHeight };
  }

  /** A new zoom, another size of the view, another screen. */
  #arrange(hold: Hold): void {
    const { clientWidth: width, clientHeight: height } = this.#scroller;
    if (width === 0 || height === 0) return;
    this.#holding(hold, () => this.#layout.arrange({ width, height, zoom: this.#zoom, devicePixelRatio }));
    this.#update();
  }

  /** Changes the layout while what the reader looks at stays where it is. */
  #holding(hold: Hold, change: () => void): void {
    const { top, height } = this.#view;
    const offset = hold === 'middle' ? height / 2 : 0;
    const page = this.#layout.pageAt(top + offset);
    const share = (top + offset - this.#layout.slotTop(page)) / this.#layout.slotHeight(page);
    const across = this.#scroller.scrollLeft + this.#scroller.clientWidth / 2;
    const acrossShare = across / Math.max(1, this.#layout.contentWidth);
    const wasGoal = this.#goal?.top === top ? this.#goal.page : undefined;

    change();

    const { style } = this.#column;
    style.height = `${this.#layout.contentHeight}px`;
    style.width = `${this.#layout.contentWidth}px`;
    const held = this.#layout.slotTop(page) + share * this.#layout.slotHeight(page) - offset;
    // At the very top nothing is above that could move; and writing what is there stops a fling on iOS.
    if (top > 0 && Math.abs(held - top) >= 0.5) this.#scroller.scrollTop = held;
    this.#scroller.scrollLeft = acrossShare * this.#layout.contentWidth - this.#scroller.clientWidth / 2;
    if (wasGoal !== undefined) this.#goal = { page: wasGoal, top: this.#scroller.scrollTop };
  }

  #updateSoon(): void {
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = undefined;
      this.#update();
    });
  }

  #update(): void {
    const view = this.#view;
    if (!this.#listening || this.#listening.signal.aborted || view.height === 0) return;
    if (view.top !== this.#lastTop) this.#travel = view.top > this.#lastTop ? 'down' : 'up';
    this.#lastTop = view.top;
    const { visible, near, current } = visiblePages(this.#layout, view, this.#travel);
    this.#keepSheets([...visible, ...near]);
    const sheetsOf = (pages: readonly number[]) => pages.flatMap((page) => this.#sheets.get(page) ?? []);
    this.#drawing.plan({ visible: sheetsOf(visible), near: sheetsOf(near) }, this.#layout, devicePixelRatio);
    for (const page of [...visible, ...near]) this.#learnSize(page);
    this.#sight.look();
    const atGoal = this.#goal && this.#goal.top === view.top && visible.includes(this.#goal.page);
    this.#report.moved(atGoal && this.#goal ? this.#goal.page : current, this.#layout.zoom);
  }

  /** Makes, removes and places sheets, in page order: that is the order in which they are read out. */
  #keepSheets(pages: readonly number[]): void {
    const kept = [...pages].sort((one, other) => one - other);
    for (const [page, { element }] of this.#sheets) {
      if (kept.includes(page)) continue;
      element.remove();
      this.#sheets.delete(page);
    }
    let before: Element | null = null;
    for (const page of kept) {
      let sheet = this.#sheets.get(page);
      if (!sheet) {
        sheet = new PageSheet(page, this.#report.pageLabel(page));
        this.#sheets.set(page, sheet);
        // A sheet that stays is never moved in the tree: that would end a selection in its text.
        if (before) before.after(sheet.element);
        else this.#column.prepend(sheet.element);
      }
      sheet.place(this.#layout.box(page));
      before = sheet.element;
    }
  }

  #learnSize(page: number): void {
    if (this.#layout.knows(page) || this.#asked.has(page) || this.#sheets.get(page)?.failed) return;
    this.#asked.add(page);
    const asked = this.#document.pageSize(page).finally(() => this.#asked.delete(page));
    asked.then(
      (size) => {
        this.#holding('top', () => this.#layout.learn(page, size));
        this.#updateSoon();
      },
      (error: unknown) => this.#fail(page, 'picture', error),
    );
  }

  #readable(onScreen: Band): readonly number[] {
    const { top, height } = this.#view;
    const band = { top: top + onScreen.top, height: onScreen.height };
    const fullView = Math.min(height, globalThis.innerHeight);
    return [...this.#sheets.values()].flatMap(({ page, painted }) => {
      const seen = overlap(this.#layout, page, band);
      const enough = seen >= ENOUGH * Math.min(this.#layout.box(page).height, fullView);
      return painted && enough ? page : [];
    });
  }

  #fail(page: number, part: PagePart, error: unknown): void {
    if (!this.#listening || this.#listening.signal.aborted) return;
    if (part === 'picture') this.#sheets.get(page)?.fail(this.#report.pageFailed(page));
    this.#report.failed(page, part, error);
  }

  /** Moved to another screen, or the browser's own zoom: there is no event, only a query that stops matching. */
  #watchPixelRatio(signal: AbortSignal): void {
    const query = matchMedia(`(resolution: ${devicePixelRatio}dppx)`);
    query.addEventListener(
      'change',
      () => {
        this.#arrange('top');
        this.#watchPixelRatio(signal);
      },
      { once: true, signal },
    );
  }
}
