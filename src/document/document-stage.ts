/**
 * The scrolled column of pages of one open document: says which sheets exist, where they lie, and has
 * them drawn. It has no controls and makes no events; `document-view.ts` is its frame. Work is in
 * proportion to the pages in view, never to those of the document.
 */
import { type CanvasLimits, canvasLimits, thisDevice } from './canvas-limits.js';
import type { Clock } from './clock.js';
import type { OpenDocument, PageRegion, PageSize, Rotation } from './document-engine.js';
import { PageDrawing, type Pace, type PagePart } from './page-drawing.js';
import { PageLayout, type Zoom } from './page-layout.js';
import { middleOf, type PageParts, partsInView, pointOn } from './page-parts.js';
import type { PageSheet } from './page-sheet.js';
import { PageSheets } from './page-sheets.js';
import { PageSight } from './page-sight.js';
import { watchPixelRatio } from './pixel-ratio.js';
import { type Hold, ScrolledColumn } from './scrolled-column.js';
import { type Band, type Travel, visiblePages } from './visible-pages.js';

export interface StageReport {
  pageLabel(page: number): string;
  pageFailed(page: number): string;
  /** The reader is at another page, or sees it at another zoom. */
  moved(page: number, zoom: number): void;
  /** By a gesture on the pages themselves. */
  zoomed(zoom: number): void;
  painted(page: number): void;
  shown(page: number): void;
  /** The text of a sheet is there, or it is known that it does not come. */
  lettered(sheet: PageSheet): void;
  failed(page: number, part: PagePart, error: unknown): void;
}

/** Enough that a pause between two steps of a wheel is none. */
const RESTING_FRAMES = 6;

/** Of the view, in one frame: what is drawn sharp at this speed has gone when it is there. */
const HASTE = 1 / 8;

