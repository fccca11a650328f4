/** A page of a tagged PDF (ISO 32000-2, 14.7 and 14.8), from a tree that a test can read. */
import { pdfFile } from './document-pdf.js';

/** Words of the page, each piece on a line of its own. */
export interface Words {
  readonly words: string;
}

/** A structure element. */
export interface Element {
  readonly type: string;
  readonly alt?: string;
  readonly lang?: string;
  /** Further entries of its dictionary. */
  readonly more?: string;
  /** The address of a link: an annotation over the words in it. */
  readonly leadsTo?: string;
  readonly within: readonly Part[];
}

export type Part = Words | Element | 'picture';

export interface TaggedPage {
  readonly tree: readonly Part[];
  /** Marked as an artifact, at the foot. */
  readonly artifact?: string;
  /** Neither in the structure nor an artifact. */
  readonly unmarked?: string;
  /** Other types that stand for standard ones: `/Überschrift /H1`. */
  readonly roleMap?: string;
}

export const words = (text: string): Words => ({ words: text });
export const element = (type: string, ...within: readonly (Part | string)[]): Element => ({
  type,
  within: within.map((part) =>
    typeof part === 'string' && part !== 'picture' ? words(part) : (part as Part),
  ),
});

const FIRST_ELEMENT = 9;
const LINE = 24;

/** What comes last in the structure is drawn first: only the structure tells how to read it. */
export function taggedPdf({ tree, artifact, unmarked, roleMap = '' }: TaggedPage): Uint8Array<ArrayBuffer> {
  const elements: string[] = [];
  const parents: number[] = [];
  const drawn: string[] = [];
  const links: string[] = [];

  const lay = (part: Exclude<Part, Words | 'picture'>, parent: number): number => {
    const number = FIRST_ELEMENT + elements.length;
    elements.push('');
    const kids = part.within.map((kid) => {
      if (typeof kid === 'object' && 'type' in kid) return `${lay(kid, number)} 0 R`;
      const id = parents.push(number) - 1;
      const y = 780 - id * LINE;
      const what =
        kid === 'picture'
          ? `60 ${y - 4} 40 16 re f`
          : `BT /F1 14 Tf 60 ${y} Td (${escaped(kid.words)}) Tj ET`;
      drawn.push(`/P << /MCID ${id} >> BDC ${what} EMC`);
      if (part.leadsTo === undefined) return String(id);
      links.push(
        `/Subtype /Link /Rect [60 ${y - 4} 200 ${y + 12}] /A << /S /URI /URI (${escaped(part.leadsTo)}) >>`,
      );
      return `${id} << /Type /OBJR /Pg 4 0 R /Obj LINK${links.length} >>`;
    });
    elements[number - FIRST_ELEMENT] =
      `<< /Type /StructElem /S /${part.type} /P ${parent} 0 R /Pg 4 0 R /K [${kids.join(' ')}] ` +
      `${part.alt === undefined ? '' : `/Alt (${escaped(part.alt)})`} ` +
      `${part.lang === undefined ? '' : `/Lang (${part.lang})`} ${part.more ?? ''} >>`;
    return number;
  };

  const document: Element = { type: 'Document', within: tree };
  lay(document, 6);
  const firstLink = FIRST_ELEMENT + elements.length;
  const content = [
    ...(artifact === undefined
      ? []
      : [`/Artifact BMC BT /F1 9 Tf 60 30 Td (${escaped(artifact)}) Tj ET EMC`]),
    ...drawn.reverse(),
    ...(unmarked === undefined ? [] : [`BT /F1 14 Tf 60 60 Td (${escaped(unmarked)}) Tj ET`]),
  ].join('\n');
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R /Lang (en-GB) /MarkInfo << /Marked true >> /StructTreeRoot 6 0 R >>',
    '<< /Type /Pages /Count 1 /Kids [4 0 R] >>',
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /StructParents 0 ` +
      `/Resources << /Font << /F1 3 0 R >> >> /Contents 5 0 R ` +
      `/Annots [${links.map((_, at) => `${firstLink + at} 0 R`).join(' ')}] >>`,
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    `<< /Type /StructTreeRoot /K ${FIRST_ELEMENT} 0 R /ParentTree 7 0 R /RoleMap << ${roleMap} >> >>`,
    `<< /Nums [0 8 0 R] >>`,
    `[${parents.map((number) => `${number} 0 R`).join(' ')}]`,
    ...elements.map((body) => body.replace(/LINK(\d+)/g, (_, at) => `${firstLink + Number(at) - 1} 0 R`)),
    ...links.map((body) => `<< /Type /Annot ${body} >>`),
  ];
  return pdfFile(objects);
}

const escaped = (text: string) => text.replace(/[\\()]/g, '\\$&');
