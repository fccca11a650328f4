/**
 * What the viewer asks of whatever draws documents. It names no PDF library: `pdfjs/` is one answer,
 * a test's stand-in is another, and a host may bring its own.
 */

/** Of a page at 100 %, in CSS pixels (96 to the inch), turned as the page is to be read. */
export interface PageSize {
  readonly width: number;
  readonly height: number;
}

/** How to draw a page. */
export interface PagePainting {
  /** Gets its size from the engine: the page's size × `scale`, rounded, and at least one pixel each way. */
  readonly canvas: HTMLCanvasElement;
  /** Canvas pixels per CSS pixel at 100 %: zoom × device pixel ratio. */
  readonly scale: number;
  readonly signal: AbortSignal;
}

/** How to lay a page's text over its picture. */
export interface PageText {
  /**
   * An empty element that covers the page exactly. What is put in follows the custom property
   * `--document-zoom` (1 at 100 %), which the viewer changes without another call.
   */
  readonly container: HTMLElement;
  /** The zoom at the time, for what has to be measured at a real size. */
  readonly scale: number;
  readonly signal: AbortSignal;
}

/** A document that has been opened. Pages are counted from 1. */
export interface OpenDocument {
  readonly pageCount: number;
  /** What a page is taken to measure until its own size is known. */
  readonly firstPageSize: PageSize;

  pageSize(page: number): Promise<PageSize>;

  /** Draws a page on white. Rejects with the signal's reason when aborted. */
  renderPage(page: number, painting: PagePainting): Promise<void>;

  /** Puts the text of a page, in reading order, where it is seen. Rejects with the signal's reason when aborted. */
  renderText(page: number, text: PageText): Promise<void>;

  /** The page has left the view: what is kept for drawing it again may go. */
  releasePage?(page: number): void;

  /** Frees everything; work under way ends with an error. More than one call does no harm. */
  close(): Promise<void>;
}

/** Opens documents. */
export interface DocumentEngine {
  /**
   * @param bytes the whole file. The engine takes it over: the array is empty afterwards
   * @throws {DocumentError} `document-unreadable`, `document-unsupported`, `too-large`, `service-unavailable`
   */
  open(bytes: Uint8Array, signal: AbortSignal): Promise<OpenDocument>;
}
