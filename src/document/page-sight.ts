/**
 * Watches which pages can really be seen, by somebody who looks at this window, and for how long. Part
 * of the view may be scrolled out of the host's page, or the window may be in the background.
 */
import type { Clock } from './clock.js';
import type { PageRegion } from './document-engine.js';
import { PageDwell } from './page-dwell.js';
import type { PageParts } from './page-parts.js';

export interface Sight {
  /** What has a picture and lies in a region of the view, counted from the view's top left corner. */
  readable(region: PageRegion): readonly PageParts[];
  shown(page: number): void;
}

const NOTHING: PageRegion = { x: 0, y: 0, width: 0, height: 0 };

/** Fine enough that a view that comes slowly out of the host's fold is noticed. */
const THRESHOLDS = Array.from({ length: 21 }, (_, step) => step / 20);

export class PageSight {
  readonly #scroller: HTMLElement;
  readonly #clock: Clock;
  readonly #sight: Sight;
  readonly #dwell = new PageDwell();
  #onScreen = NOTHING;
  #observer: IntersectionObserver | undefined;
  #cancelTimer: (() => void) | undefined;

  constructor(scroller: HTMLElement, clock: Clock, sight: Sight) {
    this.#scroller = scroller;
    this.#clock = clock;
    this.#sight = sight;
  }

  start(): void {
    this.#observer = new IntersectionObserver(
      (entries) => {
        const entry = entries.at(-1);
        if (!entry) return;
        const { intersectionRect, boundingClientRect } = entry;
        this.#onScreen = {
          x: intersectionRect.left - boundingClientRect.left,
          y: intersectionRect.top - boundingClientRect.top,
          width: intersectionRect.width,
          height: intersectionRect.height,
        };
        this.look();
      },
      { threshold: THRESHOLDS },
    );
    this.#observer.observe(this.#scroller);
    document.addEventListener('visibilitychange', this.look);
  }

  stop(): void {
    this.#observer?.disconnect();
    this.#observer = undefined;
    this.#onScreen = NOTHING;
    document.removeEventListener('visibilitychange', this.look);
    this.look();
  }

  /** The first part of a page that nobody has seen yet. */
  firstUnseen(page: number): number | undefined {
    return this.#dwell.firstUnseen(page);
  }

  /** To be called whenever something may have come into view or gone from it, or been painted. */
  readonly look = (): void => {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    const seeing = document.visibilityState === 'visible';
    const now = this.#clock.now();
    const inView = seeing && this.#onScreen.height > 0 ? this.#sight.readable(this.#onScreen) : [];
    for (const page of this.#dwell.observe(now, inView)) {
      this.#sight.shown(page);
    }
    const { nextAt } = this.#dwell;
    if (nextAt !== undefined) this.#cancelTimer = this.#clock.after(Math.max(0, nextAt - now), this.look);
  };
}
