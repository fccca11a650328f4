/**
 * From strokes to the outlines that are drawn and sent, in pad units: the same curves on the pad, in the sealed PDF and
 * on paper, at any size. The only importer of perfect-freehand.
 */
import { getStroke } from 'perfect-freehand';
import type { Drawing, Stroke } from '../session/hand.ts';

/** The pad, in its own units; on the screen it has any size of this shape. */
export const PAD = { width: 600, height: 200 } as const;

/** What is less than this, in pad units, is a slip of the finger. */
const LEAST_INK = 12;
/** As many points as the service takes commands, and more than anyone draws. */
const MOST_POINTS = 4000;
const MARGIN = 6;

/** The path of one stroke: filled, and closed. */
export function strokePath(stroke: Stroke): string {
  return pathOf(outlineOf(stroke, 0, 0));
}

/** @returns undefined for what is no signature yet */
export function drawingOf(strokes: readonly Stroke[]): Drawing | undefined {
  const [left, top, right, bottom] = boundsOf(strokes);
  if (!(right - left >= LEAST_INK || bottom - top >= LEAST_INK)) return undefined;
  const [dx, dy] = [MARGIN - left, MARGIN - top];
  const paths = strokes.map((stroke) => `<path d="${pathOf(outlineOf(stroke, dx, dy))}"/>`);
  const size = `${round(right - left + 2 * MARGIN)} ${round(bottom - top + 2 * MARGIN)}`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size}">${paths.join('')}</svg>`;
  return { strokes, svg };
}

export function isFull(strokes: readonly Stroke[]): boolean {
  return strokes.reduce((sum, stroke) => sum + stroke.length / 3, 0) >= MOST_POINTS;
}

function outlineOf(stroke: Stroke, dx: number, dy: number): number[][] {
  const points: [number, number, number][] = [];
  for (let at = 0; at + 2 < stroke.length; at += 3) {
    points.push([(stroke[at] ?? 0) + dx, (stroke[at + 1] ?? 0) + dy, stroke[at + 2] ?? 0.5]);
  }
  // Without a pen the pressure is the same all along: then speed takes its place.
  const isFelt = points.some(([, , pressure]) => pressure !== points[0]?.[2]);
  return getStroke(points, {
    size: 7,
    thinning: 0.6,
    smoothing: 0.6,
    streamline: 0.35,
    simulatePressure: !isFelt,
    last: true,
  });
}

/** Through the middles of the outline's sides, so that it has no corners. */
function pathOf(outline: readonly (readonly number[])[]): string {
  const [first] = outline;
  if (!first || outline.length < 3) return '';
  const parts = [`M${point(first)}`];
  outline.forEach((from, index) => {
    const to = outline[(index + 1) % outline.length] ?? first;
    const middle = [((from[0] ?? 0) + (to[0] ?? 0)) / 2, ((from[1] ?? 0) + (to[1] ?? 0)) / 2];
    parts.push(`Q${point(from)} ${point(middle)}`);
  });
  return `${parts.join('')}Z`;
}

function point([x = 0, y = 0]: readonly number[]): string {
  return `${round(x)} ${round(y)}`;
}

function round(value: number): string {
  return String(Math.round(value * 10) / 10);
}

function boundsOf(strokes: readonly Stroke[]): readonly [number, number, number, number] {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const stroke of strokes) {
    for (let at = 0; at + 2 < stroke.length; at += 3) {
      const [x = 0, y = 0] = [stroke[at], stroke[at + 1]];
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    }
  }
  return [left, top, right, bottom];
}
