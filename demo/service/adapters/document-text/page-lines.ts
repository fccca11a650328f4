/**
 * Puts the pieces of a page together to lines, as the eye does: what follows closely on the same base line belongs
 * together, whatever fonts and operators it was written with; what stands in the next column does not. Pure.
 */
import type { Piece, Vector } from './shown-page.ts';

export interface Line {
  /** In reading order. */
  readonly parts: readonly LinePart[];
  readonly rightToLeft: boolean;
  /** As it is read, as it was written. */
  readonly text: string;
}

export interface LinePart {
  readonly piece: Piece;
  /** Where in the line's text its own begins. */
  readonly start: number;
}

/** In heights of the letters: a wider gap is one between columns, a narrower one is none between words. */
const COLUMN_GAP = 2.5;
const WORD_GAP = 0.12;
/** How far a letter may stand above or below its line, as in 1st. */
const RISE = 0.5;
/** How far pieces may lie over each other, as with kerning, and text that is written twice to be bold. */
const OVERLAP = 0.6;

export function linesOf(pieces: readonly Piece[]): Line[] {
  const groups: Piece[][] = [];
  for (const piece of pieces) {
    // Gaps are measured: what pdf.js puts in for them is as wide as they are.
    if (piece.text.trim() === '') continue;
    const group = groups.at(-1);
    const last = group?.at(-1);
    if (group && last && isBeside(last, piece)) group.push(piece);
    else groups.push([piece]);
  }
  return groups.map(lineOf);
}

export function gapBetween(first: Piece, second: Piece): number {
  return dot(between(first.origin, second.origin), first.along) - first.length;
}

export function dot(a: Vector, b: Vector): number {
  return a.x * b.x + a.y * b.y;
}

export function between(a: Vector, b: Vector): Vector {
  return { x: b.x - a.x, y: b.y - a.y };
}

export function runAlike(a: Piece, b: Piece): boolean {
  return dot(a.along, b.along) > 0.995 && dot(a.up, b.up) > 0.995;
}

function isBeside(last: Piece, next: Piece): boolean {
  const height = Math.max(last.height, next.height);
  if (!runAlike(last, next) || Math.abs(dot(between(last.origin, next.origin), last.up)) > RISE * height)
    return false;
  // To its right, or, as text that runs from right to left may be written, to its left.
  return [gapBetween(last, next), gapBetween(next, last)].some(
    (gap) => gap > -OVERLAP * height && gap < COLUMN_GAP * height,
  );
}

function lineOf(pieces: readonly Piece[]): Line {
  const letters = (isRightToLeft: boolean) =>
    pieces
      .filter((piece) => piece.rightToLeft === isRightToLeft)
      .reduce((sum, { text }) => sum + text.length, 0);
  const rightToLeft = letters(true) > letters(false);
  const ordered = inReadingOrder(pieces, rightToLeft);
  const parts: LinePart[] = [];
  let text = '';
  for (const piece of ordered) {
    const last = parts.at(-1)?.piece;
    if (last && Math.max(gapBetween(last, piece), gapBetween(piece, last)) > WORD_GAP * piece.height)
      text += ' ';
    parts.push({ piece, start: text.length });
    text += piece.text;
  }
  return { parts, rightToLeft, text };
}

/** From right to left, apart from what runs the other way among it, such as numbers (Unicode UAX 9, rule L2). */
function inReadingOrder(pieces: readonly Piece[], rightToLeft: boolean): readonly Piece[] {
  const [first] = pieces;
  if (!rightToLeft || !first) return pieces;
  const at = ({ origin }: Piece) => dot(origin, first.along);
  const fromRight = pieces.toSorted((a, b) => at(b) - at(a));
  const ordered: Piece[] = [];
  let foreign: Piece[] = [];
  for (const piece of fromRight) {
    if (!piece.rightToLeft) foreign = [piece, ...foreign];
    else {
      ordered.push(...foreign, piece);
      foreign = [];
    }
  }
  return [...ordered, ...foreign];
}
