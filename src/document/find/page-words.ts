/**
 * The words of a page as one text, with the line breaks that a reader sees, and the way back from a place in
 * it to where it stands in the page's tree. Reads what an engine has laid over the page; changes nothing.
 */
export interface WordPiece {
  readonly node: Text;
  /** Where it begins in the whole. */
  readonly start: number;
}

export interface PageWords {
  readonly text: string;
  readonly pieces: readonly WordPiece[];
}

/** Words that are apart by more are on other lines. */
const LINE_PERCENT = 0.6;

/** Elements of a structure that stand on lines of their own. */
const BLOCKS =
  '[role=heading], [role=paragraph], [role=blockquote], [role=listitem], [role=row], [role=caption], [role=note], .text';

export function wordsIn(root: Node): PageWords {
  const pieces: WordPiece[] = [];
  let text = '';
  const breakLine = () => {
    if (text !== '' && !text.endsWith('\n')) text += '\n';
  };
  let height: number | undefined;
  const read = (node: Node): void => {
    if (node instanceof Text) {
      const at = heightOf(node);
      if (
        at !== undefined &&
        height !== undefined &&
        Math.abs(at - height) > LINE_PERCENT &&
        !/\s$/.test(text)
      )
        breakLine();
      height = at ?? height;
      pieces.push({ node, start: text.length });
      text += node.data;
      return;
    }
    if (node instanceof Element && node.localName === 'br') text += '\n';
    const block = node instanceof Element && node.matches(BLOCKS);
    if (block) breakLine();
    for (const child of node.childNodes) read(child);
    if (block) breakLine();
    else if (node instanceof Element && node.matches('[role=cell], [role=columnheader], [role=rowheader]'))
      text += '\t';
  };
  read(root);
  return { text, pieces };
}

/** Where a piece of a text layer lies, in percent of the page's height. */
function heightOf({ parentElement }: Text): number | undefined {
  const top = parseFloat(parentElement?.style.top ?? '');
  return Number.isFinite(top) ? top : undefined;
}

/** What is selected, as it is to be pasted: no breaks that nobody has seen, letters instead of ligatures. */
export function plainText(range: Range): string {
  const copied = range.cloneContents();
  for (const unsaid of copied.querySelectorAll('.unreadable, .rest')) unsaid.remove();
  return wordsIn(copied)
    .text.replaceAll('\0', '')
    .replaceAll(/[\ufb00-\ufdff\ufe70-\ufefc]/g, (form) => form.normalize('NFKC'))
    .replaceAll(/[ \t]+\n/g, '\n')
    .replaceAll(/^\n+|\s+$/g, '');
}

/** The place of some words in the tree, to be marked there. */
export function rangeOf({ pieces }: PageWords, start: number, end: number): Range | undefined {
  const first = pieces.findLast((piece) => piece.start <= start);
  const last = pieces.findLast((piece) => piece.start < end);
  if (!first || !last) return undefined;
  const range = document.createRange();
  range.setStart(first.node, Math.min(start - first.start, first.node.length));
  range.setEnd(last.node, Math.min(end - last.start, last.node.length));
  return range;
}
