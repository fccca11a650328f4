/**
 * Where each page lies in the scrolled column, at any zoom. A page whose size is not known yet is
 * taken to be as large as the first one. Pure: numbers in, numbers out.
 */
import type { PageSize, Rotation } from './document-engine.js';
import { PageOffsets } from './page-offsets.js';

export const MIN_ZOOM = 0.25;
export const MAX_ZOOM = 4;

/** `'fit'`: as wide as the view allows. `'page'`: so that a whole page is seen. A number: 1 is 100 %. */
export type Zoom = number | 'fit' | 'page';

/** What the column is laid out for. Lengths in CSS pixels. */
export interface ViewGeometry {
  readonly width: number;
  readonly height: number;
  readonly zoom: Zoom;
  readonly devicePixelRatio: number;
  /** @defaultValue 0 */
  readonly rotation?: Rotation;
}

export interface PageBox {
  readonly top: number;
  readonly left: number;
  readonly width: number;
  readonly height: number;
  /** Zoom of this page: a page that is wider than the first is drawn smaller when the view is to fit. */
  readonly zoom: number;
}

/** Space around each page. */
const MARGIN = 12;

/**
 * No page takes less of the column than this part of the view, so that there are never more than six
 * pages in view, and each of them can have a canvas whatever the document is like.
 */
const LEAST_SHARE = 1 / 5;

export class PageLayout {
  readonly pageCount: number;
  readonly #firstPageSize: PageSize;
  readonly #sizes = new Map<number, PageSize>();
  #widest: number;
  #tallest: number;
  #view: ViewGeometry = { width: 0, height: 0, zoom: 1, devicePixelRatio: 1 };
  #offsets: PageOffsets;

  constructor(pageCount: number, firstPageSize: PageSize) {
    this.pageCount = pageCount;
    this.#firstPageSize = firstPageSize;
    this.#widest = firstPageSize.width;
    this.#tallest = firstPageSize.height;
    this.#offsets = this.#measureAll();
  }

  /** Lays everything out anew for another view or another zoom. */
  arrange(view: ViewGeometry): void {
    this.#view = view;
    this.#offsets = this.#measureAll();
  }

  /** The true size of a page, as the document turns it. */
  learn(page: number, size: PageSize): void {
    if (this.#sizes.has(page)) return;
    this.#sizes.set(page, size);
    this.#widest = Math.max(this.#widest, size.width);
    this.#tallest = Math.max(this.#tallest, size.height);
    const slot = this.#slotOf(this.#turned(size));
    if (slot !== this.#offsets.height(page)) this.#offsets.setHeight(page, slot);
  }

  get rotation(): Rotation {
    return this.#view.rotation ?? 0;
  }

  knows(page: number): boolean {
    return this.#sizes.has(page);
  }

  /** The zoom of the first page, and of every other that is not too wide. */
  get zoom(): number {
    return this.#zoomFor(this.#turned(this.#firstPageSize));
  }

  get contentHeight(): number {
    return this.#offsets.total + MARGIN;
  }

  get contentWidth(): number {
    if (typeof this.#view.zoom !== 'number') return this.#view.width;
    const widest = this.#turned({ width: this.#widest, height: this.#tallest }).width;
    return Math.max(this.#view.width, this.#snap(widest * this.zoom) + 2 * MARGIN);
  }

  /** Where a page's share of the column begins, its margin included. */
  slotTop(page: number): number {
    return this.#offsets.start(page);
  }

  slotHeight(page: number): number {
    return this.#offsets.height(page);
  }

  pageAt(offset: number): number {
    return this.#offsets.pageAt(offset);
  }

  box(page: number): PageBox {
    const size = this.#turned(this.#sizes.get(page) ?? this.#firstPageSize);
    const zoom = this.#zoomFor(size);
    const width = this.#snap(size.width * zoom);
    return {
      top: this.#snap(this.slotTop(page) + MARGIN),
      left: this.#snap((this.contentWidth - width) / 2),
      width,
      height: this.#snap(size.height * zoom),
      zoom,
    };
  }

  /** All sizes are kept as the document turns its pages, and turned as the reader does when they are used. */
  #turned(size: PageSize): PageSize {
    return this.rotation % 180 === 0 ? size : { width: size.height, height: size.width };
  }

  #zoomFor(size: PageSize): number {
    const { width, height, zoom } = this.#view;
    if (typeof zoom === 'number') return Math.min(MAX_ZOOM, Math.max(MIN_ZOOM, zoom));
    const room = Math.max(1, width - 2 * MARGIN);
    const across = Math.min(MAX_ZOOM, room / Math.max(size.width, this.#turned(this.#firstPageSize).width));
    if (zoom === 'fit') return across;
    return Math.min(across, Math.max(1, height - 2 * MARGIN) / size.height);
  }

  #slotOf(size: PageSize): number {
    const paper = this.#snap(size.height * this.#zoomFor(size));
    return Math.max(paper + MARGIN, Math.ceil(this.#view.height * LEAST_SHARE));
  }

  /** Onto whole device pixels: a canvas that lies between two is blurred. */
  #snap(length: number): number {
    const ratio = this.#view.devicePixelRatio;
    return Math.round(length * ratio) / ratio;
  }

  #measureAll(): PageOffsets {
    const offsets = new PageOffsets(this.pageCount, this.#slotOf(this.#turned(this.#firstPageSize)));
    for (const [page, size] of this.#sizes) {
      const slot = this.#slotOf(this.#turned(size));
      if (slot !== offsets.height(page)) offsets.setHeight(page, slot);
    }
    return offsets;
  }
}
