/**
 * A place on a page as it is shown, in the page's own coordinates (ISO 32000-2 sections 7.7.3.3 and
 * 14.11.2). The page's lower left corner is the one that people see: of the crop box, after /Rotate.
 * Places are in points (1/72 inch), whatever the page's own unit is.
 */
import { type PdfObject, isArray } from './objects.ts';
import type { Page } from './pages.ts';

export type Rectangle = readonly [left: number, bottom: number, right: number, top: number];
export type Turn = 0 | 90 | 180 | 270;

export interface PageGeometry {
  /** The visible box in the page's own coordinates. */
  readonly box: Rectangle;
  /** Degrees clockwise. */
  readonly turn: Turn;
  /** How many points one of the page's own units is: /UserUnit (section 14.11.2 leaves boxes in units). */
  readonly unit: number;
}

const LETTER: Rectangle = [0, 0, 612, 792];

export function pageGeometry(page: Page, resolve: (object: PdfObject) => PdfObject): PageGeometry {
  const media = rectangle(page.mediaBox, resolve) ?? LETTER;
  const crop = rectangle(page.cropBox, resolve) ?? media;
  const box: Rectangle = [
    Math.max(media[0], crop[0]),
    Math.max(media[1], crop[1]),
    Math.min(media[2], crop[2]),
    Math.min(media[3], crop[3]),
  ];
  const empty = box[2] <= box[0] || box[3] <= box[1];
  return {
    box: empty ? media : box,
    turn: quarterTurn(resolve(page.rotate)),
    unit: userUnit(resolve(page.dict.get('UserUnit'))),
  };
}

/** In points. */
export function shownSize({ box, turn, unit }: PageGeometry): { width: number; height: number } {
  const [across, up] = [(box[2] - box[0]) * unit, (box[3] - box[1]) * unit];
  return turn === 90 || turn === 270 ? { width: up, height: across } : { width: across, height: up };
}

export interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The same place where it lies on the page; else the nearest one that does: a signature is always seen. */
export function fittedPlace<T extends Place>(geometry: PageGeometry, place: T): T {
  const page = shownSize(geometry);
  const fit = (start: number, size: number, whole: number) => {
    const fitting = Math.min(Math.max(1, size || 0), whole);
    return [Math.min(Math.max(0, start || 0), whole - fitting), fitting] as const;
  };
  const [x, width] = fit(place.x, place.width, page.width);
  const [y, height] = fit(place.y, place.height, page.height);
  return { ...place, x, y, width, height };
}

export function placeOnPage(
  { box: [left, bottom, right, top], turn, unit }: PageGeometry,
  place: Place,
): Rectangle {
  const [x, y, width, height] = [place.x / unit, place.y / unit, place.width / unit, place.height / unit];
  switch (turn) {
    case 0:
      return [left + x, bottom + y, left + x + width, bottom + y + height];
    case 90:
      return [right - y - height, bottom + x, right - y, bottom + x + width];
    case 180:
      return [right - x - width, top - y - height, right - x, top - y];
    case 270:
      return [left + y, top - x - width, left + y + height, top - x];
  }
}

/** Turns what is drawn upright in a box of this size so that it is upright on the turned page. */
export function uprightMatrix(turn: Turn, width: number, height: number): readonly number[] {
  switch (turn) {
    case 0:
      return [1, 0, 0, 1, 0, 0];
    case 90:
      return [0, 1, -1, 0, height, 0];
    case 180:
      return [-1, 0, 0, -1, width, height];
    case 270:
      return [0, -1, 1, 0, 0, width];
  }
}

function userUnit(object: PdfObject): number {
  return typeof object === 'number' && object > 0 && Number.isFinite(object) ? object : 1;
}

function quarterTurn(object: PdfObject): Turn {
  const degrees = typeof object === 'number' ? (((Math.round(object / 90) * 90) % 360) + 360) % 360 : 0;
  return degrees === 90 || degrees === 180 || degrees === 270 ? degrees : 0;
}

function rectangle(object: PdfObject, resolve: (object: PdfObject) => PdfObject): Rectangle | undefined {
  const array = resolve(object);
  if (!isArray(array)) return undefined;
  const [a, b, c, d] = array.map(resolve);
  if (typeof a !== 'number' || typeof b !== 'number' || typeof c !== 'number' || typeof d !== 'number') {
    return undefined;
  }
  const sorted: Rectangle = [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)];
  return sorted[2] > sorted[0] && sorted[3] > sorted[1] ? sorted : undefined;
}
