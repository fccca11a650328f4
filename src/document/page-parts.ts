/**
 * A page in parts, so that it can be told whether all of it has been in view: of a page that is larger than the view,
 * part after part is. Pure.
 */
import type { PageRegion, Rotation } from './document-engine.js';

/**
 * A part is in view when its middle is. So neither margins have to be seen to their edge, nor can a part be too large
 * for a small view; and between two parts that were seen, no more than one line of small print can have been missed.
 */
const ROWS = 32;
const COLUMNS = 4;

export const PART_COUNT = ROWS * COLUMNS;

export interface PageParts {
  readonly page: number;
  /** From 0, row after row, as the document has the page. */
  readonly parts: readonly number[];
}

interface PointOnPage {
  readonly x: number;
  readonly y: number;
}

/** The middle of a part of a page that lies there, turned by so much. */
export function middleOf(part: number, page: PageRegion, rotation: Rotation): PointOnPage {
  const across = ((part % COLUMNS) + 0.5) / COLUMNS;
  const down = (Math.floor(part / COLUMNS) + 0.5) / ROWS;
  return pointOn(page, across, down, rotation);
}

/** A point of a page that lies there, turned by so much: in shares of the page before it is turned. */
export function pointOn(page: PageRegion, across: number, down: number, rotation: Rotation): PointOnPage {
  const [x, y] = turned(across, down, rotation);
  return { x: page.x + x * page.width, y: page.y + y * page.height };
}

/** The parts of a page that lie in a view; both in the same lengths, from the same point. */
export function partsInView(page: PageRegion, view: PageRegion, rotation: Rotation): readonly number[] {
  const parts: number[] = [];
  const bottom = view.y + view.height;
  const right = view.x + view.width;
  if (page.y > bottom || page.y + page.height < view.y) return parts;
  for (let part = 0; part < PART_COUNT; part++) {
    const { x, y } = middleOf(part, page, rotation);
    if (x >= view.x && x <= right && y >= view.y && y <= bottom) parts.push(part);
  }
  return parts;
}

function turned(across: number, down: number, rotation: Rotation): readonly [x: number, y: number] {
  switch (rotation) {
    case 0:
      return [across, down];
    case 90:
      return [1 - down, across];
    case 180:
      return [1 - across, 1 - down];
    case 270:
      return [down, 1 - across];
  }
}
