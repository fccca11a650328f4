/**
 * Contracts as offices make them: pages full of words, each page with others, in a subset of one typeface that is
 * embedded, or in Helvetica, which is not.
 */
import { fontEngine } from '../../../demo/fonts/font-engine.ts';
import { PDFDocument, PDFName, type PDFFont, StandardFonts } from '@cantoo/pdf-lib';
import { notoSans } from '../../../demo/fonts/noto-sans.ts';
import { pick, seeded, type Random } from './seeded.ts';

export interface TextPdf {
  readonly pages: number;
  readonly font: 'embedded' | 'standard';
  /** `packed`: object streams and a cross-reference stream. `classic`: a cross-reference table. */
  readonly structure: 'packed' | 'classic';
}

const SYLLABLES =
  'con tra ten an cy de po sit ren tal pay ment no tice par ty term lea se own er liv ing a gree'
    .split(' ')
    .flatMap((syllable) => [syllable, `${syllable}s`]);
const WORDS = 600;
const LINES = 44;
const LINE_HEIGHT = 15;
const WORDS_IN_LINE = 11;

export async function makeTextPdf({ pages, font: kind, structure }: TextPdf): Promise<Uint8Array> {
  const random = seeded(pages);
  const pdf = await PDFDocument.create();
  const font = await embed(pdf, kind);
  const words = wordsIn(font, random);
  for (let page = 1; page <= pages; page += 1) {
    const { node } = pdf.addPage([595, 842]);
    node.setFontDictionary(PDFName.of('F1'), font.ref);
    const content = pageContent(words, font.encodeText(`Section ${page}`).toString(), random);
    node.set(PDFName.of('Contents'), pdf.context.register(pdf.context.flateStream(content)));
  }
  return pdf.save({ useObjectStreams: structure === 'packed' });
}

async function embed(pdf: PDFDocument, kind: TextPdf['font']): Promise<PDFFont> {
  if (kind === 'standard') return pdf.embedFont(StandardFonts.Helvetica);
  pdf.registerFontkit(fontEngine);
  return pdf.embedFont(await notoSans('400Regular'), { subset: true });
}

/** Written in the font's own code, each once: a page chooses from them. */
function wordsIn(font: PDFFont, random: Random): string[] {
  return Array.from({ length: WORDS }, () => {
    const syllables = Array.from({ length: 1 + Math.floor(random() * 4) }, () => pick(random, SYLLABLES));
    return font.encodeText(`${syllables.join('')} `).toString();
  });
}

function pageContent(words: readonly string[], heading: string, random: Random): string {
  const line = () => `[${Array.from({ length: WORDS_IN_LINE }, () => pick(random, words)).join(' ')}] TJ T*`;
  return [
    `BT /F1 16 Tf 56 770 Td ${heading} Tj ET`,
    `BT /F1 9 Tf ${LINE_HEIGHT} TL 56 740 Td`,
    ...Array.from({ length: LINES }, line),
    'ET',
    '0.6 0.6 0.6 RG 56 56 m 539 56 l S',
  ].join('\n');
}
