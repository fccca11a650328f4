/**
 * The scrolled column of pages of one open document: says which sheets exist, where they lie, and has
 * them drawn. It has no controls and makes no events; `document-view.ts` is its frame. Work is in
 * proportion to the pages in view, never to those of the document.
 */
import { type CanvasLimits, canvasLimits, thisDevice } from './canvas-limits.js';
import type { Clock } from './clock.js';
import type { OpenDocument, Rotation } from './document-engine.js';
import { anchorAt, type Point, pointOf, turnedAnchor } from './page-anchor.js';
import { PageDrawing, type PagePart } from './page-drawing.js';
import { PageLayout, type Zoom } from './page-layout.js';
import { PageSheets } from './page-sheets.js';
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

export class DocumentStage {
  readonly #document: OpenDocument;
  readonly #scroller: HTMLElement;
  readonly #column: HTMLElement;
  readonly #report: StageReport;
  readonly #layout: PageLayout;
  readonly #drawing: PageDrawing;
  readonly #sight: PageSight;
  readonly #sheets: PageSheets;
  readonly #asked = new Set<number>();
  readonly #resizes = new ResizeObserver(() => this.#arrange(this.#top));
  #listening: AbortController | undefined;
  #zoom: Zoom = 'fit';
  #rotation: Rotation = 0;
  #limits: CanvasLimits = canvasLimits(thisDevice());
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
    this.#sheets = new PageSheets(column, (page) => report.pageLabel(page));
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
    this.#arrange(this.#top);
  }

  /** Frees what was drawn. The place in the document is kept for another start. */
  stop(): void {
    this.#listening?.abort();
    this.#resizes.disconnect();
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    this.#frame = undefined;
    this.#sight.stop();
    this.#drawing.clear();
    this.#sheets.clear();
  }

  get zoom(): number {
    return this.#layout.zoom;
  }

  /** @param about the point of the view that keeps what it shows; the middle when nothing is said */
  setZoom(zoom: Zoom, about = this.#middle): void {
    this.#zoom = zoom;
    this.#arrange(about);
  }

  /** Turns every page, clockwise from how the document has it. */
  setRotation(rotation: Rotation): void {
    const turn = ((rotation - this.#rotation + 360) % 360) as Rotation;
    this.#rotation = rotation;
    this.#arrange(this.#middle, turn);
  }

  scrollToPage(page: number): void {
    const target = Math.min(Math.max(1, Math.trunc(page)), this.#document.pageCount);
    this.#scroller.scrollTop = this.#layout.slotTop(target);
    this.#goal = { page: target, top: this.#scroller.scrollTop };
    this.#update();
  }

  relabel(): void {
    this.#sheets.relabel();
  }

  get #view(): Band {
    return { top: this.#scroller.scrollTop, height: this.#scroller.clientHeight };
  }

  /** What a reader looks at first. */
  get #top(): Point {
    return { x: this.#scroller.clientWidth / 2, y: 0 };
  }

  get #middle(): Point {
    const { x } = this.#top;
    // At the very top nothing is above that could come into view, and the top is what stays.
    return { x, y: this.#scroller.scrollTop === 0 ? 0 : this.#scroller.clientHeight / 2 };
  }

  /** A new zoom, another size of the view, another screen, another way up. */
  #arrange(hold: Point, turn: Rotation = 0): void {
    const { clientWidth: width, clientHeight: height } = this.#scroller;
    if (width === 0 || height === 0) return;
    this.#limits = canvasLimits(thisDevice());
    const view = { width, height, zoom: this.#zoom, devicePixelRatio, rotation: this.#rotation };
    this.#holding(hold, () => this.#layout.arrange(view), turn);
    this.#update();
  }

  /** Changes the layout while a point of the view keeps what it shows. */
  #holding({ x, y }: Point, change: () => void, turn: Rotation = 0): void {
    const { scrollTop, scrollLeft } = this.#scroller;
    const anchor = anchorAt(this.#layout, { x: scrollLeft + x, y: scrollTop + y });
    const wasGoal = this.#goal?.top === scrollTop ? this.#goal.page : undefined;

    change();

    const { style } = this.#column;
    style.height = `${this.#layout.contentHeight}px`;
    style.width = `${this.#layout.contentWidth}px`;
    const held = pointOf(this.#layout, turnedAnchor(anchor, turn));
    this.#scrollTo(held.x - x, scrollTop === 0 && y === 0 ? 0 : held.y - y);
    if (wasGoal !== undefined) this.#goal = { page: wasGoal, top: this.#scroller.scrollTop };
  }

  /** Writing what is there already would stop a fling on iOS. */
  #scrollTo(left: number, top: number): void {
    if (Math.abs(this.#scroller.scrollTop - top) >= 0.5) this.#scroller.scrollTop = top;
    if (Math.abs(this.#scroller.scrollLeft - left) >= 0.5) this.#scroller.scrollLeft = left;
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
    this.#sheets.keep([...visible, ...near], this.#layout);
    const sheets = { visible: this.#sheets.of(visible), near: this.#sheets.of(near) };
    const { scrollLeft: x, scrollTop: y, clientWidth: width, clientHeight: height } = this.#scroller;
    this.#drawing.plan(sheets, this.#layout, {
      band: { x, y, width, height },
      travel: this.#travel,
      devicePixelRatio,
      limits: this.#limits,
    });
    for (const page of [...visible, ...near]) this.#learnSize(page);
    this.#sight.look();
    const atGoal = this.#goal && this.#goal.top === view.top && visible.includes(this.#goal.page);
    this.#report.moved(atGoal && this.#goal ? this.#goal.page : current, this.#layout.zoom);
  }

  #learnSize(page: number): void {
    if (this.#layout.knows(page) || this.#asked.has(page) || this.#sheets.get(page)?.failed) return;
    this.#asked.add(page);
    const asked = this.#document.pageSize(page).finally(() => this.#asked.delete(page));
    asked.then(
      (size) => {
        this.#holding(this.#top, () => this.#layout.learn(page, size));
        this.#updateSoon();
      },
      (error: unknown) => this.#fail(page, 'picture', error),
    );
  }

  #readable(onScreen: Band): readonly number[] {
    const { top, height } = this.#view;
    const band = { top: top + onScreen.top, height: onScreen.height };
    const fullView = Math.min(height, globalThis.innerHeight);
    return this.#sheets.all.flatMap(({ page, painted }) => {
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
        this.#arrange(this.#top);
        this.#watchPixelRatio(signal);
      },
      { once: true, signal },
    );
  }
}
