/** Walks the page tree (ISO 32000-2 section 7.7.3): counts what is there, not what /Count says. */
import type { PdfDict } from './objects.ts';
import { type PdfObject, PdfRef, isArray, isName } from './objects.ts';
import type { PdfFile } from './pdf-file.ts';
import { PdfError, damaged } from './pdf-error.ts';

export interface Page {
  readonly ref: PdfRef;
  readonly dict: PdfDict;
  /** Of the page or inherited, section 7.7.3.4; each unresolved. */
  readonly mediaBox: PdfObject;
  readonly cropBox: PdfObject;
  readonly rotate: PdfObject;
}

interface Inherited {
  readonly mediaBox: PdfObject;
  readonly cropBox: PdfObject;
  readonly rotate: PdfObject;
}

/** A tree deeper than this is no page tree that anyone can show. */
const DEEPEST = 50;

/**
 * @param root the catalog's /Pages
 * @throws PdfError no-pages, too-many-pages or damaged
 */
export function readPages(file: PdfFile, root: PdfObject, maxPages: number): Page[] {
  const pages: Page[] = [];
  const seen = new Set<number>();
  const stack: { node: PdfObject; inherited: Inherited; depth: number }[] = [
    { node: root, inherited: { mediaBox: null, cropBox: null, rotate: null }, depth: 0 },
  ];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { node, depth } = next;
    const dict = file.dict(node);
    if (!(node instanceof PdfRef)) throw damaged('A page is not an object of its own.');
    if (dict === undefined || !file.isRegular(node)) throw damaged('A page cannot be read.');
    if (seen.has(node.num)) throw damaged('The page tree runs in a circle.');
    if (depth > DEEPEST) throw damaged('The page tree is too deep.');
    seen.add(node.num);
    const inherited = {
      mediaBox: dict.has('MediaBox') ? dict.get('MediaBox') : next.inherited.mediaBox,
      cropBox: dict.has('CropBox') ? dict.get('CropBox') : next.inherited.cropBox,
      rotate: dict.has('Rotate') ? dict.get('Rotate') : next.inherited.rotate,
    };
    const kids = file.resolve(dict.get('Kids'));
    if (depth === 0 && !isArray(kids)) throw damaged('There is no page tree.');
    if (!isArray(kids)) {
      if (isName(file.resolve(dict.get('Type')), 'Pages')) throw damaged('A page tree node has no kids.');
      if (pages.length === maxPages) throw new PdfError('too-many-pages', `More than ${maxPages} pages.`);
      pages.push({ ref: node, dict, ...inherited });
    } else {
      for (let at = kids.length - 1; at >= 0; at--) {
        stack.push({ node: kids[at] ?? null, inherited, depth: depth + 1 });
      }
    }
  }
  if (pages.length === 0) throw new PdfError('no-pages', 'The file has no pages.');
  return pages;
}
