/** An open PDF, drawn by pdf.js. */
import type { PDFDocumentLoadingTask, PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist';
import type { OpenDocument, PagePainting, PageSize, PageText } from '../document-engine.js';
import type { Pdfjs } from './pdfjs-module.js';

/** PDF counts 72 units to the inch (ISO 32000-2, 8.3.2.3), CSS 96 pixels. */
const CSS_PIXELS_PER_UNIT = 96 / 72;

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

  async renderPage(page: number, { canvas, scale, signal }: PagePainting): Promise<void> {
    this.#held.add(page);
    const proxy = await this.#pdf.getPage(page);
    signal.throwIfAborted();
    const natural = sizeOf(proxy);
    const viewport = proxy.getViewport({ scale: scale * CSS_PIXELS_PER_UNIT });
    canvas.width = Math.max(1, Math.round(natural.width * scale));
    canvas.height = Math.max(1, Math.round(natural.height * scale));
    const rendering = proxy.render({
      canvas,
      viewport,
      // Fills the last part of a pixel that rounding has left.
      transform: [canvas.width / viewport.width, 0, 0, canvas.height / viewport.height, 0, 0],
      // Everything that belongs to the page's looks is drawn, form values and stamps as well, and
      // nothing can be filled in or pressed: what is seen is what the file says.
      annotationMode: this.#pdfjs.AnnotationMode.ENABLE,
    });
    await untilAborted(rendering.promise, signal, () => rendering.cancel());
  }

  async renderText(page: number, { container, scale, signal }: PageText): Promise<void> {
    const proxy = await this.#pdf.getPage(page);
    const content = await proxy.getTextContent({ includeMarkedContent: true, disableNormalization: true });
    signal.throwIfAborted();
    if (content.lang) container.lang = content.lang;
    container.style.setProperty(
      '--total-scale-factor',
      `calc(var(--document-zoom) * ${CSS_PIXELS_PER_UNIT * proxy.userUnit})`,
    );
    const layer = new this.#pdfjs.TextLayer({
      textContentSource: content,
      container,
      viewport: proxy.getViewport({ scale: scale * CSS_PIXELS_PER_UNIT }),
    });
    await untilAborted(layer.render(), signal, () => layer.cancel());
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

function sizeOf(page: PDFPageProxy): PageSize {
  const { width, height } = page.getViewport({ scale: CSS_PIXELS_PER_UNIT });
  return { width, height };
}

/** pdf.js cancels by a method and rejects with errors of its own; callers know signals. */
async function untilAborted<T>(work: Promise<T>, signal: AbortSignal, cancel: () => void): Promise<T> {
  signal.addEventListener('abort', cancel, { once: true });
  try {
    const result = await work;
    signal.throwIfAborted();
    return result;
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    signal.removeEventListener('abort', cancel);
  }
}
