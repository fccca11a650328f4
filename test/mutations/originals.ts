/**
 * What is to be signed: every way to write a cross-reference, and a document that somebody has prepared, before it was
 * signed, to be shown differently afterwards (the shadow attacks of Mainka, Mladenov and Rohlmann, NDSS 2021).
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { put, run } from '../verifier/run-tool.ts';
import { appendTable, originalPdf, stream } from '../verifier/samples/original-pdf.ts';

export const KINDS = ['table', 'streams', 'updated', 'hybrid', 'linearized', 'prepared'] as const;
export type Kind = (typeof KINDS)[number];

/** Object 11 is what the first page shows; object 6 an annotation on it. */
export const CONTENT = 11;
export const ANNOTATION = 6;
/** As it is written where it is in an object stream, and cannot be copied from the file. */
export const ANNOTATION_BODY = '<< /Type /Annot /Subtype /Square /Rect [20 20 60 60] /C [0 0 1] /F 4 >>';
/** In a prepared document: content that no page shows, a picture over the page, and a text field. */
export const HIDDEN_CONTENT = 40;
export const COVER = 41;
export const FIELD = 43;

export const OTHER_CONTENT = stream('', 'BT /F1 14 Tf 72 720 Td (Page 1: pay 900000 euro) Tj ET');

/** @returns undefined where there is no tool that could make it */
export async function originalOf(kind: Kind): Promise<Buffer | undefined> {
  if (kind === 'prepared') return prepared();
  return kind === 'linearized' ? linearized(originalPdf('table', 3)) : originalPdf(kind);
}

function prepared(): Buffer {
  const plain = originalPdf('table');
  const body = (more: string) => `<< /Type /Annot /Rect [60 700 400 740] /F 4 ${more} >>`;
  const cover = '/Type /XObject /Subtype /Form /BBox [0 0 340 40]';
  return appendTable(
    plain,
    new Map<number, string | Buffer>([
      [1, '<< /Type /Catalog /Pages 2 0 R /Lang (en) /AcroForm << /Fields [43 0 R] /DA (/F1 9 Tf) >> >>'],
      [5, `[${ANNOTATION} 0 R ${COVER} 0 R ${FIELD} 0 R]`],
      [HIDDEN_CONTENT, OTHER_CONTENT],
      [COVER, body('/Subtype /Square /AP << /N 42 0 R >>')],
      [42, stream(cover, '1 g 0 0 340 40 re f')],
      [FIELD, body('/Subtype /Widget /FT /Tx /T (amount) /V (100) /DA (/F1 9 Tf) /AP << /N 44 0 R >>')],
      [44, stream(cover, 'BT /F1 9 Tf 4 4 Td (100) Tj ET')],
    ]),
  );
}

async function linearized(plain: Buffer): Promise<Buffer | undefined> {
  const folder = await mkdtemp(join(tmpdir(), 'originals-'));
  try {
    const made = join(folder, 'linearized.pdf');
    const { exitCode } = await run('qpdf', [
      '--linearize',
      '--deterministic-id',
      await put(folder, 'plain.pdf', plain),
      made,
    ]);
    return exitCode === 0 ? await readFile(made) : undefined;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
