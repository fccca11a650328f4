/** The pages of a document state in reading order, ISO 32000-2 section 7.7.3. */
import { Unreadable } from '../findings.ts';
import type { PdfState } from './pdf-state.ts';
import { Dict, isArray, type PdfValue, Ref } from './values.ts';

export interface PageTree {
  /** Object numbers of the pages, first page first. */
  readonly pages: readonly number[];
  /** Object numbers of the nodes between the catalog and the pages, with their /Kids. */
  readonly nodes: ReadonlyMap<number, { readonly dict: Dict; readonly kids: readonly number[] }>;
}

const MOST_PAGES = 200_000;

export function readPageTree(state: PdfState): PageTree {
  const pages: number[] = [];
  const nodes = new Map<number, { dict: Dict; kids: number[] }>();
  const seen = new Set<number>();

  const visit = (value: PdfValue | undefined, depth: number): number => {
    if (!(value instanceof Ref)) throw new Unreadable('malformed-pdf', 'a page is not an indirect object');
    if (seen.has(value.number))
      throw new Unreadable('malformed-pdf', `page ${value.number} is in the tree twice`);
    if (seen.size > MOST_PAGES || depth > 50)
      throw new Unreadable('too-complex', 'the page tree is too large');
    seen.add(value.number);
    const dict = state.dict(value, `page ${value.number}`);
    const kids = state.resolve(dict.get('Kids'));
    if (isArray(kids)) nodes.set(value.number, { dict, kids: kids.map((kid) => visit(kid, depth + 1)) });
    else pages.push(value.number);
    return value.number;
  };

  visit(state.catalog.get('Pages'), 0);
  return { pages, nodes };
}

/** The annotations of a page, resolved to the array; an absent /Annots is an empty one. */
export function annotationsOf(state: PdfState, page: Dict): readonly PdfValue[] {
  const annotations = state.resolve(page.get('Annots'));
  return isArray(annotations) ? annotations : [];
}

/** 7.7.3.4: MediaBox and CropBox come from the page or the nodes above it. */
export function visibleBox(state: PdfState, page: Dict): readonly number[] | undefined {
  for (const key of ['CropBox', 'MediaBox']) {
    let node: Dict | undefined = page;
    for (let depth = 0; node && depth < 50; depth += 1) {
      const box = rectangle(state, node.get(key));
      if (box) return box;
      const parent = state.resolve(node.get('Parent'));
      node = parent instanceof Dict ? parent : undefined;
    }
  }
  return undefined;
}

/** 7.9.5: four numbers, any two opposite corners; returned as left, bottom, right, top. */
export function rectangle(state: PdfState, value: PdfValue | undefined): readonly number[] | undefined {
  const resolved = state.resolve(value);
  if (!isArray(resolved) || resolved.length !== 4) return undefined;
  const [a, b, c, d] = resolved.map((item) => state.resolve(item));
  if (typeof a !== 'number' || typeof b !== 'number' || typeof c !== 'number' || typeof d !== 'number')
    return undefined;
  return [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)];
}
