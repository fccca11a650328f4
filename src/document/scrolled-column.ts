/** The column of pages in its scrolled view: what of it is in view, and how that is kept or changed. Draws nothing. */
import type { PixelBox } from './detail-region.js';
import type { Rotation } from './document-engine.js';
import { anchorAt, type Point, pointOf, turnedAnchor } from './page-anchor.js';
import type { PageLayout } from './page-layout.js';

/** What stays where it is when everything is laid out anew. */
export interface Hold {
  /** The point of the view. */
  readonly at: Point;
  /** What of the column it shows, where that is not what is laid out there. */
  readonly place?: Point;
  /** Every page is turned by this. */
  readonly turn?: Rotation;
}

/** Of the view: so much of what comes before is still seen. */
const BELOW_EDGE = 1 / 8;

export class ScrolledColumn {
  readonly #scroller: HTMLElement;
  readonly #column: HTMLElement;
  readonly #layout: PageLayout;
  #goal: { readonly page: number; readonly top: number } | undefined;

  constructor(scroller: HTMLElement, column: HTMLElement, layout: PageLayout) {
    this.#scroller = scroller;
    this.#column = column;
    this.#layout = layout;
  }

  /** In view, in CSS pixels of the column. */
  get band(): PixelBox {
    const { scrollLeft: x, scrollTop: y, clientWidth: width, clientHeight: height } = this.#scroller;
    return { x, y, width, height };
  }

  /** What a reader looks at first. */
  get top(): Hold {
    return { at: { x: this.#scroller.clientWidth / 2, y: 0 } };
  }

  get middle(): Hold {
    const { y, width, height } = this.band;
    // At the very top nothing is above that could come into view, and the top is what stays.
    return { at: { x: width / 2, y: y === 0 ? 0 : height / 2 } };
  }

  /** The page that was asked for, as long as nobody has scrolled: it need not be the one that takes most of the view. */
  get goal(): number | undefined {
    return this.#goal?.top === this.#scroller.scrollTop ? this.#goal.page : undefined;
  }

  /** @param down how far down the page, in CSS pixels at 100 % */
  goTo(page: number, down = 0): void {
    this.#scroller.scrollTop = this.#layout.slotTop(page) + down * this.#layout.box(page).zoom;
    this.#goal = { page, top: this.#scroller.scrollTop };
  }

  /** The page that is at a height of the column, and how far down it that is, as `goTo()` takes it. */
  placeAt(y: number): { readonly page: number; readonly down: number } {
    const page = this.#layout.pageAt(y);
    return { page, down: Math.max(0, (y - this.#layout.slotTop(page)) / this.#layout.box(page).zoom) };
  }

  /** Brings a point of the column below the upper edge of the view. @param down of the view: how far below it */
  show({ x, y }: Point, down = BELOW_EDGE): void {
    const { x: left, width, height } = this.band;
    this.#scrollTo(x < left || x > left + width ? x - width / 2 : left, y - height * down);
  }

  /** Changes the layout while a point of the view keeps what it shows. */
  holding({ at, place, turn = 0 }: Hold, change: () => void): void {
    const { x, y } = this.band;
    const anchor = anchorAt(this.#layout, place ?? { x: x + at.x, y: y + at.y });
    const { goal } = this;

    change();

    const { style } = this.#column;
    style.height = `${this.#layout.contentHeight}px`;
    style.width = `${this.#layout.contentWidth}px`;
    const held = pointOf(this.#layout, turnedAnchor(anchor, turn));
    this.#scrollTo(held.x - at.x, y === 0 && at.y === 0 ? 0 : held.y - at.y);
    if (goal !== undefined) this.#goal = { page: goal, top: this.#scroller.scrollTop };
  }

  /** Writing what is there already would stop a fling on iOS. */
  #scrollTo(left: number, top: number): void {
    if (Math.abs(this.#scroller.scrollTop - top) >= 0.5) this.#scroller.scrollTop = top;
    if (Math.abs(this.#scroller.scrollLeft - left) >= 0.5) this.#scroller.scrollLeft = left;
  }
}
