/** The text of a page, piece by piece, in points from the lower left corner of the page as it is shown. */
import type { PDFPageProxy } from 'pdfjs-dist';
import type { GlyphWidths } from './glyph-widths.ts';

export interface Vector {
  readonly x: number;
  readonly y: number;
}

/** A run of letters on one line, in the order in which they are read. */
export interface Piece {
  readonly text: string;
  /** Of its base line, where it begins for the eye: on the left, also of a run that is read from the right. */
  readonly origin: Vector;
  /** Along the base line, of length 1; and the same, towards the tops of the letters. */
  readonly along: Vector;
  readonly up: Vector;
  readonly length: number;
  readonly height: number;
  readonly rightToLeft: boolean;
  readonly font: string;
}

export interface ShownPage {
  readonly page: number;
  readonly width: number;
  readonly height: number;
  readonly pieces: readonly Piece[];
  /** Read only where something was found. */
  widths(): Promise<GlyphWidths>;
}

type Matrix = readonly [number, number, number, number, number, number];

/** What pdf.js tells of a run (`TextItem`). */
interface Item {
  readonly str: string;
  readonly dir: string;
  readonly transform: readonly number[];
  readonly width: number;
  readonly height: number;
  readonly fontName: string;
}

export async function piecesOf(page: PDFPageProxy): Promise<Pick<ShownPage, 'width' | 'height' | 'pieces'>> {
  const { items, styles } = await page.getTextContent({ disableNormalization: true });
  // The viewport is the page as it is shown: its crop box, turned, in units of 1/72 inch whatever /UserUnit says.
  const { width, height, transform } = page.getViewport({ scale: 1 });
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = transform as number[];
  const shown: Matrix = [a, -b, c, -d, e, height - f];
  const pieces = items.flatMap((item) => {
    if (!('str' in item)) return [];
    const piece = pieceOf(item, shown, page.userUnit, styles[item.fontName]?.vertical === true);
    return piece ? [piece] : [];
  });
  return { width, height, pieces };
}

function pieceOf(item: Item, shown: Matrix, unit: number, isVertical: boolean): Piece | undefined {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = item.transform;
  const origin = {
    x: shown[0] * e + shown[2] * f + shown[4],
    y: shown[1] * e + shown[3] * f + shown[5],
  };
  const right = unitVector(turned(shown, a, b));
  const up = unitVector(turned(shown, c, d));
  const size = Math.hypot(c, d) * unit;
  if (!right || !up || !(size > 0)) return undefined;
  const rest = { text: item.str, font: item.fontName, rightToLeft: item.dir === 'rtl' };
  if (!isVertical) return { ...rest, origin, along: right, up, length: item.width * unit, height: size };
  // Vertical writing (ISO 32000-2 section 9.7.4.3): each letter hangs from the middle of its upper side.
  const along = { x: -up.x, y: -up.y };
  const side = { x: origin.x - (right.x * size) / 2, y: origin.y - (right.y * size) / 2 };
  return { ...rest, origin: side, along, up: right, length: item.height * unit, height: size };
}

function turned(matrix: Matrix, x: number, y: number): Vector {
  return { x: matrix[0] * x + matrix[2] * y, y: matrix[1] * x + matrix[3] * y };
}

function unitVector({ x, y }: Vector): Vector | undefined {
  const length = Math.hypot(x, y);
  return length > 0 && Number.isFinite(length) ? { x: x / length, y: y / length } : undefined;
}
