/**
 * What a structure element of a tagged PDF is to assistive technology: standard structure types
 * (ISO 32000-2, 14.8.4) to roles of WAI-ARIA 1.2. Pure. A type that is not here groups and says nothing.
 */

/** An element of the tree that pdf.js gives for a page; its own file says `unknown` for most of it. */
export interface StructureNode {
  readonly role?: string;
  readonly children?: readonly (StructureNode | StructureContent)[];
  readonly alt?: string;
  readonly lang?: string;
  readonly bbox?: readonly number[];
  readonly scope?: string;
  readonly rowSpan?: number;
  readonly colSpan?: number;
}

/** Marked content of the page, or an object on it, by its id. */
export interface StructureContent {
  readonly type: 'content' | 'object' | 'annotation';
  readonly id: string;
}

export interface Meaning {
  readonly role?: string;
  /** Of a heading. */
  readonly level?: number;
}

const ROLES: Readonly<Record<string, string>> = {
  P: 'paragraph',
  BlockQuote: 'blockquote',
  L: 'list',
  LI: 'listitem',
  TOC: 'list',
  TOCI: 'listitem',
  Table: 'table',
  THead: 'rowgroup',
  TBody: 'rowgroup',
  TFoot: 'rowgroup',
  TR: 'row',
  TD: 'cell',
  Caption: 'caption',
  Figure: 'figure',
  Formula: 'math',
  Note: 'note',
  FENote: 'note',
  Code: 'code',
  Em: 'emphasis',
  Strong: 'strong',
};

/** ARIA allows these only within the others; a tree that says otherwise is taken by what it holds. */
const HOMES: Readonly<Record<string, readonly string[]>> = {
  listitem: ['list'],
  rowgroup: ['table'],
  row: ['table', 'rowgroup'],
  cell: ['row'],
  columnheader: ['row'],
  rowheader: ['row'],
  caption: ['table', 'figure'],
};

/** What stands between an element and one that it may not hold itself. */
const GO_BETWEEN: Readonly<Record<string, readonly string[]>> = {
  list: ['listitem'],
  table: ['row', 'cell'],
  rowgroup: ['row', 'cell'],
  row: ['cell'],
};

const SECTIONS = new Set(['Part', 'Art', 'Sect']);

export interface Surroundings {
  /** Of the nearest element around it that has one. */
  readonly role: string | undefined;
  readonly sections: number;
  readonly row?: StructureNode;
  readonly inTableHead: boolean;
}

export const AT_THE_TOP: Surroundings = { role: undefined, sections: 0, inTableHead: false };

export function meaningOf(node: StructureNode, around: Surroundings): Meaning {
  const type = node.role ?? '';
  const numbered = /^H(\d{1,2})$/.exec(type)?.[1];
  if (numbered) return { role: 'heading', level: levelWithin(Number(numbered)) };
  // The level of a heading without a number is that of the section it stands in (14.8.4.5).
  if (type === 'H') return { role: 'heading', level: levelWithin(around.sections) };
  if (type === 'Title') return { role: 'heading', level: 1 };
  const role = type === 'TH' ? headerRole(node, around) : ROLES[type];
  if (!role || !mayHold(around.role, role)) return {};
  return { role };
}

export function surroundingsIn(node: StructureNode, { role }: Meaning, around: Surroundings): Surroundings {
  return {
    role: role ?? around.role,
    sections: around.sections + (SECTIONS.has(node.role ?? '') ? 1 : 0),
    ...(role === 'row' ? { row: node } : around.row && { row: around.row }),
    inTableHead: around.inTableHead || node.role === 'THead',
  };
}

/** The roles to put between an element and what it holds, the outer one first. */
export function rolesBetween(parent: string | undefined, child: string | undefined): readonly string[] {
  const between = (parent && GO_BETWEEN[parent]) || [];
  return child && HOMES[child]?.includes(parent ?? '') ? [] : between;
}

function mayHold(parent: string | undefined, child: string): boolean {
  return HOMES[child]?.includes(parent ?? '') ?? true;
}

/** Beyond six, browsers and screen readers make of a level what they like. */
function levelWithin(level: number): number {
  return Math.min(6, Math.max(1, level));
}

/** Of a column or of a row: as its scope says (14.8.5.7), else by where it stands. */
function headerRole({ scope }: StructureNode, { row, inTableHead }: Surroundings): string {
  if (scope === 'Row') return 'rowheader';
  if (scope === 'Column' || scope === 'Both' || inTableHead) return 'columnheader';
  const others = row?.children?.some((kid) => 'role' in kid && kid.role === 'TD');
  return others ? 'rowheader' : 'columnheader';
}
