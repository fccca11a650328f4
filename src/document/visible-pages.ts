/** Which pages are in view, and which are to be kept ready beside them. Pure. */
import type { PageLayout } from './page-layout.js';

export interface VisiblePages {
  /** In page order. */
  readonly visible: readonly number[];
  /** Not in view, most wanted first: the next in the direction of travel, then the one left behind. */
  readonly near: readonly number[];
  /** The page that the reader is at: the one that takes most of the view, the upper of two alike. */
  readonly current: number;
}

export type Travel = 'down' | 'up';

/** A band of the column, as scrolled to. */
export interface Band {
  readonly top: number;
  readonly height: number;
}

/** How much of a page's height lies in a band. */
export function overlap(layout: PageLayout, page: number, band: Band): number {
  const { top, height } = layout.box(page);
  return Math.max(0, Math.min(top + height, band.top + band.height) - Math.max(top, band.top));
}

export function visiblePages(layout: PageLayout, view: Band, travel: Travel): VisiblePages {
  const first = layout.pageAt(view.top);
  const last = Math.max(first, layout.pageAt(view.top + view.height - 1));
  const visible: number[] = [];
  let current = first;
  let most = -1;
  for (let page = first; page <= last; page++) {
    visible.push(page);
    const share = overlap(layout, page, view);
    if (share > most + 1) {
      most = share;
      current = page;
    }
  }
  const [next, previous] = travel === 'down' ? [last + 1, first - 1] : [first - 1, last + 1];
  const near = [next, previous].filter((page) => page >= 1 && page <= layout.pageCount);
  return { visible, near, current };
}
