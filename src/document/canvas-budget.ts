/** How sharp each page may be, so that all canvases together stay under one budget. Pure. */
import { type CanvasLimits, MAX_CANVAS_SIDE } from './canvas-limits.js';
import { MAX_CANVASES } from './canvas-pool.js';
import type { PixelSize } from './detail-region.js';

export interface WantedPicture extends PixelSize {
  readonly page: number;
  /** Of the part in view, at full resolution; none for a page that is not in view. */
  readonly pixelsInView: number;
}

export interface Allotment {
  /** The part of full resolution, per side, for a picture of the whole page. */
  readonly resolution: number;
  /** The whole page is coarse, and what is in view gets a picture of its own with at most so many pixels. */
  readonly detailPixels?: number;
}

/** A whole page under a detail: enough to see what it is while the detail comes. */
const COARSE_PART = 1 / 6;

/** Beyond what is in view, for what comes next. */
const DETAIL_PART = 2;

/**
 * @param visible each gets a picture, a coarser one if need be
 * @param near get what is left, in their order; the first that does not fit, and all after it, get none
 * @returns what each page that gets a canvas may have
 */
export function allotPixels(
  visible: readonly WantedPicture[],
  near: readonly WantedPicture[],
  { totalPixels, canvasPixels }: CanvasLimits,
): ReadonlyMap<number, Allotment> {
  const allotted = new Map<number, Allotment>();
  // One more is being drawn while those that it replaces are still looked at.
  let pixelsLeft = totalPixels - canvasPixels;
  let canvasesLeft = MAX_CANVASES - 1 - visible.length;
  const share = Math.min(canvasPixels, pixelsLeft / Math.max(1, visible.length));
  const give = (picture: WantedPicture, most: number, detailPixels?: number) => {
    const resolution = resolutionWithin(picture, most);
    allotted.set(picture.page, detailPixels === undefined ? { resolution } : { resolution, detailPixels });
    pixelsLeft -= pixelsOf(picture) * resolution ** 2;
  };

  const coarse: WantedPicture[] = [];
  for (const picture of visible) {
    if (resolutionWithin(picture, share) === 1) give(picture, share);
    else coarse.push(picture);
  }
  coarse.sort((one, other) => other.pixelsInView - one.pixelsInView);
  const detailed = coarse.filter((picture) => picture.pixelsInView > 0 && canvasesLeft-- > 0);
  const coarsePixels = Math.min(share, canvasPixels * COARSE_PART);
  for (const picture of coarse) {
    if (!detailed.includes(picture)) give(picture, picture.pixelsInView > 0 ? share : coarsePixels);
  }
  pixelsLeft -= detailed.length * coarsePixels;
  let inViewLeft = detailed.reduce((sum, { pixelsInView }) => sum + pixelsInView, 0);
  for (const picture of detailed) {
    const fair = (pixelsLeft * picture.pixelsInView) / inViewLeft;
    const pixels = Math.min(canvasPixels, fair, DETAIL_PART * picture.pixelsInView);
    inViewLeft -= picture.pixelsInView;
    pixelsLeft -= pixels - coarsePixels;
    give(picture, coarsePixels, pixels);
  }

  for (const picture of near) {
    const most = resolutionWithin(picture, share) === 1 ? share : coarsePixels;
    const pixels = pixelsOf(picture) * resolutionWithin(picture, most) ** 2;
    if (pixels > pixelsLeft || canvasesLeft-- <= 0) break;
    give(picture, most);
  }
  return allotted;
}

function pixelsOf({ width, height }: PixelSize): number {
  return Math.max(1, width * height);
}

function resolutionWithin(picture: PixelSize, pixels: number): number {
  const longest = Math.max(picture.width, picture.height);
  return Math.min(1, Math.sqrt(pixels / pixelsOf(picture)), MAX_CANVAS_SIDE / longest);
}
