/**
 * How wide letters are, font by font, as a page writes them: pdf.js tells the length of a run, and not where in it a
 * letter stands.
 */
import type { PDFPageProxy } from 'pdfjs-dist';

/** By the font's name, then by the letters that a glyph stands for, in thousandths of the font's size. */
export type GlyphWidths = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** In thousandths of the font's size, where the page does not say. */
const USUAL_WIDTH = 500;
const USUAL_SPACE = 250;
/** One glyph may stand for as many letters: "ffi". */
const LONGEST_LIGATURE = 3;

/** Of pdf.js's operators for drawing: text that is shown, and the font that it is shown in. */
export interface DrawingOperators {
  readonly setFont: number;
  readonly showText: number;
}

export async function glyphWidthsOf(
  page: PDFPageProxy,
  { setFont, showText }: DrawingOperators,
): Promise<GlyphWidths> {
  const { fnArray, argsArray } = await page.getOperatorList();
  const fonts = new Map<string, Map<string, number>>();
  let font = new Map<string, number>();
  fnArray.forEach((operator: number, at: number) => {
    const parameters = argsArray[at] as readonly unknown[] | null;
    if (operator === setFont) {
      const name = String(parameters?.[0]);
      font = fonts.get(name) ?? new Map<string, number>();
      fonts.set(name, font);
    } else if (operator === showText) {
      for (const glyph of listOf(parameters?.[0])) if (isGlyph(glyph)) font.set(glyph.unicode, glyph.width);
    }
  });
  return fonts;
}

/**
 * Where each letter of a run begins, and at the end where the last one ends, in reading order and in parts of the
 * run's length.
 */
export function offsetsIn(text: string, widths: ReadonlyMap<string, number> | undefined): readonly number[] {
  const advances: number[] = [];
  for (let at = 0; at < text.length;) {
    const glyph = glyphAt(text, at, widths);
    const share = glyph.width / glyph.letters;
    for (let unit = 0; unit < glyph.letters; unit++) advances.push(share);
    at += glyph.letters;
  }
  const whole = advances.reduce((sum, advance) => sum + advance, 0);
  const offsets = [0];
  let sum = 0;
  for (const advance of advances) offsets.push((sum += advance) / (whole || 1));
  return offsets;
}

function glyphAt(
  text: string,
  at: number,
  widths: ReadonlyMap<string, number> | undefined,
): { readonly width: number; readonly letters: number } {
  for (let letters = LONGEST_LIGATURE; letters > 0; letters--) {
    const width = widths?.get(text.slice(at, at + letters));
    if (width !== undefined && at + letters <= text.length) return { width, letters };
  }
  return { width: /\s/.test(text.charAt(at)) ? USUAL_SPACE : USUAL_WIDTH, letters: 1 };
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function isGlyph(value: unknown): value is { readonly unicode: string; readonly width: number } {
  const glyph = value as { readonly unicode?: unknown; readonly width?: unknown } | null;
  return (
    typeof glyph?.unicode === 'string' && typeof glyph.width === 'number' && Number.isFinite(glyph.width)
  );
}
