/** How the column of pages is shown while a zooming gesture runs, before it is laid out anew. Pure. */
import type { Point } from './page-anchor.js';

/** A point of the column is shown at `scale` times its place, moved by `x` and `y`. */
export interface ZoomTransform {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

export const UNMOVED: ZoomTransform = { scale: 1, x: 0, y: 0 };

/** A turn of a wheel: 100 pixels, which is what most send for a notch, would be a factor of 2.7. */
const PIXELS_PER_E = 100;

/** A trackpad sends many small steps, a wheel a few large ones, which are too much at once. */
const LARGEST_STEP_PIXELS = 20;

const PIXELS_PER_LINE = 16;

/** `DOM_DELTA_PIXEL` and its neighbours (https://www.w3.org/TR/uievents/#dom-wheelevent-deltamode). */
export function wheelFactor({ deltaY, deltaMode }: Pick<WheelEvent, 'deltaY' | 'deltaMode'>): number {
  const pixels = deltaMode === 0 ? deltaY : deltaY * PIXELS_PER_LINE;
  const step = Math.min(LARGEST_STEP_PIXELS, Math.max(-LARGEST_STEP_PIXELS, pixels));
  return Math.exp(-step / PIXELS_PER_E);
}

/** What is shown at a point. */
export function placeAt({ scale, x, y }: ZoomTransform, at: Point): Point {
  return { x: (at.x - x) / scale, y: (at.y - y) / scale };
}

/** The one that shows a place at a point. */
export function showing(place: Point, at: Point, scale: number): ZoomTransform {
  return { scale, x: at.x - scale * place.x, y: at.y - scale * place.y };
}
