/** Text as it is compared: compatibility forms (Unicode NFKC) and single spaces, with the way back. Pure. */
export interface FoldedText {
  readonly text: string;
  /** For each unit of the folded text, where in the other its character begins, and where it ends. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

const GRAPHEMES = new Intl.Segmenter('und', { granularity: 'grapheme' });
/** Not seen, and put in by programs: soft hyphens, marks of direction and of where a line may end. */
const UNSEEN = /[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\0]/g;

export function folded(text: string): string {
  return text.replace(UNSEEN, '').normalize('NFKC').replace(/\s+/gu, ' ').trim();
}

/** The same, of a text that is known to hold what is looked for: it takes far longer. */
export function foldedWithWayBack(source: string): FoldedText {
  let text = '';
  const starts: number[] = [];
  const ends: number[] = [];
  for (const { segment, index } of GRAPHEMES.segment(source)) {
    const shape = segment.replace(UNSEEN, '').normalize('NFKC').replace(/\s+/gu, ' ');
    for (const unit of shape.split('')) {
      if (unit === ' ' && (text === '' || text.endsWith(' '))) continue;
      text += unit;
      starts.push(index);
      ends.push(index + segment.length);
    }
  }
  return { text: text.trimEnd(), starts, ends };
}
