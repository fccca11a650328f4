/** A file that intake refuses, and its neighbour: nearly the same file, which it takes. */
import type { IntakeRefusal } from '../../../../demo/service/ports/pdf-intake.ts';
import { type PdfParts, pdfWith } from '../../../harness/pdf-samples.ts';

export interface IntakeCase {
  readonly reason: IntakeRefusal;
  readonly title: string;
  readonly refused: Uint8Array;
  readonly accepted: Uint8Array;
}

export function intakeCase(
  reason: IntakeRefusal,
  title: string,
  refused: PdfParts | Uint8Array,
  accepted: PdfParts | Uint8Array,
): IntakeCase {
  return { reason, title, refused: bytesOf(refused), accepted: bytesOf(accepted) };
}

function bytesOf(file: PdfParts | Uint8Array): Uint8Array {
  return file instanceof Uint8Array ? file : pdfWith(file);
}

export const annotation = (entries: string): PdfParts => ({
  page: '/Annots [5 0 R]',
  objects: { 5: `<< /Type /Annot /Rect [10 10 50 50] ${entries} >>` },
});

/** A form with one text field, which is its own widget. */
export const textField = (entries = '', form = ''): PdfParts => ({
  catalog: `/AcroForm << /Fields [5 0 R] ${form} >>`,
  page: '/Annots [5 0 R]',
  objects: {
    5: `<< /Type /Annot /Subtype /Widget /FT /Tx /T (Amount) /Rect [10 10 99 30] /P 3 0 R ${entries} >>`,
    6: '<< /S /JavaScript /JS (app.alert\\(1\\)) >>',
    7: '<< /S /URI /URI (https://example.org/) >>',
  },
});

export const WEB_LINK = '/S /URI /URI (https://example.org/)';
export const SCRIPT = '<< /S /JavaScript /JS (app.alert\\(1\\)) >>';
