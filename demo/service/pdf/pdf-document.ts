/**
 * Opens a PDF for intake and for sealing alike, so that what is accepted can be sealed: it has a
 * header, a catalog and pages, and every object that it reaches can be read.
 */
import { latin1 } from './characters.ts';
import { type PdfDict, PdfRef } from './objects.ts';
import { type Page, readPages } from './pages.ts';
import { PdfError, damaged } from './pdf-error.ts';
import { PdfFile } from './pdf-file.ts';
import { requireSoundStructure } from './structure.ts';
import { walkReachable } from './walk.ts';
import { readXref } from './xref.ts';

export interface PdfDocument {
  readonly file: PdfFile;
  readonly catalogRef: PdfRef;
  readonly catalog: PdfDict;
  readonly pages: readonly Page[];
  /** What an appended revision must continue. */
  readonly xref: XrefBase;
}

export interface XrefBase {
  readonly kind: 'table' | 'stream';
  readonly startOffset: number;
  /** One more than the highest object number. */
  readonly size: number;
}

export interface OpenOptions {
  readonly maxPages?: number;
}

/**
 * A file whose cross-reference information is broken is refused and not searched for objects, as viewers
 * do: they can come to different results, and what one person saw would not be what another gets.
 *
 * @throws PdfError
 */
export function openPdf(bytes: Uint8Array, { maxPages = Infinity }: OpenOptions = {}): PdfDocument {
  requireHeader(bytes);
  const { entries, trailer, encrypted, newestIs, startOffset, size } = readXref(bytes);
  if (encrypted) throw new PdfError('encrypted', 'The file is encrypted.');
  const file = new PdfFile(bytes, entries, trailer);
  const catalogRef = trailer.get('Root');
  const catalog = file.dict(catalogRef);
  if (!(catalogRef instanceof PdfRef) || catalog === undefined) throw damaged('There is no catalog.');
  const root = catalog.get('Pages');
  if (file.dict(root) === undefined) throw damaged('There is no page tree.');
  walkReachable(file, catalogRef, () => undefined);
  const pages = readPages(file, root, maxPages);
  requireSoundStructure(file, catalogRef, catalog, pages);
  return { file, catalogRef, catalog, pages, xref: { kind: newestIs, startOffset, size } };
}

/**
 * ISO 32000-2 section 7.5.2: the header is the first thing in the file. With bytes before it readers differ
 * in where offsets, and the byte ranges of a signature, count from.
 */
function requireHeader(bytes: Uint8Array): void {
  const head = latin1(bytes.subarray(0, 1024 + 5));
  if (head.startsWith('%PDF-')) return;
  if (head.includes('%PDF-')) throw damaged('Something stands before the PDF header.');
  throw new PdfError('not-a-pdf', 'There is no PDF header.');
}
