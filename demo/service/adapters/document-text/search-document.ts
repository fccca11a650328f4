/** Looks through a document page by page until all is found that is wanted. Runs in a worker: it may be slow. */
import './node-gaps.ts';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist';
import { getDocument, OPS, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';
// At once, and not when the first document is opened, whose time is counted.
import 'pdfjs-dist/legacy/build/pdf.worker.mjs';
import type { FoundText, WantedText } from '../../ports/document-text.ts';
import { folded } from './folded-text.ts';
import { foundOnPage } from './found-on-page.ts';
import { type GlyphWidths, glyphWidthsOf } from './glyph-widths.ts';
import { PageLines } from './match-lines.ts';
import { linesOf } from './page-lines.ts';
import { piecesOf } from './shown-page.ts';

/** A file may be readable in parts only; one that cannot be opened at all has no text for us. */
export class UnreadableError extends Error {}

const PACKAGE = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));

interface Search {
  readonly text: string;
  readonly page: number | undefined;
  readonly most: number;
  readonly found: FoundText[];
}

/** @throws UnreadableError */
export async function searchDocument(
  bytes: Uint8Array,
  wanted: readonly WantedText[],
): Promise<readonly (readonly FoundText[])[]> {
  const searches = wanted.map(({ text, page, most }): Search => ({
    text: folded(text),
    page,
    most,
    found: [],
  }));
  const task = getDocument({
    data: bytes,
    cMapUrl: `${join(PACKAGE, 'cmaps')}/`,
    cMapPacked: true,
    standardFontDataUrl: `${join(PACKAGE, 'standard_fonts')}/`,
    useSystemFonts: false,
    useWasm: false,
    // No font is made to be drawn with, and no picture is decoded that has more pixels than this.
    disableFontFace: false,
    maxImageSize: 1,
    enableXfa: false,
    verbosity: VerbosityLevel.ERRORS,
  });
  try {
    const pdf = await task.promise.catch((error: unknown) => {
      throw new UnreadableError('The document cannot be opened.', { cause: error });
    });
    for (const page of pagesToRead(searches, pdf.numPages)) {
      const open = searches.filter((search) => wants(search, page));
      if (open.length > 0) await searchPage(pdf, page, open);
    }
  } finally {
    await task.destroy();
  }
  return searches.map(({ found }) => found);
}

function* pagesToRead(searches: readonly Search[], pages: number): Generator<number> {
  const isUnbounded = searches.some(({ page }) => page === undefined);
  if (isUnbounded) for (let page = 1; page <= pages; page++) yield page;
  else {
    const named = new Set(searches.map(({ page = 0 }) => page));
    yield* [...named].filter((page) => page >= 1 && page <= pages).sort((a, b) => a - b);
  }
}

function wants({ page, most, found }: Search, at: number): boolean {
  return found.length < most && (page === undefined || page === at);
}

async function searchPage(pdf: PDFDocumentProxy, at: number, open: readonly Search[]): Promise<void> {
  const page = await pdf.getPage(at).catch(() => undefined);
  if (!page) return;
  try {
    // A page that cannot be read is shown as far as it goes, and has no text to stand beside.
    const shown = await piecesOf(page).catch(() => undefined);
    if (!shown) return;
    const lines = new PageLines(linesOf(shown.pieces));
    let widths: GlyphWidths | undefined;
    for (const { text, most, found } of open) {
      const matches = lines.find(text);
      if (matches.length === 0) continue;
      widths ??= await widthsOf(page);
      found.push(...foundOnPage({ page: at, ...shown }, matches, widths).slice(0, most - found.length));
    }
  } finally {
    page.cleanup();
  }
}

/** Without them letters count as equally wide. */
async function widthsOf(page: PDFPageProxy): Promise<GlyphWidths> {
  return glyphWidthsOf(page, OPS).catch(() => new Map());
}
