/** PDFs whose pages say what a test writes on them, operator by operator. */
import { PDFDocument, type PDFFont, PDFName, StandardFonts } from '@cantoo/pdf-lib';
import { fontEngine } from '../../../../demo/fonts/font-engine.ts';
import { notoSans } from '../../../../demo/fonts/noto-sans.ts';
import { pdfWith } from '../../../harness/pdf-samples.ts';
import { stream } from '../../../verifier/samples/original-pdf.ts';

const HELVETICA = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>';

/** One page of Helvetica (/F1) and Courier (/F2), and whatever its dictionary is to have. */
export function written(content: string, page = ''): Buffer {
  const resources = '<< /Font << /F1 5 0 R /F2 6 0 R >> >>';
  return pdfWith({
    objects: {
      3: `<< /Type /Page /Parent 2 0 R /Resources ${resources} /Contents 4 0 R ${page} >>`,
      4: stream('', content),
      5: HELVETICA,
      6: HELVETICA.replace('Helvetica', 'Courier'),
    },
  });
}

/** A line of text whose base line begins at x and y. */
export function line(text: string, x: number, y: number, size = 10, font = 'F1'): string {
  return `BT /${font} ${size} Tf ${x} ${y} Td (${text.replace(/[\\()]/g, '\\$&')}) Tj ET\n`;
}

/** As many pages as there are texts. */
export async function pagesOf(texts: readonly string[]): Promise<Uint8Array> {
  const pdf = await PDFDocument.create({ updateMetadata: false });
  const font = await pdf.embedFont(StandardFonts.Helvetica);
  for (const text of texts) pdf.addPage([595, 842]).drawText(text, { x: 60, y: 700, size: 10, font });
  return pdf.save();
}

/** How wide Helvetica sets a text, in points, by its own metrics. */
export async function widthOf(text: string, size = 10): Promise<number> {
  const pdf = await PDFDocument.create();
  const font = await pdf.embedFont(StandardFonts.Helvetica);
  // Letter by letter: a PDF does not kern what it does not say it kerns.
  return [...text].reduce((sum, letter) => sum + font.widthOfTextAtSize(letter, size), 0);
}

/**
 * Letters of any script in their places, from left to right as they are seen. The glyphs are those of Noto Sans, and
 * stand for what the test says: what is read of a PDF is what its /ToUnicode says.
 */
export async function glyphsFromTheLeft(runs: readonly { text: string; x: number; y: number }[], size = 10) {
  const pdf = await PDFDocument.create({ updateMetadata: false });
  pdf.registerFontkit(fontEngine);
  const page = pdf.addPage([595, 842]);
  const letters = [...new Set(runs.flatMap(({ text }) => [...text]))];
  // One Latin capital stands for each: they are as wide as those are, and make no ligatures.
  const stands = new Map(letters.map((letter, at) => [letter, String.fromCharCode(65 + at)]));
  const font = await pdf.embedFont(await notoSans('400Regular'), { subset: false });
  for (const { text, x, y } of runs) {
    const seen = [...text].map((letter) => stands.get(letter) ?? ' ').join('');
    page.drawText(seen, { x, y, size, font });
  }
  await pdf.flush();
  sayOtherwise(pdf, font, stands);
  const width = (text: string) =>
    font.widthOfTextAtSize([...text].map((letter) => stands.get(letter) ?? ' ').join(''), size);
  return { bytes: await pdf.save(), width };
}

function sayOtherwise(pdf: PDFDocument, font: PDFFont, stands: ReadonlyMap<string, string>): void {
  const hex = (text: string) => Buffer.from(text, 'utf16le').swap16().toString('hex');
  const pairs = [...stands].map(([letter, glyph]) => `${font.encodeText(glyph).toString()} <${hex(letter)}>`);
  const toUnicode = [
    '/CIDInit /ProcSet findresource begin 12 dict begin begincmap',
    '/CMapName /Own def /CMapType 2 def',
    '1 begincodespacerange <0000> <ffff> endcodespacerange',
    `${pairs.length} beginbfchar`,
    ...pairs,
    'endbfchar endcmap CMapName currentdict /CMap defineresource pop end end',
  ].join('\n');
  const dict = pdf.context.lookup(font.ref) as unknown as { set(key: PDFName, value: unknown): void };
  dict.set(PDFName.of('ToUnicode'), pdf.context.register(pdf.context.stream(toUnicode)));
}
