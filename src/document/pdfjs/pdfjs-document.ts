/** An open PDF, drawn by pdf.js: hands out its pages. What is done with one has a file of its own. */
import type { PDFDocumentLoadingTask, PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist';
import type { OpenDocument, PageLink, PagePainting, PageSize, PageText } from '../document-engine.js';
import type { Lifeline } from './lifeline.js';
import { sizeOf } from './page-geometry.js';
import { renderPicture } from './page-picture.js';
import { renderText } from './page-text.js';
import type { Pdfjs } from './pdfjs-module.js';

export interface DocumentLife {
  /** Cut when the file turns out to be of no use: nobody is left waiting. */
  readonly lifeline: Lifeline;
  /** After each page that has been drawn. */
  painted(): void;
  /** Frees what pdf.js holds of it, and resolves when that is done. */
  end(): Promise<void>;
}

export class PdfjsDocument implements OpenDocument {
  readonly pageCount: number;
  readonly firstPageSize: PageSize;
  readonly #pdfjs: Pdfjs;
  readonly #pdf: PDFDocumentProxy;
  readonly #life: DocumentLife;
  readonly #held = new Set<number>();
  #closing: Promise<void> | undefined;

  private constructor(pdfjs: Pdfjs, pdf: PDFDocumentProxy, first: PDFPageProxy, life: DocumentLife) {
    this.#pdfjs = pdfjs;
    this.#pdf = pdf;
    this.#life = life;
    this.pageCount = pdf.numPages;
    this.firstPageSize = sizeOf(first);
  }

  static async from(pdfjs: Pdfjs, task: PDFDocumentLoadingTask, life: DocumentLife): Promise<PdfjsDocument> {
    const pdf = await life.lifeline.hold(task.promise);
    const first = await life.lifeline.hold(pdf.getPage(1));
    return new PdfjsDocument(pdfjs, pdf, first, life);
  }

  async pageSize(page: number): Promise<PageSize> {
    return sizeOf(await this.#page(page));
  }

  async renderPage(page: number, painting: PagePainting): Promise<void> {
    this.#held.add(page);
    const proxy = await this.#page(page);
    painting.signal.throwIfAborted();
    await this.#life.lifeline.hold(renderPicture(this.#pdfjs, proxy, painting));
    this.#life.painted();
  }

  async renderText(page: number, text: PageText): Promise<void> {
    const proxy = await this.#page(page);
    await this.#life.lifeline.hold(renderText(this.#pdfjs, proxy, text));
  }

  async pageLinks(page: number, signal: AbortSignal): Promise<readonly PageLink[]> {
    const [{ linksOf }, proxy] = await Promise.all([import('./page-links.js'), this.#page(page)]);
    signal.throwIfAborted();
    return this.#life.lifeline.hold(linksOf(this.#pdf, proxy, signal));
  }

  async pageText(page: number, signal: AbortSignal): Promise<string> {
    const [{ wordsOf }, proxy] = await Promise.all([import('./page-words.js'), this.#page(page)]);
    signal.throwIfAborted();
    const words = await this.#life.lifeline.hold(wordsOf(proxy, signal));
    // A search passes through all pages, and none of them is to be kept for that.
    if (!this.#held.has(page)) proxy.cleanup();
    return words;
  }

  releasePage(page: number): void {
    if (!this.#held.delete(page) || this.#closing) return;
    void this.#pdf.getPage(page).then(
      (proxy) => proxy.cleanup(),
      () => undefined,
    );
  }

  close(): Promise<void> {
    this.#closing ??= this.#life.end();
    return this.#closing;
  }

  #page(page: number): Promise<PDFPageProxy> {
    return this.#life.lifeline.hold(this.#pdf.getPage(page));
  }
}
