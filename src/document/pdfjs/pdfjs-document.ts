/** An open PDF, drawn by pdf.js: hands out its pages. What is done with one has a file of its own. */
import type { PDFDocumentLoadingTask, PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist';
import type { OpenDocument, PagePainting, PageSize, PageText } from '../document-engine.js';
import { sizeOf } from './page-geometry.js';
import { renderPicture } from './page-picture.js';
import { renderText } from './page-text.js';
import type { Pdfjs } from './pdfjs-module.js';

export class PdfjsDocument implements OpenDocument {
  readonly pageCount: number;
  readonly firstPageSize: PageSize;
  readonly #pdfjs: Pdfjs;
  readonly #task: PDFDocumentLoadingTask;
  readonly #pdf: PDFDocumentProxy;
  readonly #onClose: () => void;
  readonly #held = new Set<number>();
  #closing: Promise<void> | undefined;

  private constructor(
    pdfjs: Pdfjs,
    task: PDFDocumentLoadingTask,
    pdf: PDFDocumentProxy,
    first: PDFPageProxy,
    onClose: () => void,
  ) {
    this.#pdfjs = pdfjs;
    this.#task = task;
    this.#pdf = pdf;
    this.#onClose = onClose;
    this.pageCount = pdf.numPages;
    this.firstPageSize = sizeOf(first);
  }

  static async from(pdfjs: Pdfjs, task: PDFDocumentLoadingTask, onClose: () => void): Promise<PdfjsDocument> {
    const pdf = await task.promise;
    return new PdfjsDocument(pdfjs, task, pdf, await pdf.getPage(1), onClose);
  }

  async pageSize(page: number): Promise<PageSize> {
    return sizeOf(await this.#pdf.getPage(page));
  }

  async renderPage(page: number, painting: PagePainting): Promise<void> {
    this.#held.add(page);
    const proxy = await this.#pdf.getPage(page);
    painting.signal.throwIfAborted();
    await renderPicture(this.#pdfjs, proxy, painting);
  }

  async renderText(page: number, text: PageText): Promise<void> {
    await renderText(this.#pdfjs, await this.#pdf.getPage(page), text);
  }

  releasePage(page: number): void {
    if (!this.#held.delete(page) || this.#closing) return;
    void this.#pdf.getPage(page).then(
      (proxy) => proxy.cleanup(),
      () => undefined,
    );
  }

  close(): Promise<void> {
    this.#closing ??= this.#task.destroy().finally(this.#onClose);
    return this.#closing;
  }
}
