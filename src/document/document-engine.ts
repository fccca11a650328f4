/**
 * What the viewer asks of whatever draws documents. It names no PDF library: `pdfjs/` is one answer,
 * a test's stand-in is another, and a host may bring its own.
 */

/** Of a page at 100 %, in CSS pixels (96 to the inch), turned as the page is to be read. */
export interface PageSize {
  readonly width: number;
  readonly height: number;
}

/** Clockwise, in degrees, on top of what the document itself asks for. */
export type Rotation = 0 | 90 | 180 | 270;

/** A rectangle on a page at 100 %, in CSS pixels from the top left of the page as it is turned. */
export interface PageRegion {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** How to draw a page. */
export interface PagePainting {
  /**
   * Gets its size from the engine: that of the page, or of the `region` of it, × `scale`, rounded, and at
   * least one pixel each way.
   */
  readonly canvas: HTMLCanvasElement;
  /** Only this part; the whole page without it. */
  readonly region?: PageRegion;
  /** @defaultValue 0 */
  readonly rotation?: Rotation;
  /** Canvas pixels per CSS pixel at 100 %: zoom × device pixel ratio. */
  readonly scale: number;
  /**
   * For how many milliseconds it may draw at a stretch, asked before each: between two of them the browser makes a
   * frame. An engine that cannot be told draws as it does.
   */
  readonly stretch?: () => number;
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

/** Where a link leads to, once it is known to be harmless. */
export type LinkTarget =
  | { readonly type: 'url'; readonly href: string }
  /**
   * In the document itself. It is looked up when somebody goes there: a table of contents would else ask for
   * every page that it names. Nothing when there is no such place.
   */
  | { readonly type: 'place'; find(): Promise<PagePlace | undefined> };

export interface PagePlace {
  readonly page: number;
  /** In CSS pixels at 100 %, from the top edge of the page as the document turns it. */
  readonly top: number;
}

/** A link on a page. What leads nowhere safe is none: scripts, files and programs of the reader's machine. */
export interface PageLink {
  /** On the page as the document turns it. */
  readonly region: PageRegion;
  readonly target: LinkTarget;
  /** What it says, where the document tells it. */
  readonly name?: string;
  /** An element of the page's text that has this among its `data-links` holds the words of the link. */
  readonly id?: string;
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

  /** The links of a page, in reading order. Without it pages have none. */
  pageLinks?(page: number, signal: AbortSignal): Promise<readonly PageLink[]>;

  /** What a page says, in reading order: to be searched. Empty for a picture of paper. */
  pageText?(page: number, signal: AbortSignal): Promise<string>;

  /** The page has left the view: what is kept for drawing it again may go. */
  releasePage?(page: number): void;

  /** Frees everything; work under way ends with an error. More than one call does no harm. */
  close(): Promise<void>;
}

/**
 * A document's file while it comes, as an engine sees it. What an array is given for is the engine's own: it may leave
 * nothing in it. All reject with what makes the file unusable, and so does `proven`, once and for all.
 */
export interface DocumentBytes {
  readonly sizeBytes: number;

  /** Resolves when all of it has come and is the file of the task. Until then pages are shown, and not signed. */
  readonly proven: Promise<void>;

  /** How it begins. Of a small file it is all; it can be nothing. To be taken once. */
  head(): Promise<Uint8Array<ArrayBuffer>>;

  /**
   * A part that is needed sooner than it comes by itself, from `begin` up to and without `end`.
   * @returns nothing when the follower has been given the part, or its head was in it
   */
  read(begin: number, end: number): Promise<Uint8Array<ArrayBuffer> | undefined>;

  /** To be told what comes after the head, in order, piece by piece. One can; for it everything waits that came before. */
  follow(take: (piece: Uint8Array<ArrayBuffer>) => void): void;

  /** Now is the time for what nobody has asked for: a page has been painted. More than one call does no harm. */
  fetchRest(): void;

  /** All of it, proven: in place of everything above. */
  whole(): Promise<Uint8Array<ArrayBuffer>>;

  /** The same file once more, from its beginning: for an engine that has lost what it was given. */
  again(): DocumentBytes;
}

/** Opens documents. */
export interface DocumentEngine {
  /**
   * @throws {DocumentError} `document-unreadable`, `document-unsupported`, `too-large`, `service-unavailable`
   * @throws what the bytes reject with. When they do so later, work on pages ends with the same
   */
  open(bytes: DocumentBytes, signal: AbortSignal): Promise<OpenDocument>;
}
