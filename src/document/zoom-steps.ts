/** The levels that the zoom buttons go through. Pure. */
import { MAX_ZOOM, MIN_ZOOM } from './page-layout.js';

const STEPS = [MIN_ZOOM, 0.33, 0.5, 0.67, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3, MAX_ZOOM];

/** Two levels nearer than this look the same, and a press of a button must be seen. */
const SAME = 0.01;

/** The next level in or out of a zoom that may lie between two of them. */
export function zoomStep(zoom: number, direction: 'in' | 'out'): number {
  return direction === 'in'
    ? (STEPS.find((step) => step > zoom + SAME) ?? MAX_ZOOM)
    : (STEPS.findLast((step) => step < zoom - SAME) ?? MIN_ZOOM);
}
