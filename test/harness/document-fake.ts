/** Documents that draw nothing, of any length: what the viewer asks of them is noted. */
import type { OpenDocument, PagePainting, PageSize, PageText } from '../../src/document/document-engine.js';

export interface FakeDocumentOptions {
  readonly pageCount: number;
  readonly sizeOf?: (page: number) => PageSize;
  /** Called before a picture is done: what it throws, the page fails with; it may make it wait. */
  readonly onRender?: (page: number, signal: AbortSignal) => Promise<void> | void;
}

const A4: PageSize = { width: 794, height: 1123 };

export class FakeDocument implements OpenDocument {
  readonly pageCount: number;
  readonly firstPageSize: PageSize;
  /** Pages in the order in which their pictures were begun. */
  readonly begun: number[] = [];
  readonly released: number[] = [];
  readonly cancelled: number[] = [];
  readonly #sizeOf: (page: number) => PageSize;
  readonly #onRender: FakeDocumentOptions['onRender'];

  constructor({ pageCount, sizeOf = () => A4, onRender }: FakeDocumentOptions) {
    this.pageCount = pageCount;
    this.#sizeOf = sizeOf;
    this.#onRender = onRender;
    this.firstPageSize = sizeOf(1);
  }

  async pageSize(page: number): Promise<PageSize> {
    return this.#sizeOf(page);
  }

  async renderPage(page: number, { canvas, scale, signal }: PagePainting): Promise<void> {
    this.begun.push(page);
    signal.addEventListener('abort', () => this.cancelled.push(page));
    await this.#onRender?.(page, signal);
    signal.throwIfAborted();
    const { width, height } = this.#sizeOf(page);
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
  }

  async renderText(page: number, { container }: PageText): Promise<void> {
    const line = document.createElement('span');
    line.textContent = `Text of page ${page}`;
    container.append(line);
  }

  releasePage(page: number): void {
    this.released.push(page);
  }

  async close(): Promise<void> {}
}
