/** Files that cannot be read, or are too much. */
import { lockedPdfBytes } from '../../../harness/document-pdf.ts';
import { pdfWith, plainPdf, revised } from '../../../harness/pdf-samples.ts';
import { originalPdf } from '../../../verifier/samples/original-pdf.ts';
import { type IntakeCase, intakeCase } from './intake-case.ts';

export const LIMITS = { maxBytes: 2_000_000, maxPages: 3 } as const;

const padded = (length: number): Buffer => {
  const bare = pdfWith({ objects: { 5: '()' } });
  return pdfWith({ objects: { 5: `(${'x'.repeat(length - bare.length)})` } });
};

const exactly = (length: number): Buffer => {
  // The offset of the table grows with the file, and may take a digit more.
  const first = padded(length);
  return first.length === length ? first : padded(2 * length - first.length);
};

export const FILE_CASES: readonly IntakeCase[] = [
  intakeCase('not-a-pdf', 'is a text', Buffer.from('Dear all, please sign.'), plainPdf()),
  intakeCase('empty', 'has no bytes', new Uint8Array(0), plainPdf()),
  intakeCase(
    'too-large',
    'is one byte over the limit',
    exactly(LIMITS.maxBytes + 1),
    exactly(LIMITS.maxBytes),
  ),
  intakeCase(
    'too-many-pages',
    'has one page over the limit',
    plainPdf({ pages: LIMITS.maxPages + 1 }),
    plainPdf({ pages: LIMITS.maxPages }),
  ),
  intakeCase(
    'no-pages',
    'has an empty page tree',
    { objects: { 2: '<< /Type /Pages /Kids [] /Count 0 >>' } },
    {},
  ),
  intakeCase('damaged', 'ends in the middle', plainPdf().subarray(0, 400), plainPdf()),
  intakeCase(
    'damaged',
    'has something before its header',
    Buffer.concat([Buffer.from('From: me\n\n'), plainPdf()]),
    plainPdf(),
  ),
  intakeCase(
    'damaged',
    'names an object that is not there',
    Buffer.from(pdfWith().toString('latin1').replace('\n4 0 obj', '\n8 0 obj'), 'latin1'),
    pdfWith(),
  ),
  intakeCase('encrypted', 'opens with a password', lockedPdfBytes(), plainPdf()),
  intakeCase(
    'encrypted',
    'was encrypted in an older revision',
    revised(pdfWith({ objects: { 5: '<< /Filter /Standard >>' }, trailer: '/Encrypt 5 0 R' }), { 6: '1' }),
    revised(pdfWith({ objects: { 5: '<< /Filter /Standard >>' } }), { 6: '1' }),
  ),
  intakeCase('no-pages', 'has a page tree without kids, in streams', withoutKids(), originalPdf('streams')),
];

function withoutKids(): Buffer {
  return revised(originalPdf('table'), { 2: '<< /Type /Pages /Kids [] /Count 2 >>' });
}
