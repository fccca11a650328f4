/** Hangs pages behind the last one, at the root of the page tree (ISO 32000-2 section 7.7.3.2). */
import type { AppendedRevisions } from '../pdf/appended-revisions.ts';
import type { PdfDict } from '../pdf/objects.ts';
import { PdfRef, isArray } from '../pdf/objects.ts';
import type { PdfDocument } from '../pdf/pdf-document.ts';

export function addPages(
  pages: readonly PdfDict[],
  document: PdfDocument,
  revisions: AppendedRevisions,
): PdfRef[] {
  const root = document.catalog.get('Pages');
  const tree = revisions.dict(root);
  const kids = revisions.resolve(tree?.get('Kids') ?? null);
  if (!(root instanceof PdfRef) || tree === undefined || !isArray(kids)) {
    throw new TypeError('The document has no page tree.');
  }
  // What the tree hands down to its pages (section 7.7.3.4) is not for these: they stand upright and whole.
  const refs = pages.map((page) =>
    revisions.add(page.with({ Parent: root, Rotate: 0, CropBox: page.get('MediaBox') })),
  );
  if (refs.length > 0) {
    revisions.set(root, tree.with({ Kids: [...kids, ...refs], Count: document.pages.length + refs.length }));
  }
  return refs;
}