export class DocumentStage {
  readonly #document: OpenDocument;
  readonly #scroller: HTMLElement;
  readonly #column: HTMLElement;
  readonly #place: ScrolledColumn;
  readonly #report: StageReport;
  readonly #layout: PageLayout;
  readonly #drawing: PageDrawing;
  readonly #sight: PageSight;
  readonly #sheets: PageSheets;
  readonly #asked = new Set<number>();
  readonly #resizes = new ResizeObserver(() => this.#arrange(this.#place.top));
  readonly #clock: Clock;
  #listening: AbortController | undefined;
  #gestures: AbortSignal | undefined;
  /** A gesture shows the pages elsewhere than they are laid out: nothing is made, removed or drawn meanwhile. */
  #held = false;
  #zoom: Zoom = 'fit';
  #rotation: Rotation = 0;
  #limits: CanvasLimits = canvasLimits(thisDevice());
  #travel: Travel = 'down';
  #lastTop = 0;
  #frame: number | undefined;
  /** The first picture has been on the screen: nothing that is not needed for it happens before. */
  #begun = false;
  /** Frames until a reader who has scrolled counts as resting. */
  #unrest = 0;

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
    this.#clock = clock;
    this.#sheets = new PageSheets(column, (page) => report.pageLabel(page));
    this.#layout = new PageLayout(document.pageCount, document.firstPageSize);
    this.#layout.learn(1, document.firstPageSize);
    this.#place = new ScrolledColumn(scroller, column, this.#layout);
    this.#drawing = new PageDrawing(document, {
      painted: (page) => {
        report.painted(page);
        this.#sight.look();
        void this.#watchGestures();
        this.#beginSoon();
      },
      lettered: (sheet) => report.lettered(sheet),
      failed: (page, part, error) => this.#fail(page, part, error),
    });
    this.#sight = new PageSight(scroller, clock, {
      readable: (region) => this.#readable(region),
      shown: (page) => report.shown(page),
    });
  }

  start(): void {
    this.stop();
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    this.#scroller.addEventListener('scroll', () => this.#updateSoon(), { passive: true, signal });
    watchPixelRatio(signal, () => this.#arrange(this.#place.top));
    this.#resizes.observe(this.#scroller);
    this.#sight.start();
    // An element that is taken out of a page forgets how far it was scrolled.
    this.#scroller.scrollTop = this.#lastTop;
    this.#arrange(this.#place.top);
  }

  /** Frees what was drawn. The place in the document is kept for another start. */
  stop(): void {
    this.#listening?.abort();
    this.#held = false;
    this.#resizes.disconnect();
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    this.#frame = undefined;
    this.#sight.stop();
    this.#drawing.clear();
    this.#sheets.clear();
  }

  /** Those that are there, in no order. */
  get sheets(): readonly PageSheet[] {
    return this.#sheets.all;
  }

  /** Where the view begins, also when it has been stopped. */
  get top(): { readonly page: number; readonly down: number } {
    return this.#place.placeAt(this.#lastTop);
  }

  /** Whether all that is to be drawn has been. */
  get idle(): boolean {
    return this.#drawing.idle;
  }

  get zoom(): number {
    return this.#layout.zoom;
  }

  setZoom(zoom: Zoom): void {
    this.#zoom = zoom;
    this.#arrange(this.#place.middle);
  }

  /** Turns every page, clockwise from how the document has it. */
  setRotation(rotation: Rotation): void {
    const turn = ((rotation - this.#rotation + 360) % 360) as Rotation;
    this.#rotation = rotation;
    this.#arrange({ ...this.#place.middle, turn });
  }

  /** @param top how far down the page, in CSS pixels at 100 %; its upper edge when the reader has turned it */
  scrollToPage(page: number, top = 0): void {
    const target = Math.min(Math.max(1, Math.trunc(page)), this.#document.pageCount);
    this.#place.goTo(target, this.#rotation === 0 ? top : 0);
    this.#update();
  }

  /** Brings what is next to read of a page into view: its top, or the first part that has not been seen. */
  scrollToUnseen(page: number): void {
    const part = this.#sight.firstUnseen(page) ?? 0;
    // A page that is there is not left for its top: whoever asks again and again would begin to look each time anew.
    if (part === 0 || !this.#sheets.get(page)) this.scrollToPage(page);
    if (part === 0 || !this.#sheets.get(page)) return;
    this.#place.show(middleOf(part, this.#regionOf(page), this.#layout.rotation));
    this.#update();
  }

  /** Brings a point of a page to the middle of the view: in shares of the page as the document turns it. */
  showPoint(page: number, size: PageSize, across: number, down: number): void {
    if (!this.#layout.knows(page)) this.#place.holding(this.#place.top, () => this.#layout.learn(page, size));
    this.#place.show(pointOn(this.#regionOf(page), across, down, this.#layout.rotation), 1 / 2);
    this.#update();
  }

  relabel(): void {
    this.#sheets.relabel();
  }

  /** A new zoom, another size of the view, another screen, another way up. */
  #arrange(hold: Hold): void {
    const { clientWidth: width, clientHeight: height } = this.#scroller;
    if (width === 0 || height === 0) return;
    this.#limits = canvasLimits(thisDevice());
    const view = { width, height, zoom: this.#zoom, devicePixelRatio, rotation: this.#rotation };
    this.#place.holding(hold, () => this.#layout.arrange(view));
    this.#update();
  }

  #updateSoon(): void {
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = undefined;
      const moved = this.#place.band.y !== this.#lastTop;
      this.#unrest = moved ? RESTING_FRAMES : Math.max(0, this.#unrest - 1);
      this.#update();
      if (this.#unrest > 0) this.#updateSoon();
    });
  }

  #beginSoon(): void {
    if (this.#begun) return;
    this.#begun = true;
    // A frame is drawn after its callbacks, so the first task behind them is the first with a picture to be seen.
    requestAnimationFrame(() => setTimeout(() => this.#update()));
  }

  #update(): void {
    const { band } = this.#place;
    if (!this.#listening || this.#listening.signal.aborted || band.height === 0 || this.#held) return;
    const view: Band = { top: band.y, height: band.height };
    const travelled = Math.abs(view.top - this.#lastTop);
    if (view.top !== this.#lastTop) this.#travel = view.top > this.#lastTop ? 'down' : 'up';
    this.#lastTop = view.top;
    const { visible, near: beside, current } = visiblePages(this.#layout, view, this.#travel);
    const near = this.#begun ? beside : [];
    this.#sheets.keep([...visible, ...near], this.#layout);
    const sheets = { visible: this.#sheets.of(visible), near: this.#sheets.of(near) };
    this.#drawing.plan(sheets, this.#layout, {
      band,
      travel: this.#travel,
      devicePixelRatio,
      limits: this.#limits,
      pace: this.#paceAt(travelled / view.height),
    });
    const canBegin = !this.#begun && visible.some((page) => this.#layout.knows(page));
    if (!canBegin) for (const page of [...visible, ...near]) this.#learnSize(page);
    this.#sight.look();
    const { goal } = this.#place;
    this.#report.moved(goal !== undefined && visible.includes(goal) ? goal : current, this.#layout.zoom);
  }

  #paceAt(travelledViews: number): Pace {
    if (!this.#begun) return 'beginning';
    if (travelledViews > HASTE) return 'hasty';
    return this.#unrest > 0 ? 'moving' : 'resting';
  }

  #learnSize(page: number): void {
    if (this.#layout.knows(page) || this.#asked.has(page) || this.#sheets.get(page)?.failed) return;
    this.#asked.add(page);
    const asked = this.#document.pageSize(page).finally(() => this.#asked.delete(page));
    asked.then(
      (size) => {
        this.#place.holding(this.#place.top, () => this.#layout.learn(page, size));
        this.#updateSoon();
      },
      (error: unknown) => this.#fail(page, 'picture', error),
    );
  }

  #readable(onScreen: PageRegion): readonly PageParts[] {
    const { x, y } = this.#place.band;
    const view = { ...onScreen, x: x + onScreen.x, y: y + onScreen.y };
    return this.#sheets.all
      .filter(({ painted }) => painted)
      .map(({ page }) => ({ page, parts: partsInView(this.#regionOf(page), view, this.#layout.rotation) }));
  }

  #regionOf(page: number): PageRegion {
    const { left: x, top: y, width, height } = this.#layout.box(page);
    return { x, y, width, height };
  }

  #fail(page: number, part: PagePart, error: unknown): void {
    if (!this.#listening || this.#listening.signal.aborted) return;
    if (part === 'picture') this.#sheets.get(page)?.fail(this.#report.pageFailed(page));
    this.#beginSoon();
    this.#report.failed(page, part, error);
  }

  /** Nobody zooms what is not there yet. */
  async #watchGestures(): Promise<void> {
    const signal = this.#listening?.signal;
    if (!signal || this.#gestures === signal) return;
    this.#gestures = signal;
    try {
      const { ZoomGestures } = await import('./zoom-gestures.js');
      if (signal.aborted) return;
      new ZoomGestures(this.#scroller, this.#column, this.#clock, {
        zoom: () => this.zoom,
        hold: () => (this.#held = true),
        zoomTo: (wanted, place, at) => {
          this.#held = false;
          this.#zoom = wanted;
          this.#arrange({ place, at });
          this.#report.zoomed(wanted);
        },
      }).listen(signal);
    } catch {
      // There are other ways to zoom. It is tried again with the next picture.
      this.#gestures = undefined;
    }
  }
}
