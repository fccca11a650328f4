/** Draws pictures and text onto the sheets that are in the view, in the order in which they are missed. */
import { type Allotment, allotPixels, type WantedPicture } from './canvas-budget.js';
import type { CanvasLimits } from './canvas-limits.js';
import { CanvasPool, MAX_CANVASES } from './canvas-pool.js';
import { common, detailRegion, type PixelBox, resized, suffices } from './detail-region.js';
import type { OpenDocument, PagePainting } from './document-engine.js';
import { DrawingStretch } from './drawing-stretch.js';
import type { PageLayout } from './page-layout.js';
import { type PagePixels, pagePixels } from './page-pixels.js';
import type { PageSheet } from './page-sheet.js';
import { type RenderJob, RenderQueue } from './render-queue.js';
import type { Travel } from './visible-pages.js';

export type PagePart = 'picture' | 'text';

export interface DrawingReport {
  painted(page: number): void;
  /** The text of a sheet is there, or it is known that it does not come. */
  lettered(sheet: PageSheet): void;
  failed(page: number, part: PagePart, error: unknown): void;
}

/**
 * `beginning`: nothing has been seen yet. There and when `hasty`, only what is missed most is drawn. `moving`: pictures.
 * `resting`: text as well.
 */
export type Pace = 'beginning' | 'hasty' | 'moving' | 'resting';

/** What is looked at. */
export interface DrawnView {
  /** In the column of pages, in CSS pixels. */
  readonly band: PixelBox;
  readonly travel: Travel;
  readonly devicePixelRatio: number;
  readonly limits: CanvasLimits;
  readonly pace: Pace;
}

/** All sheets there are, most wanted first. */
export interface SheetsInView {
  readonly visible: readonly PageSheet[];
  readonly near: readonly PageSheet[];
}

interface PageJob extends RenderJob {
  readonly sheet: PageSheet;
  readonly part: PagePart;
}

/** A part that is to be drawn, or is being drawn, kept so that a view that moves on does not begin it again. */
interface WantedDetail {
  readonly key: string;
  readonly part: PixelBox;
}

interface MeasuredSheet extends PagePixels {
  readonly sheet: PageSheet;
}

/** One that has at least this share of the pixels that it may have is not drawn again only to lie under a detail. */
const GOOD_ENOUGH = 1 / 4;

export class PageDrawing {
  readonly #document: OpenDocument;
  readonly #report: DrawingReport;
  readonly #pool: CanvasPool;
  readonly #queue: RenderQueue<PageJob>;
  readonly #details = new WeakMap<PageSheet, WantedDetail>();
  #sheets: SheetsInView = { visible: [], near: [] };
  readonly #stretch = new DrawingStretch();
  #replan = (): void => undefined;

  constructor(document: OpenDocument, report: DrawingReport, pool = new CanvasPool()) {
    this.#document = document;
    this.#report = report;
    this.#pool = pool;
    this.#queue = new RenderQueue(({ sheet, part }, error) => report.failed(sheet.page, part, error));
  }

  get idle(): boolean {
    return this.#queue.running === undefined;
  }

