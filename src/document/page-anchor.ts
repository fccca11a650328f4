/**
 * A place on a page, so that the same place is found again when everything has been laid out anew: at
 * another zoom, in another width, turned. Pure: numbers in, numbers out.
 */
import type { Rotation } from './document-engine.js';
import type { PageLayout } from './page-layout.js';

/** In the column of pages, in CSS pixels. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Along one side of a page. The space around pages keeps its size whatever the zoom is, so it counts apart. */
interface Along {
  /** Of the page's side, 0 to 1. */
  readonly share: number;
  /** CSS pixels before the page (negative) or behind it. */
  readonly beyond: number;
}

export interface PageAnchor {
  readonly page: number;
  readonly across: Along;
  readonly down: Along;
}

export function anchorAt(layout: PageLayout, { x, y }: Point): PageAnchor {
  const page = layout.pageAt(y);
  const { left, top, width, height } = layout.box(page);
  return { page, across: along(x, left, width), down: along(y, top, height) };
}

export function pointOf(layout: PageLayout, { page, across, down }: PageAnchor): Point {
  const { left, top, width, height } = layout.box(page);
  return {
    x: left + across.share * width + across.beyond,
    y: top + down.share * height + down.beyond,
  };
}

/** The same place on a page that has been turned clockwise. */
export function turnedAnchor({ page, across, down }: PageAnchor, by: Rotation): PageAnchor {
  switch (by) {
    case 0:
      return { page, across, down };
    case 90:
      return { page, across: backwards(down), down: across };
    case 180:
      return { page, across: backwards(across), down: backwards(down) };
    case 270:
      return { page, across: down, down: backwards(across) };
  }
}

function along(at: number, start: number, length: number): Along {
  const inside = Math.min(Math.max(at - start, 0), length);
  return { share: inside / length, beyond: at - start - inside };
}

function backwards({ share, beyond }: Along): Along {
  // Without the sum a zero would become a negative one.
  return { share: 1 - share, beyond: 0 - beyond };
}
