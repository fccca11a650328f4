/**
 * Opens a PDF for intake and for sealing alike, so that what is accepted can be sealed: it has a
 * header, a catalog and pages, and every object that it reaches can be read.
 */
import type { PdfDict } from './objects.ts';
import { PdfRef } from './objects.ts';
import { type Page, readPages } from './pages.ts';
import { PdfError, damaged } from './pdf-error.ts';
import { PdfFile } from './pdf-file.ts';
import { walkReachable } from './walk.ts';
import { readXref } from './xref.ts';

export interface PdfDocument {
  readonly file: PdfFile;
  /** Bytes before the header; every offset in the file counts from the header. */
  readonly headerOffset: number;
  readonly catalogRef: PdfRef;
  readonly catalog: PdfDict;
  readonly pages: readonly Page[];
  /** What an appended revision must continue. */
  readonly xref: XrefBase;
}

export interface XrefBase {
  readonly kind: 'table' | 'stream';
  readonly startOffset: number;
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
  const headerOffset = findHeader(bytes);
  const body = bytes.subarray(headerOffset);
  const { entries, trailer, encrypted, newestIs, startOffset } = readXref(body);
  if (encrypted) throw new PdfError('encrypted', 'The file is encrypted.');
  const file = new PdfFile(body, entries, trailer);
  const catalogRef = trailer.get('Root');
  const catalog = file.dict(catalogRef);
  if (!(catalogRef instanceof PdfRef) || catalog === undefined) throw damaged('There is no catalog.');
  const root = catalog.get('Pages');
  if (file.dict(root) === undefined) throw damaged('There is no page tree.');
  walkReachable(file, catalogRef, () => undefined);
  const pages = readPages(file, root, maxPages);
  return { file, headerOffset, catalogRef, catalog, pages, xref: { kind: newestIs, startOffset } };
}

/** ISO 32000-2 annex I, note 13 of its predecessor: within the first 1024 bytes. */
function findHeader(bytes: Uint8Array): number {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 1024 + 5));
  const at = head.indexOf('%PDF-', 0, 'latin1');
  if (at < 0) throw new PdfError('not-a-pdf', 'There is no PDF header.');
  return at;
}