  /** To be called whenever sheets have come, gone or changed their size, or the view has moved. */
  plan(sheets: SheetsInView, layout: PageLayout, view: DrawnView): void {
    this.#replan = () => this.plan(sheets, layout, view);
    this.#stretch.moving = view.pace === 'hasty' || view.pace === 'moving';
    this.#keep(sheets);
    // A sheet whose true size is not known yet would be drawn at another scale a moment later.
    const ready = (sheet: PageSheet) => layout.knows(sheet.page) && !sheet.failed;
    const [seen, beside] = [sheets.visible.filter(ready), sheets.near.filter(ready)];
    const measured = (sheet: PageSheet): MeasuredSheet => ({
      sheet,
      ...pagePixels(sheet.page, layout, view.band, view.devicePixelRatio),
    });
    const [here, next] = [seen.map(measured), beside.map(measured)];
    const allotted = allotPixels(here.map(wantedPicture), next.map(wantedPicture), view.limits);

    const first: PageJob[] = [];
    const sharp: PageJob[] = [];
    const coarse: PageJob[] = [];
    const ahead: PageJob[] = [];
    for (const measure of [...here, ...next]) {
      const { sheet } = measure;
      const allotment = allotted.get(sheet.page);
      if (!allotment) {
        this.#giveBack(sheet.takeDetail(), sheet.takePicture());
        continue;
      }
      const urgent = here.includes(measure);
      const picture = this.#pictureJob(measure, allotment, layout, view, urgent);
      if (!urgent) ahead.push(...picture);
      else if (!sheet.painted) first.push(...picture);
      else if (allotment.detailPixels === undefined) sharp.push(...picture);
      else coarse.push(...picture);
      sharp.push(...this.#detailJob(measure, allotment, layout, view));
    }
    // Text is laid out by the browser in one go, which holds up a view that moves.
    const texts = (some: readonly PageSheet[], urgent: boolean) =>
      (view.pace === 'resting' ? some : []).flatMap((sheet) =>
        this.#textJob(sheet, layout.box(sheet.page).zoom, urgent),
      );
    this.#queue.plan([
      ...first,
      ...sharp,
      ...coarse,
      ...texts(seen, true),
      ...ahead,
      ...texts(beside, false),
    ]);
  }

  /** Stops drawing and gives all canvases back. */
  clear(): void {
    this.#replan = () => undefined;
    this.#queue.clear();
    this.#keep({ visible: [], near: [] });
  }

  #keep(sheets: SheetsInView): void {
    const kept = new Set([...sheets.visible, ...sheets.near]);
    for (const gone of [...this.#sheets.visible, ...this.#sheets.near]) {
      if (kept.has(gone)) continue;
      this.#giveBack(gone.takeDetail(), gone.takePicture());
      this.#document.releasePage?.(gone.page);
    }
    this.#sheets = sheets;
  }

  #giveBack(...canvases: readonly (HTMLCanvasElement | undefined)[]): void {
    for (const canvas of canvases) if (canvas) this.#pool.giveBack(canvas);
  }

  #pictureJob(
    { sheet, size, scale: full }: MeasuredSheet,
    { resolution, detailPixels }: Allotment,
    { rotation }: PageLayout,
    { limits }: DrawnView,
    urgent: boolean,
  ): PageJob[] {
    const scale = full * resolution;
    const key = `picture ${sheet.page} ${scale.toFixed(4)} ${rotation}`;
    const before = sheet.picture;
    if (before?.key === key) {
      if (detailPixels === undefined) this.#giveBack(sheet.takeDetail());
      return [];
    }
    const pixels = size.width * size.height * resolution ** 2;
    if (detailPixels !== undefined && before?.rotation === rotation) {
      const has = before.canvas.width * before.canvas.height;
      if (has <= pixels && has >= pixels * GOOD_ENOUGH) return [];
    }
    const run = async (signal: AbortSignal) => {
      const canvas = await this.#painted(pixels, limits, signal, (into) =>
        this.#draw(sheet, { canvas: into, scale, rotation, signal }),
      );
      this.#giveBack(sheet.setPicture({ canvas, key, rotation }));
      // Until now it was sharper than what was below.
      if (detailPixels === undefined) this.#giveBack(sheet.takeDetail());
      this.#report.painted(sheet.page);
    };
    return [{ key, sheet, part: 'picture', urgent, run }];
  }

  #detailJob(
    { sheet, size, inView, scale: full }: MeasuredSheet,
    { detailPixels }: Allotment,
    { rotation }: PageLayout,
    { travel, limits, pace }: DrawnView,
  ): PageJob[] {
    const before = sheet.detail;
    const stillShows = (area: PixelBox) =>
      before?.rotation === rotation && common(resized(before.part, before.page, size), area);
    if (!inView || !stillShows(inView)) this.#giveBack(sheet.takeDetail());
    if (!inView || detailPixels === undefined) {
      // One that is still there may go as soon as its pixels are needed.
      this.#details.delete(sheet);
      return [];
    }
    if (pace === 'hasty' || pace === 'beginning') return [];
    const keyOf = (part: PixelBox) =>
      ['detail', sheet.page, full.toFixed(4), rotation, part.x, part.y, part.width, part.height].join(' ');
    const stillGood = ({ key, part }: WantedDetail) =>
      key === keyOf(part) &&
      suffices(part, size, inView, travel) &&
      (before?.key === key || part.width * part.height <= detailPixels);
    const known = this.#details.get(sheet);
    const part = known && stillGood(known) ? known.part : detailRegion(size, inView, travel, detailPixels);
    const key = keyOf(part);
    this.#details.set(sheet, { key, part });
    if (sheet.detail?.key === key) return [];

    const resolution = Math.min(1, Math.sqrt(detailPixels / (part.width * part.height)));
    const region = {
      x: part.x / full,
      y: part.y / full,
      width: part.width / full,
      height: part.height / full,
    };
    const pixels = part.width * part.height * resolution ** 2;
    const run = async (signal: AbortSignal) => {
      const scale = full * resolution;
      const canvas = await this.#painted(pixels, limits, signal, (into) =>
        this.#draw(sheet, { canvas: into, region, scale, rotation, signal }),
      );
      this.#giveBack(sheet.setDetail({ canvas, key, rotation, part, page: size }));
    };
    return [{ key, sheet, part: 'picture', urgent: true, run }];
  }

  #draw({ page }: PageSheet, painting: PagePainting): Promise<void> {
    return this.#document.renderPage(page, { ...painting, stretch: this.#stretch.milliseconds });
  }

  /** A canvas with a new picture; none is left over when it does not come to that. */
  async #painted(
    pixels: number,
    limits: CanvasLimits,
    signal: AbortSignal,
    paint: (canvas: HTMLCanvasElement) => Promise<void>,
  ): Promise<HTMLCanvasElement> {
    const missed = this.#makeRoom(pixels, limits);
    const canvas = this.#pool.take();
    try {
      await paint(canvas);
      signal.throwIfAborted();
    } catch (error) {
      this.#pool.giveBack(canvas);
      throw error;
    }
    // What had to go may have been wanted, and there is room again once this one has replaced another.
    if (missed) queueMicrotask(() => this.#replan());
    return canvas;
  }

  /** Takes away what nobody looks at, or what is out of date. Says whether there was need. */
  #makeRoom(pixels: number, { totalPixels }: CanvasLimits): boolean {
    const { visible, near } = this.#sheets;
    const spare = [
      ...near.toReversed().map((sheet) => () => sheet.takePicture()),
      ...visible
        .filter((sheet) => sheet.detail?.key !== this.#details.get(sheet)?.key)
        .map((sheet) => () => sheet.takeDetail()),
    ];
    let taken = false;
    for (const take of spare) {
      if (this.#pool.live < MAX_CANVASES && this.#pool.pixels + pixels <= totalPixels) break;
      const canvas = take();
      this.#giveBack(canvas);
      taken ||= canvas !== undefined;
    }
    return taken;
  }

  #textJob(sheet: PageSheet, scale: number, urgent: boolean): PageJob[] {
    if (sheet.hasText) return [];
    const run = async (signal: AbortSignal) => {
      const container = sheet.text;
      try {
        await this.#document.renderText(sheet.page, { container, scale, signal });
        signal.throwIfAborted();
      } catch (error) {
        container.replaceChildren();
        // One that failed is not tried again while the sheet is there.
        sheet.hasText = !signal.aborted;
        if (sheet.hasText) this.#report.lettered(sheet);
        throw error;
      }
      sheet.hasText = true;
      this.#report.lettered(sheet);
    };
    return [{ key: `text ${sheet.page}`, sheet, part: 'text', urgent, run }];
  }
}

function wantedPicture({ sheet, size, inView }: MeasuredSheet): WantedPicture {
  return { page: sheet.page, ...size, pixelsInView: inView ? inView.width * inView.height : 0 };
}
