/**
 * Small pictures of pages, as images and not as canvases: of those a browser allows few, and the pages themselves
 * need them. One is drawn at a time, and only while nothing else is to be drawn.
 */
import type { OpenDocument, PageSize, Rotation } from '../document-engine.js';

export interface ThumbnailSource {
  readonly document: OpenDocument;
  /** How far the reader has turned the pages. */
  readonly rotation: Rotation;
  /** Whether the pages in the view are all drawn: they go first. */
  idle(): boolean;
  /** Whether the view has this page, and what the engine keeps for it has to stay. */
  holds(page: number): boolean;
}

/** In CSS pixels. */
export interface ThumbnailBox {
  readonly width: number;
  readonly height: number;
}

/** Kept for scrolling back and forth: a few hundred kilobytes. */
const MOST_KEPT = 60;

export class Thumbnails {
  readonly #source: ThumbnailSource;
  readonly #box: ThumbnailBox;
  readonly #changed: () => void;
  readonly #addresses = new Map<number, string>();
  readonly #failed = new Set<number>();
  #wanted: readonly number[] = [];
  #running = false;

  /** @param changed when one has come */
  constructor(source: ThumbnailSource, box: ThumbnailBox, changed: () => void) {
    this.#source = source;
    this.#box = box;
    this.#changed = changed;
  }

  /** The address of the picture, once it is there. */
  get(page: number): string | undefined {
    return this.#addresses.get(page);
  }

  /** Those that are in view now; what was wanted before is no longer. */
  want(pages: readonly number[]): void {
    this.#wanted = pages;
    this.#letGoOfOldest();
    if (!this.#running) void this.#run();
  }

  clear(): void {
    this.#wanted = [];
    for (const address of this.#addresses.values()) URL.revokeObjectURL(address);
    this.#addresses.clear();
  }

  get #next(): number | undefined {
    return this.#wanted.find((page) => !this.#addresses.has(page) && !this.#failed.has(page));
  }

  async #run(): Promise<void> {
    this.#running = true;
    const canvas = document.createElement('canvas');
    while (this.#next !== undefined) {
      if (this.#source.idle()) await this.#draw(this.#next, canvas);
      else await frame();
    }
    canvas.width = canvas.height = 0;
    this.#running = false;
  }

  async #draw(page: number, canvas: HTMLCanvasElement): Promise<void> {
    const stop = new AbortController();
    const watching = this.#watch(page, stop);
    try {
      const { document, rotation } = this.#source;
      const size = turned(await document.pageSize(page), rotation);
      const fit = Math.min(this.#box.width / size.width, this.#box.height / size.height);
      const scale = fit * Math.min(devicePixelRatio, 2);
      await document.renderPage(page, { canvas, rotation, scale, signal: stop.signal });
      stop.signal.throwIfAborted();
      const picture = await new Promise<Blob | null>((done) => canvas.toBlob(done));
      if (!picture) throw new Error('The picture cannot be kept.');
      if (!this.#wanted.includes(page)) return;
      this.#addresses.set(page, URL.createObjectURL(picture));
      this.#changed();
    } catch {
      // One that made way is drawn when there is time; for one that cannot be drawn its number has to do.
      if (!stop.signal.aborted) this.#failed.add(page);
    } finally {
      watching.end();
      if (!this.#source.holds(page)) this.#source.document.releasePage?.(page);
    }
  }

  /** Stops the drawing of one that is no longer in view, or when the view has something to draw. */
  #watch(page: number, stop: AbortController): { end(): void } {
    let request = 0;
    const look = () => {
      if (!this.#source.idle() || !this.#wanted.includes(page)) stop.abort();
      else request = requestAnimationFrame(look);
    };
    request = requestAnimationFrame(look);
    return { end: () => cancelAnimationFrame(request) };
  }

  #letGoOfOldest(): void {
    for (const [page, address] of this.#addresses) {
      if (this.#addresses.size <= MOST_KEPT) return;
      if (this.#wanted.includes(page)) continue;
      URL.revokeObjectURL(address);
      this.#addresses.delete(page);
    }
  }
}

export function turned({ width, height }: PageSize, rotation: Rotation): PageSize {
  return rotation % 180 === 0 ? { width, height } : { width: height, height: width };
}

function frame(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => resolve()));
}
