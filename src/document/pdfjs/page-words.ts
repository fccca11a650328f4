/** What a page says, as plain text with its line breaks, in the order in which it is read: to be searched. */
import type { PDFPageProxy } from 'pdfjs-dist';
import type { StructureNode } from './structure-roles.js';

/** Of what pdf.js gives for a page: words, or where marked content begins and ends. */
interface TextPart {
  readonly str?: string;
  readonly hasEOL?: boolean;
  readonly transform?: readonly number[];
  readonly type?: string;
  readonly id?: string;
}

/** Words that are apart by more than this part of the page's height are on other lines. */
const LINE_SHARE = 0.006;

export async function wordsOf(page: PDFPageProxy, signal: AbortSignal): Promise<string> {
  const [{ items }, structure] = await Promise.all([
    page.getTextContent({ includeMarkedContent: true, disableNormalization: true }),
    page.getStructTree().catch(() => null),
  ]);
  signal.throwIfAborted();
  const [, bottom = 0, , top = 0] = page.view;
  const ids = structure ? idsIn(structure as StructureNode) : [];
  return joined(inReadingOrder(items as readonly TextPart[], ids), LINE_SHARE * (top - bottom));
}

function idsIn(node: StructureNode): string[] {
  return (node.children ?? []).flatMap((kid) => ('type' in kid ? kid.id : idsIn(kid)));
}

/** What the structure does not name comes last. */
function inReadingOrder(parts: readonly TextPart[], ids: readonly string[]): readonly TextPart[] {
  const named = new Set(ids);
  const words = new Map<string, TextPart[]>([...named, ''].map((id) => [id, []]));
  const around = [''];
  for (const part of parts) {
    const place = around.at(-1) ?? '';
    if (part.type === undefined) words.get(place)?.push(part);
    else if (part.type !== 'endMarkedContent') around.push(part.id && named.has(part.id) ? part.id : place);
    else if (around.length > 1) around.pop();
  }
  return [...words.values()].flat();
}

function joined(parts: readonly TextPart[], line: number): string {
  let text = '';
  let height: number | undefined;
  for (const { str = '', hasEOL, transform } of parts) {
    const at = transform?.[5];
    if (str !== '' && at !== undefined) {
      const apart = height !== undefined && Math.abs(at - height) > line;
      if (apart && !/\s$/.test(text)) text += '\n';
      height = at;
    }
    text += hasEOL ? `${str}\n` : str;
  }
  return text;
}
