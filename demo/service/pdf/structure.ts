/**
 * The objects that sealing builds on: catalog, page tree, annotation lists and form. Only what is written
 * as the standard says is built on.
 */
import { type PdfDict, type PdfObject, PdfRef, isArray } from './objects.ts';
import type { Page } from './pages.ts';
import { damaged } from './pdf-error.ts';
import type { PdfFile } from './pdf-file.ts';

/** A form with more fields than this is no form that anyone can fill in. */
const MOST_FIELDS = 100_000;

/** @throws PdfError damaged */
export function requireSoundStructure(
  file: PdfFile,
  catalogRef: PdfRef,
  catalog: PdfDict,
  pages: readonly Page[],
): void {
  const sound = (object: PdfObject) => {
    if (object instanceof PdfRef && !file.isRegular(object)) {
      throw damaged('An object that the document is built on is malformed.');
    }
  };
  sound(catalogRef);
  for (const { ref, dict } of pages) {
    sound(ref);
    sound(dict.get('Annots'));
  }
  sound(catalog.get('AcroForm'));
  const form = file.dict(catalog.get('AcroForm'));
  sound(form?.get('Fields') ?? null);
  requireFieldTree(file, form?.get('Fields') ?? null, sound);
}

/** ISO 32000-2 section 12.7.4: a tree of objects of their own, each in it once. */
function requireFieldTree(file: PdfFile, fields: PdfObject, sound: (object: PdfObject) => void): void {
  const seen = new Set<number>();
  const stack: PdfObject[] = [fields];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const kids = file.resolve(next);
    if (!isArray(kids)) continue;
    for (const kid of kids) {
      if (!(kid instanceof PdfRef)) throw damaged('A form field is not an object of its own.');
      if (seen.has(kid.num) || seen.size > MOST_FIELDS) throw damaged('The form fields run in a circle.');
      seen.add(kid.num);
      sound(kid);
      stack.push(file.dict(kid)?.get('Kids') ?? null);
    }
  }
}
