/** Draws pictures and text onto the sheets that are in the view, in the order in which they are missed. */
import { allotResolutions } from './canvas-budget.js';
import { CanvasPool } from './canvas-pool.js';
import type { OpenDocument } from './document-engine.js';
import type { PageLayout } from './page-layout.js';
import type { PageSheet } from './page-sheet.js';
import { type RenderJob, RenderQueue } from './render-queue.js';

export type PagePart = 'picture' | 'text';

export interface DrawingReport {
  painted(page: number): void;
  failed(page: number, part: PagePart, error: unknown): void;
}

interface PageJob extends RenderJob {
  readonly sheet: PageSheet;
  readonly part: PagePart;
}

/** All sheets there are, most wanted first. */
export interface SheetsInView {
  readonly visible: readonly PageSheet[];
  readonly near: readonly PageSheet[];
}

export class PageDrawing {
  readonly #document: OpenDocument;
  readonly #report: DrawingReport;
  readonly #pool: CanvasPool;
  readonly #queue: RenderQueue<PageJob>;
  #sheets = new Set<PageSheet>();

  constructor(document: OpenDocument, report: DrawingReport, pool = new CanvasPool()) {
    this.#document = document;
    this.#report = report;
    this.#pool = pool;
    this.#queue = new RenderQueue(({ sheet, part }, error) => report.failed(sheet.page, part, error));
  }

  /** To be called whenever sheets have come, gone or changed their size. */
  plan({ visible, near }: SheetsInView, layout: PageLayout, devicePixelRatio: number): void {
    this.#forgetAllBut([...visible, ...near]);
    // A sheet whose true size is not known yet would be drawn at another scale a moment later.
    const ready = (sheet: PageSheet) => layout.knows(sheet.page) && !sheet.failed;
    const scaleOf = ({ page }: PageSheet) => layout.box(page).zoom * devicePixelRatio;
    const pixelsOf = (sheet: PageSheet) => {
      const { width, height } = layout.box(sheet.page);
      return { page: sheet.page, pixels: Math.max(1, width * height * devicePixelRatio ** 2) };
    };
    const seen = visible.filter(ready);
    const beside = near.filter(ready);
    const resolutions = allotResolutions(seen.map(pixelsOf), beside.map(pixelsOf));
    const pictures = (sheets: readonly PageSheet[], urgent: boolean) =>
      sheets.flatMap((sheet) => {
        const resolution = resolutions.get(sheet.page);
        if (resolution === undefined) {
          this.#takePicture(sheet);
          return [];
        }
        return this.#pictureJob(sheet, scaleOf(sheet) * resolution, urgent);
      });
    const texts = (sheets: readonly PageSheet[], urgent: boolean) =>
      sheets.flatMap((sheet) => this.#textJob(sheet, layout.box(sheet.page).zoom, urgent));
    this.#queue.plan([
      ...pictures(seen, true),
      ...texts(seen, true),
      ...pictures(beside, false),
      ...texts(beside, false),
    ]);
  }

  /** Stops drawing and gives all canvases back. */
  clear(): void {
    this.#queue.clear();
    this.#forgetAllBut([]);
  }

  #forgetAllBut(kept: readonly PageSheet[]): void {
    const sheets = new Set(kept);
    for (const gone of this.#sheets) {
      if (sheets.has(gone)) continue;
      this.#takePicture(gone);
      this.#document.releasePage?.(gone.page);
    }
    this.#sheets = sheets;
  }

  #takePicture(sheet: PageSheet): void {
    const picture = sheet.takePicture();
    if (picture) this.#pool.giveBack(picture);
  }

  #pictureJob(sheet: PageSheet, scale: number, urgent: boolean): PageJob[] {
    const key = `picture ${sheet.page} ${scale.toFixed(4)}`;
    if (sheet.pictureKey === key) return [];
    const run = async (signal: AbortSignal) => {
      const canvas = this.#pool.take();
      try {
        await this.#document.renderPage(sheet.page, { canvas, scale, signal });
        signal.throwIfAborted();
      } catch (error) {
        this.#pool.giveBack(canvas);
        throw error;
      }
      const before = sheet.setPicture(canvas, key);
      if (before) this.#pool.giveBack(before);
      this.#report.painted(sheet.page);
    };
    return [{ key, sheet, part: 'picture', urgent, run }];
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
        throw error;
      }
      sheet.hasText = true;
    };
    return [{ key: `text ${sheet.page}`, sheet, part: 'text', urgent, run }];
  }
}
