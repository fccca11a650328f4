/**
 * Contracts as offices make them: pages full of words, each page with others, in a subset of one typeface that is
 * embedded, or in Helvetica, which is not.
 */
import { fontEngine } from '../../../demo/fonts/font-engine.ts';
import { PDFDocument, PDFName, type PDFFont, type PDFRef, StandardFonts } from '@cantoo/pdf-lib';
import { notoSans } from '../../../demo/fonts/noto-sans.ts';
import { pick, seeded, type Random } from './seeded.ts';

export interface TextPdf {
  readonly pages: number;
  readonly font: 'embedded' | 'standard';
  /**
   * `packed`: pages and what they share in object streams at the end, and a cross-reference stream.
   * `classic`: each page beside its content, and a cross-reference table.
   */
  readonly structure: 'packed' | 'classic';
  /** Of pages: all of them in one list, or branches of a few (ISO 32000-2, 7.7.3). */
  readonly tree: 'flat' | 'balanced';
}

const SYLLABLES =
  'con tra ten an cy de po sit ren tal pay ment no tice par ty term lea se own er liv ing a gree'
    .split(' ')
    .flatMap((syllable) => [syllable, `${syllable}s`]);
const WORDS = 600;
const LINES = 44;
const LINE_HEIGHT = 15;
const WORDS_IN_LINE = 11;
const BRANCH_PAGES = 50;

export async function makeTextPdf({ pages, font: kind, structure, tree }: TextPdf): Promise<Uint8Array> {
  const random = seeded(pages);
  const pdf = await PDFDocument.create();
  const { context } = pdf;
  const font = await embed(pdf, kind);
  const words = wordsIn(font, random);
  const root = context.nextRef();
  const inBranch = tree === 'flat' ? pages : BRANCH_PAGES;
  const branches: PDFRef[] = [];
  for (let first = 1; first <= pages; first += inBranch) {
    const parent = tree === 'flat' ? root : context.nextRef();
    const kids = Array.from({ length: Math.min(inBranch, pages - first + 1) }, (_, at) => {
      const content = pageContent(words, font.encodeText(`Section ${first + at}`).toString(), random);
      const page = { Type: 'Page', Parent: parent, MediaBox: [0, 0, 595, 842] };
      const Contents = context.register(context.flateStream(content));
      return context.register(context.obj({ ...page, Contents, Resources: { Font: { F1: font.ref } } }));
    });
    const above = tree === 'flat' ? {} : { Parent: root };
    context.assign(parent, context.obj({ Type: 'Pages', Kids: kids, Count: kids.length, ...above }));
    branches.push(parent);
  }
  if (tree === 'balanced') {
    context.assign(root, context.obj({ Type: 'Pages', Kids: branches, Count: pages }));
  }
  // By hand, because the library's own pages are never packed.
  pdf.catalog.set(PDFName.of('Pages'), root);
  const useObjectStreams = structure === 'packed';
  return pdf.save({ useObjectStreams, addDefaultPage: false, updateFieldAppearances: false });
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
