/** A PDF that text runs down, in this site's own look; what does not fit on a page begins another. */
import { PDFDocument, rgb, type PDFFont, type PDFPage } from '@cantoo/pdf-lib';
import { fontEngine } from '../fonts/font-engine.ts';
import { notoSans } from '../fonts/noto-sans.ts';

const A4 = { width: 595.28, height: 841.89 };
const MARGIN = 64;
/** Free at the end of a page, at least. */
const FOOT = 40;
const SIZE = 10.5;
const LINE_FACTOR = 1.5;

const INK = rgb(0.12, 0.14, 0.18);
export const QUIET = rgb(0.38, 0.42, 0.48);
const ACCENT = rgb(0.09, 0.36, 0.42);

export async function runningPdf(title: string, write: (page: RunningPage) => void): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  pdf.registerFontkit(fontEngine);
  pdf.setTitle(title, { showInWindowTitleBar: true });
  pdf.setLanguage('en');
  pdf.setCreator('Fjord Homes');
  const page = new RunningPage(
    pdf,
    await pdf.embedFont(await notoSans('400Regular'), { subset: true }),
    await pdf.embedFont(await notoSans('600SemiBold'), { subset: true }),
  );
  page.text('Fjord Homes', { size: 11, bold: true, color: ACCENT });
  page.space(14);
  page.text(title, { size: 24, bold: true });
  page.space(6);
  write(page);
  return pdf.save();
}

export class RunningPage {
  #page: PDFPage;
  #y = A4.height - MARGIN;

  constructor(
    private readonly pdf: PDFDocument,
    private readonly regular: PDFFont,
    private readonly semiBold: PDFFont,
  ) {
    this.#page = pdf.addPage([A4.width, A4.height]);
  }

  /** What takes so many points stands together. */
  keep(points: number): void {
    if (this.#y - points >= FOOT) return;
    this.#page = this.pdf.addPage([A4.width, A4.height]);
    this.#y = A4.height - MARGIN;
  }

  space(points: number): void {
    this.#y -= points;
  }

  text(text: string, { size = SIZE, bold = false, color = INK, x = MARGIN } = {}): void {
    const font = bold ? this.semiBold : this.regular;
    for (const line of wrap(text, font, size, A4.width - MARGIN - x)) {
      this.keep(size * LINE_FACTOR);
      this.#y -= size * LINE_FACTOR;
      this.#page.drawText(line, { x, y: this.#y, size, font, color });
    }
  }

  /** Room to write in by hand, on a line. */
  line(width: number): void {
    this.#page.drawLine({
      start: { x: MARGIN, y: this.#y },
      end: { x: MARGIN + width, y: this.#y },
      thickness: 0.6,
      color: QUIET,
    });
  }

  clause(title: string, text: string): void {
    this.text(title, { size: 11.5, bold: true });
    this.space(2);
    this.text(text);
    this.space(10);
  }

  pair(name: string, value: string): void {
    this.keep(SIZE * LINE_FACTOR);
    const y = this.#y;
    this.text(name, { color: QUIET });
    this.#y = y;
    this.text(value, { x: MARGIN + 90 });
    this.space(3);
  }
}

function wrap(text: string, font: PDFFont, size: number, width: number): string[] {
  const fits = (part: string) => font.widthOfTextAtSize(part, size) <= width;
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').flatMap((whole) => broken(whole, fits))) {
    const longer = line ? `${line} ${word}` : word;
    if (line && !fits(longer)) {
      lines.push(line);
      line = word;
    } else {
      line = longer;
    }
  }
  return [...lines, line];
}

/** An address may be longer than a line, and has no spaces to break it at. */
function broken(word: string, fits: (part: string) => boolean): string[] {
  const parts = [''];
  for (const letter of word) {
    const longer = `${parts.at(-1) ?? ''}${letter}`;
    if (fits(longer)) parts[parts.length - 1] = longer;
    else parts.push(letter);
  }
  return parts;
}
