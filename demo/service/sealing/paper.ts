/** Sheets of paper that are written on from top to bottom; what does not fit any more begins another. */
import type { PDFDocument, PDFFont, PDFPage } from '@cantoo/pdf-lib';
import { drawLine, type Fonts, rule, SHADE, wrapped } from './text-drawing.ts';

export interface PaperSize {
  readonly width: number;
  readonly height: number;
}

/** In points, upright. */
export const A4: PaperSize = { width: 595.28, height: 841.89 };
const MARGIN = 56;
const FOOT = 44;
const LABEL_WIDTH = 118;
const FOOT_SIZE = 7.5;

export interface Words {
  readonly text: string;
  readonly size: number;
  readonly font?: PDFFont;
  readonly shade?: number;
  readonly x?: number;
  readonly maxWidth?: number;
  readonly maxLines?: number;
}

/** What is said of one more fact than its label and itself. */
export interface FactLook {
  readonly maxLines?: number;
  readonly x?: number;
  /** With its label, from `x` on. */
  readonly maxWidth?: number;
}

export class Paper {
  readonly width: number;
  readonly left = MARGIN;
  readonly fonts: Fonts;
  readonly #drawing: PDFDocument;
  readonly #size: PaperSize;
  readonly #pages: PDFPage[] = [];
  readonly #further: (() => void) | undefined;
  /** Where the next line begins: its upper edge. */
  #top = 0;

  /** @param further writes what stands at the top of every sheet after the first */
  constructor(drawing: PDFDocument, fonts: Fonts, size: PaperSize = A4, further?: () => void) {
    this.#drawing = drawing;
    this.fonts = fonts;
    this.#size = size;
    this.width = size.width - 2 * MARGIN;
    this.#turn();
    this.#further = further;
  }

  /** How many sheets there are by now. */
  get sheets(): number {
    return this.#pages.length;
  }

  get page(): PDFPage {
    const page = this.#pages.at(-1);
    if (!page) throw new TypeError('There is no paper.');
    return page;
  }

  get top(): number {
    return this.#top;
  }

  /** Begins another sheet where this one has no room for so much. */
  keep(height: number): void {
    if (this.#top - height < MARGIN + FOOT) this.#turn();
  }

  skip(height: number): void {
    this.#top -= height;
  }

  rule(): void {
    rule(this.page, this.#top, MARGIN, MARGIN + this.width);
  }

  /** A paragraph. */
  write(words: Words): void {
    const { text, size, x = 0, maxWidth = this.width - x, maxLines = 1 } = words;
    const { font = this.fonts.regular, shade = SHADE.text } = words;
    for (const line of wrapped(text, font, size, maxWidth, maxLines)) {
      this.keep(size * 1.4);
      this.#top -= size * 1.4;
      const y = this.#top + size * 0.32;
      drawLine(this.page, { text: line, x: MARGIN + x, y, size, font, maxWidth, shade });
    }
  }

  heading(text: string): void {
    this.keep(70);
    this.skip(18);
    this.write({ text, size: 12, font: this.fonts.semiBold });
    this.skip(4);
    this.rule();
    this.skip(6);
  }

  /** What it is called, and beside it what it is. */
  fact(label: string, text: string, { maxLines = 1, x = 0, maxWidth = this.width - x }: FactLook = {}): void {
    const size = 9;
    const lines = wrapped(text, this.fonts.regular, size, maxWidth - LABEL_WIDTH, maxLines);
    this.keep(lines.length * size * 1.5);
    const top = this.#top;
    this.write({ text: label, size, x, maxWidth: LABEL_WIDTH - 6, shade: SHADE.quiet });
    this.#top = top;
    for (const line of lines)
      this.write({ text: line, size, x: x + LABEL_WIDTH, maxWidth: maxWidth - LABEL_WIDTH });
    this.skip(2);
  }

  /**
   * To be called when everything has been written.
   *
   * @param above a line over the foot
   */
  number(foot: string, pageOf: (number: number, count: number) => string, above = ''): void {
    this.#pages.forEach((page, at) => {
      const count = pageOf(at + 1, this.#pages.length);
      const width = this.fonts.regular.widthOfTextAtSize(count, FOOT_SIZE);
      const line = { y: MARGIN, size: FOOT_SIZE, font: this.fonts.regular, shade: SHADE.quiet };
      drawLine(page, { ...line, y: MARGIN + 12, text: above, x: MARGIN, maxWidth: this.width });
      drawLine(page, { ...line, text: foot, x: MARGIN, maxWidth: this.width - width - 12 });
      drawLine(page, { ...line, text: count, x: MARGIN + this.width - width, maxWidth: width + 1 });
    });
  }

  #turn(): void {
    this.#pages.push(this.#drawing.addPage([this.#size.width, this.#size.height]));
    this.#top = this.#size.height - MARGIN;
    this.#further?.();
  }
}
