/** How sharp each page may be so that all canvases together stay under one budget of pixels. Pure. */
import { MAX_CANVAS_PIXELS, MAX_POOL_PIXELS } from './canvas-pool.js';

export interface WantedPixels {
  readonly page: number;
  /** Of its canvas at full resolution. */
  readonly pixels: number;
}

/**
 * @param visible share the budget; each gets a canvas, a coarser one if need be
 * @param near get what is left, in their order; the first that does not fit, and all after it, get none
 * @returns the part of full resolution, per side, for each page that gets a canvas
 */
export function allotResolutions(
  visible: readonly WantedPixels[],
  near: readonly WantedPixels[],
): ReadonlyMap<number, number> {
  const allotted = new Map<number, number>();
  const share = Math.min(MAX_CANVAS_PIXELS, MAX_POOL_PIXELS / Math.max(1, visible.length));
  let left = MAX_POOL_PIXELS;
  for (const { page, pixels } of visible) {
    const given = Math.min(pixels, share);
    allotted.set(page, Math.sqrt(given / pixels));
    left -= given;
  }
  for (const { page, pixels } of near) {
    const given = Math.min(pixels, MAX_CANVAS_PIXELS);
    if (given > left) break;
    allotted.set(page, Math.sqrt(given / pixels));
    left -= given;
  }
  return allotted;
}
