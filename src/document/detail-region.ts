/**
 * Which part of a page is drawn at full resolution when there is no room for all of it: what is in view
 * and some more around it, mostly where the reader is going. Pure. Lengths in device pixels, from the
 * page's top left corner.
 */
import type { Travel } from './visible-pages.js';

export interface PixelSize {
  readonly width: number;
  readonly height: number;
}

export interface PixelBox extends PixelSize {
  readonly x: number;
  readonly y: number;
}

/** Of what is in view: more is drawn ahead, less behind and at the sides. */
const AHEAD = 1 / 2;
const AROUND = 1 / 8;

/** What must be drawn ahead of the view, or it is time for another part. */
const IN_RESERVE = 1 / 8;

/** Tried in this order: with less room there is less around. */
const MARGIN_PARTS = [1, 1 / 2, 1 / 4] as const;

/** @param room pixels; what is in view is in the result even when that has more */
export function detailRegion(page: PixelSize, inView: PixelBox, travel: Travel, room: number): PixelBox {
  for (const part of MARGIN_PARTS) {
    const region = widened(page, inView, travel, AHEAD * part, AROUND * part);
    if (region.width * region.height <= room) return region;
  }
  return widened(page, inView, travel, 0, 0);
}

/** Whether a part that was drawn will do for a while. */
export function suffices(region: PixelBox, page: PixelSize, inView: PixelBox, travel: Travel): boolean {
  return covers(region, widened(page, inView, travel, IN_RESERVE, 0));
}

export function covers(region: PixelBox, inner: PixelBox): boolean {
  return (
    inner.x >= region.x &&
    inner.y >= region.y &&
    inner.x + inner.width <= region.x + region.width &&
    inner.y + inner.height <= region.y + region.height
  );
}

/** What two boxes have in common. */
export function common(one: PixelBox, other: PixelBox): PixelBox | undefined {
  const x = Math.max(one.x, other.x);
  const y = Math.max(one.y, other.y);
  const width = Math.min(one.x + one.width, other.x + other.width) - x;
  const height = Math.min(one.y + one.height, other.y + other.height) - y;
  return width > 0 && height > 0 ? { x, y, width, height } : undefined;
}

/** A part of a page that has another size by now. */
export function resized(part: PixelBox, from: PixelSize, to: PixelSize): PixelBox {
  const [across, down] = [to.width / from.width, to.height / from.height];
  return {
    x: part.x * across,
    y: part.y * down,
    width: part.width * across,
    height: part.height * down,
  };
}

function widened(
  page: PixelSize,
  { x, y, width, height }: PixelBox,
  travel: Travel,
  ahead: number,
  around: number,
): PixelBox {
  const left = Math.max(0, Math.floor(x - width * around));
  const right = Math.min(page.width, Math.ceil(x + width * (1 + around)));
  const above = travel === 'up' ? ahead : around;
  const below = travel === 'down' ? ahead : around;
  const top = Math.max(0, Math.floor(y - height * above));
  const bottom = Math.min(page.height, Math.ceil(y + height * (1 + below)));
  return { x: left, y: top, width: right - left, height: bottom - top };
}
