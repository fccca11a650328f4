/** Where on a page a text was found: the points that a place is measured from. Pure. */
import type { FoundText } from '../../ports/document-text.ts';
import { type GlyphWidths, offsetsIn } from './glyph-widths.ts';
import type { LineSpan, Match } from './match-lines.ts';
import type { ShownPage, Vector } from './shown-page.ts';

interface Box {
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
  readonly top: number;
}

/** Nearer than this, in points, it is the same text again: written twice, to look bold or to cast a shadow. */
const SAME_TEXT = 2;

export function foundOnPage(
  { page, width, height }: Pick<ShownPage, 'page' | 'width' | 'height'>,
  matches: readonly Match[],
  widths: GlyphWidths,
): FoundText[] {
  const found = matches.flatMap((match): FoundText[] => {
    const boxes = match.map((span) => boxOf(span, widths));
    const [last, whole] = [boxes.at(-1), around(boxes)];
    if (!last || !isSeen(whole, width, height)) return [];
    const end = { left: last.left, right: last.right, bottom: last.bottom };
    const rightToLeft = match.at(-1)?.line.rightToLeft === true;
    return [{ page, pageWidth: width, pageHeight: height, x: whole.left, y: whole.bottom, end, rightToLeft }];
  });
  return found
    .toSorted(fromTheTop)
    .filter((text, at, all) => !all.slice(0, at).some((other) => isSame(other, text)));
}

/** What is cut off by the crop box is no text of the page. */
function isSeen({ left, bottom, right, top }: Box, width: number, height: number): boolean {
  const [x, y] = [(left + right) / 2, (bottom + top) / 2];
  return x >= 0 && x <= width && y >= 0 && y <= height;
}

function boxOf({ line, start, end }: LineSpan, widths: GlyphWidths): Box {
  const corners = line.parts.flatMap(({ piece, start: own }): Vector[] => {
    const [from, to] = [Math.max(0, start - own), Math.min(piece.text.length, end - own)];
    if (from >= to) return [];
    const offsets = offsetsIn(piece.text, widths.get(piece.font));
    const [first = 0, last = 1] = [offsets[from], offsets[to]];
    const [left, right] = piece.rightToLeft ? [1 - last, 1 - first] : [first, last];
    const at = (share: number, rise: number): Vector => ({
      x: piece.origin.x + piece.along.x * share * piece.length + piece.up.x * rise,
      y: piece.origin.y + piece.along.y * share * piece.length + piece.up.y * rise,
    });
    return [at(left, 0), at(right, 0), at(left, piece.height), at(right, piece.height)];
  });
  return around(corners.map(({ x, y }) => ({ left: x, right: x, bottom: y, top: y })));
}

function around(boxes: readonly Box[]): Box {
  return {
    left: Math.min(...boxes.map(({ left }) => left)),
    bottom: Math.min(...boxes.map(({ bottom }) => bottom)),
    right: Math.max(...boxes.map(({ right }) => right)),
    top: Math.max(...boxes.map(({ top }) => top)),
  };
}

function fromTheTop(a: FoundText, b: FoundText): number {
  const down = b.end.bottom - a.end.bottom;
  return Math.abs(down) > SAME_TEXT ? down : a.x - b.x;
}

function isSame(a: FoundText, b: FoundText): boolean {
  return Math.abs(a.x - b.x) < SAME_TEXT && Math.abs(a.y - b.y) < SAME_TEXT;
}
