/**
 * Gives a laid-out text the order and the meaning that a tagged PDF has for it (ISO 32000-2, 14.7): its
 * pieces, which all lie where the picture has them, are moved into elements with roles. No ids and no
 * `aria-owns`: what is read out, copied and reached by keys is one order, in every browser.
 */
import type { PageViewport } from 'pdfjs-dist';
import {
  AT_THE_TOP,
  type Meaning,
  meaningOf,
  rolesBetween,
  type StructureNode,
  type Surroundings,
  surroundingsIn,
} from './structure-roles.js';

/** A document may claim more elements than anybody could have read. */
const MOST_ELEMENTS = 20_000;
const DEEPEST = 60;

/** How pdf.js begins the id of an annotation in the structure; annotations themselves do without. */
const ANNOTATION_PREFIX = 'pdfjs_internal_id_';

export function layStructure(container: HTMLElement, root: StructureNode, viewport: PageViewport): void {
  const laying = new Laying(container, viewport);
  const laid = laying.childrenOf(root, AT_THE_TOP, 0);
  // What the structure does not name and is no artifact is read after it: it can be seen.
  container.prepend(...laid);
  for (const piece of container.querySelectorAll('.markedContent[id]')) piece.removeAttribute('id');
}

class Laying {
  readonly #pieces = new Map<string, Element[]>();
  readonly #viewport: PageViewport;
  #count = 0;

  constructor(container: HTMLElement, viewport: PageViewport) {
    this.#viewport = viewport;
    for (const piece of container.querySelectorAll('.markedContent[id]')) {
      const same = this.#pieces.get(piece.id);
      if (same) same.push(piece);
      else this.#pieces.set(piece.id, [piece]);
    }
  }

  childrenOf(node: StructureNode, around: Surroundings, depth: number): Element[] {
    return (node.children ?? []).flatMap((kid) => {
      if (this.#count++ >= MOST_ELEMENTS || depth > DEEPEST) return [];
      const { laid, role, apart } = 'type' in kid ? this.#content(kid) : this.#element(kid, around, depth);
      const between = apart ? [] : rolesBetween(around.role, role);
      return between.reduceRight<Element[]>(
        (within, missing) => (within.length > 0 ? [holder({ role: missing }, within)] : []),
        laid,
      );
    });
  }

  #content({ type, id }: { readonly type: string; readonly id: string }): Laid {
    // What lies over the words has no words of its own.
    if (type !== 'content') return { laid: [] };
    const pieces = this.#pieces.get(id) ?? [];
    // Named a second time it stays where it was named first.
    this.#pieces.delete(id);
    return { laid: pieces };
  }

  #element(node: StructureNode, around: Surroundings, depth: number): Laid {
    const meaning = meaningOf(node, around);
    const within = this.childrenOf(node, surroundingsIn(node, meaning, around), depth + 1);
    const said = within.some((element) => element.textContent.trim() || element.querySelector('[role=img]'));
    const alt = node.alt?.trim();
    if (!said && alt) within.push(this.#picture(node, alt));
    if (within.length === 0) return { laid: [] };
    const links = linksIn(node);
    if (links) {
      const words = holder(meaning, within);
      words.dataset.links = links;
      return { laid: [words] };
    }
    if (!said && alt) return { laid: within };
    if (meaning.role === undefined && !node.lang) return { laid: within, apart: true };
    const element = holder(meaning, within);
    // Words that can be seen in a figure are not kept from those who listen: the other text is its name.
    if (alt && (meaning.role === 'figure' || meaning.role === 'math')) element.ariaLabel = alt;
    if (node.lang) element.lang = node.lang;
    if (node.rowSpan) element.ariaRowSpan = String(node.rowSpan);
    if (node.colSpan) element.ariaColSpan = String(node.colSpan);
    return { laid: [element], ...(meaning.role ? { role: meaning.role } : { apart: true }) };
  }

  /** Something without words, by what is told of it (14.9.3), where it lies if the file says so. */
  #picture({ bbox, lang }: StructureNode, alt: string): Element {
    const element = holder({ role: 'img' }, []);
    element.ariaLabel = alt;
    if (lang) element.lang = lang;
    const [left = 0, bottom = 0, right = 0, top = 0] = bbox ?? [];
    if (right > left && top > bottom) {
      const { pageX, pageY, pageWidth, pageHeight } = this.#viewport.rawDims as Readonly<
        Record<'pageX' | 'pageY' | 'pageWidth' | 'pageHeight', number>
      >;
      const { style } = element;
      element.classList.add('placed');
      style.left = percent((left - pageX) / pageWidth);
      style.top = percent((pageY + pageHeight - top) / pageHeight);
      style.width = percent((right - left) / pageWidth);
      style.height = percent((top - bottom) / pageHeight);
    }
    return element;
  }
}

/** The annotations of a link (14.8.4.7.2), of which it has one for each line. */
function linksIn({ children = [] }: StructureNode): string {
  const ids = children.flatMap((kid) => ('type' in kid && kid.type !== 'content' ? kid.id : []));
  return ids.map((id) => id.replace(ANNOTATION_PREFIX, '')).join(' ');
}

interface Laid {
  readonly laid: Element[];
  readonly role?: string;
  /** It only groups, and what is in it has been fitted to what is around it. */
  readonly apart?: boolean;
}

function holder({ role, level }: Meaning, within: readonly Element[]): HTMLElement {
  const element = document.createElement('div');
  if (role) element.role = role;
  if (level !== undefined) element.ariaLevel = String(level);
  element.append(...within);
  return element;
}

const percent = (share: number) => `${(100 * share).toFixed(2)}%`;
