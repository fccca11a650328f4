/** Text on a pdf-lib page that always fits and never throws, whatever a name holds. */
import { type Color, PDFDocument, type PDFFont, type PDFPage, grayscale } from '@cantoo/pdf-lib';
import { fontEngine } from '../../fonts/font-engine.ts';
import { notoSans, type NotoSansStyle } from '../../fonts/noto-sans.ts';
import { wellFormed } from '../pdf/text-string.ts';

export interface Fonts {
  readonly regular: PDFFont;
  readonly semiBold: PDFFont;
  readonly italic: PDFFont;
}

export interface TextLine {
  readonly text: string;
  readonly x: number;
  /** Of the base line. */
  readonly y: number;
  readonly size: number;
  readonly font: PDFFont;
  readonly maxWidth: number;
  readonly shade?: number;
  /** In place of a shade of grey. */
  readonly color?: Color;
}

/** Grey levels: gray needs no colour profile of its own in an archive file (PDF/A). */
export const SHADE = { text: 0.1, quiet: 0.42, line: 0.8 } as const;

export async function newDrawing(): Promise<{ drawing: PDFDocument; fonts: Fonts }> {
  const drawing = await PDFDocument.create({ updateMetadata: false });
  drawing.registerFontkit(fontEngine);
  const embed = async (style: NotoSansStyle) => drawing.embedFont(await notoSans(style), { subset: true });
  const fonts = {
    regular: await embed('400Regular'),
    semiBold: await embed('600SemiBold'),
    italic: await embed('400Regular_Italic'),
  };
  return { drawing, fonts };
}

export function drawLine(
  page: PDFPage,
  { text, x, y, size, font, maxWidth, shade = SHADE.text, color = grayscale(shade) }: TextLine,
): void {
  const fitting = ellipsized(printable(text, font), font, size, maxWidth);
  if (fitting !== '') page.drawText(fitting, { x, y, size, font, color });
}

/** The largest size, up to `size`, at which the text fits; never below `smallest`. */
export function sizeThatFits(
  text: string,
  font: PDFFont,
  size: number,
  smallest: number,
  maxWidth: number,
): number {
  const width = font.widthOfTextAtSize(printable(text, font), size);
  return width <= maxWidth ? size : Math.max(smallest, (size * maxWidth) / width);
}

/** Breaks at spaces, and a word that is longer than a line within it; the last line is cut when there are more. */
export function wrapped(
  text: string,
  font: PDFFont,
  size: number,
  maxWidth: number,
  maxLines: number,
): string[] {
  const fits = (part: string) => font.widthOfTextAtSize(part, size) <= maxWidth;
  const lines: string[] = [];
  let line = '';
  const words = printable(text, font)
    .split(' ')
    .flatMap((word) => (fits(word) ? [word] : broken(word, fits)));
  for (const word of words) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && lines.length < maxLines - 1 && !fits(longer)) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line];
}

/** Into parts of which each is as long as it may be. */
function broken(word: string, fits: (part: string) => boolean): string[] {
  const parts: string[] = [];
  for (let rest = [...word]; rest.length > 0;) {
    const count = Math.max(1, mostThatFit(rest, fits));
    parts.push(rest.slice(0, count).join(''));
    rest = rest.slice(count);
  }
  return parts;
}

/** From few to more, since to measure takes as long as the text is. @returns how many from the beginning on */
function mostThatFit(characters: readonly string[], fits: (part: string) => boolean): number {
  const fit = (count: number) => count <= characters.length && fits(characters.slice(0, count).join(''));
  let [fitting, tooMany] = [0, 1];
  while (fit(tooMany)) [fitting, tooMany] = [tooMany, tooMany * 2];
  while (fitting + 1 < tooMany) {
    const middle = (fitting + tooMany) >> 1;
    if (fit(middle)) fitting = middle;
    else tooMany = middle;
  }
  return fitting;
}

export function rule(page: PDFPage, y: number, left: number, right: number): void {
  page.drawLine({
    start: { x: left, y },
    end: { x: right, y },
    thickness: 0.5,
    color: grayscale(SHADE.line),
  });
}

/** What stands for a character that the font lacks. */
const MISSING = '\ufffd';
const characterSets = new WeakMap<PDFFont, ReadonlySet<number>>();

/**
 * One line of characters that have a shape: line ends, tabs and controls become spaces. What the font lacks
 * is replaced before it is laid out, for a letter of a script that runs from right to left would turn
 * the rest of its line around.
 */
function printable(text: string, font: PDFFont): string {
  const has = characterSets.get(font) ?? new Set(font.getCharacterSet());
  characterSets.set(font, has);
  const line = wellFormed(text)
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .replace(/\p{Cf}/gu, '')
    .trim();
  return [...line]
    .map((character) => (has.has(character.codePointAt(0) ?? 0) ? character : MISSING))
    .join('');
}

function ellipsized(text: string, font: PDFFont, size: number, maxWidth: number): string {
  const fits = (part: string) => font.widthOfTextAtSize(part, size) <= maxWidth;
  if (fits(text)) return text;
  const characters = [...text];
  const count = mostThatFit(characters, (part) => fits(`${part}…`));
  return count === 0 ? '' : `${characters.slice(0, count).join('').trimEnd()}…`;
}
