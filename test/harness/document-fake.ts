/** Documents that draw nothing, of any length: what the viewer asks of them is noted. */
import type { OpenDocument, PagePainting, PageSize, PageText } from '../../src/document/document-engine.js';

export interface FakeDocumentOptions {
  readonly pageCount: number;
  readonly sizeOf?: (page: number) => PageSize;
  /** Called before a picture is done: what it throws, the page fails with; it may make it wait. */
  readonly onRender?: (page: number, signal: AbortSignal) => Promise<void> | void;
}

/** What was asked for, without where it goes. */
export type NotedPainting = Omit<PagePainting, 'canvas' | 'signal' | 'stretch'> & { readonly page: number };

const A4: PageSize = { width: 794, height: 1123 };

export class FakeDocument implements OpenDocument {
  readonly pageCount: number;
  readonly firstPageSize: PageSize;
  /** Pages in the order in which their pictures were begun. */
  readonly begun: number[] = [];
  /** The same, with how they were to be drawn. */
  readonly paintings: NotedPainting[] = [];
  /** Asks how long the last picture may be drawn at a stretch. */
  stretch: () => number = () => Infinity;
  readonly released: number[] = [];
  readonly cancelled: number[] = [];
  /** Everything that was asked for, in order: `picture 1`, `text 1`, `size 2`. */
  readonly asked: string[] = [];
  readonly #sizeOf: (page: number) => PageSize;
  readonly #onRender: FakeDocumentOptions['onRender'];

  constructor({ pageCount, sizeOf = () => A4, onRender }: FakeDocumentOptions) {
    this.pageCount = pageCount;
    this.#sizeOf = sizeOf;
    this.#onRender = onRender;
    this.firstPageSize = sizeOf(1);
  }

  async pageSize(page: number): Promise<PageSize> {
    this.asked.push(`size ${page}`);
    return this.#sizeOf(page);
  }

  async renderPage(page: number, painting: PagePainting): Promise<void> {
    const { canvas, signal, stretch, ...noted } = painting;
    if (stretch) this.stretch = stretch;
    this.begun.push(page);
    this.paintings.push({ page, ...noted });
    this.asked.push(`picture ${page}`);
    signal.addEventListener('abort', () => this.cancelled.push(page));
    // As a real one does: the pixels are there before anything is drawn on them.
    const { scale, rotation = 0, region } = noted;
    const { width, height } = this.#sizeOf(page);
    const turned = rotation % 180 === 0 ? { width, height } : { width: height, height: width };
    canvas.width = Math.round((region ?? turned).width * scale);
    canvas.height = Math.round((region ?? turned).height * scale);
    await this.#onRender?.(page, signal);
    signal.throwIfAborted();
  }

  async renderText(page: number, { container }: PageText): Promise<void> {
    this.asked.push(`text ${page}`);
    const line = document.createElement('span');
    line.textContent = `Text of page ${page}`;
    container.append(line);
  }

  releasePage(page: number): void {
    this.released.push(page);
  }

  async close(): Promise<void> {}
}
