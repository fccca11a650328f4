/** A page in the pixels of the screen, and what of it is looked at. Pure. */
import { common, type PixelBox, type PixelSize } from './detail-region.js';
import type { PageLayout } from './page-layout.js';

/** At full resolution. */
export interface PagePixels {
  readonly size: PixelSize;
  /** What of the page is in view; none when that is only the space around it. */
  readonly inView: PixelBox | undefined;
  /** Device pixels to a CSS pixel at 100 %. */
  readonly scale: number;
}

/** @param band what is in view of the column, in CSS pixels */
export function pagePixels(
  page: number,
  layout: PageLayout,
  band: PixelBox,
  devicePixelRatio: number,
): PagePixels {
  const { left, top, width, height, zoom } = layout.box(page);
  const seen = common({ x: left, y: top, width, height }, band);
  const pixels = (length: number) => Math.round(length * devicePixelRatio);
  return {
    size: { width: pixels(width), height: pixels(height) },
    inView: seen && {
      x: (seen.x - left) * devicePixelRatio,
      y: (seen.y - top) * devicePixelRatio,
      width: seen.width * devicePixelRatio,
      height: seen.height * devicePixelRatio,
    },
    scale: zoom * devicePixelRatio,
  };
}
