/** Opens a file as intake and sealing do; a file that is not opened has to say why, soon. */
import assert from 'node:assert/strict';
import { latin1 } from '../../../demo/service/pdf/characters.ts';
import { PdfFileStream, type PdfObject } from '../../../demo/service/pdf/objects.ts';
import { type PdfDocument, openPdf } from '../../../demo/service/pdf/pdf-document.ts';
import { PdfError, type PdfErrorCode } from '../../../demo/service/pdf/pdf-error.ts';

export const LONGEST_READING_SECONDS = 1;

/** @returns what the reader says of the file; anything but a document or a PdfError fails the test */
export function outcome(bytes: Uint8Array, about = ''): PdfErrorCode | 'document' {
  const startedAt = performance.now();
  let said: PdfErrorCode | 'document' = 'document';
  try {
    openPdf(bytes, { maxPages: 5000 });
  } catch (error) {
    if (!(error instanceof PdfError)) assert.fail(`${about} ${String(error)}`);
    assert.ok(error.code && error.message);
    said = error.code;
  }
  const seconds = (performance.now() - startedAt) / 1000;
  assert.ok(seconds < LONGEST_READING_SECONDS, `${about} took ${seconds} s`);
  return said;
}

/** The text of the contents of a page. */
export function contentOf({ file, pages }: PdfDocument, page = 0): string {
  const contents: PdfObject = file.resolve(pages[page]!.dict.get('Contents'));
  assert.ok(contents instanceof PdfFileStream);
  return latin1(file.encodedStream(contents));
}
