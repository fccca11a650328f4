/** Lays an annotation on a page, above those that are there. */
import type { AppendedRevisions } from '../pdf/appended-revisions.ts';
import { PdfDict, type PdfRef, isArray } from '../pdf/objects.ts';

export function addAnnotation(page: PdfRef, annotation: PdfRef, revisions: AppendedRevisions): void {
  const dict = revisions.dict(page) ?? new PdfDict();
  const existing = revisions.resolve(dict.get('Annots'));
  revisions.set(page, dict.with({ Annots: [...(isArray(existing) ? existing : []), annotation] }));
}
