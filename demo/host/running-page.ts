/** A PDF of one page that text runs down, in this site's own look. */
import { PDFDocument, rgb, type PDFFont, type PDFPage } from '@cantoo/pdf-lib';
import { fontEngine } from '../fonts/font-engine.ts';
import { notoSans } from '../fonts/noto-sans.ts';

const A4 = { width: 595.28, height: 841.89 };
const MARGIN = 64;
const LINE_FACTOR = 1.5;

const INK = rgb(0.12, 0.14, 0.18);
export const QUIET = rgb(0.38, 0.42, 0.48);
const ACCENT = rgb(0.09, 0.36, 0.42);

export async function onePagePdf(title: string, write: (page: RunningPage) => void): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  pdf.registerFontkit(fontEngine);
  pdf.setTitle(title, { showInWindowTitleBar: true });
  pdf.setLanguage('en');
  pdf.setCreator('Fjord Homes');
  const page = new RunningPage(
    pdf.addPage([A4.width, A4.height]),
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
  #y = A4.height - MARGIN;

  constructor(
    private readonly page: PDFPage,
    private readonly regular: PDFFont,
    private readonly semiBold: PDFFont,
  ) {}

  space(points: number): void {
    this.#y -= points;
  }

  text(text: string, { size = 10.5, bold = false, color = INK, x = MARGIN } = {}): void {
    const font = bold ? this.semiBold : this.regular;
    for (const line of wrap(text, font, size, A4.width - MARGIN - x)) {
      this.#y -= size * LINE_FACTOR;
      this.page.drawText(line, { x, y: this.#y, size, font, color });
    }
  }

  /** Room to write in by hand, on a line. */
  line(width: number): void {
    this.page.drawLine({
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
    const y = this.#y;
    this.text(name, { color: QUIET });
    this.#y = y;
    this.text(value, { x: MARGIN + 90 });
    this.space(3);
  }
}

function wrap(text: string, font: PDFFont, size: number, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line ? `${line} ${word}` : word;
    if (line && font.widthOfTextAtSize(longer, size) > width) {
      lines.push(line);
      line = word;
    } else {
      line = longer;
    }
  }
  return [...lines, line];
}
