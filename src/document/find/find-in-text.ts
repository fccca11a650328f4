/** Where a text has what somebody looks for: across the ends of lines, and of words that were divided there. Pure. */
import { foldText } from './fold-text.js';

/** From `start` up to `end`, in units of the text, never inside of a character. */
export interface TextHit {
  readonly start: number;
  readonly end: number;
}

/** Nobody types more, and a longer one would be a longer pattern. */
export const LONGEST_QUERY = 200;

/** Written without spaces, so that a line may end between any two of their letters. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u;

/** Where lines end, a word may be divided by a hyphen that is not its own. */
const DIVIDED = '(?:-\\n)?';

export type Pattern = (text: string) => readonly TextHit[];

/** @returns nothing when there is nothing to look for */
export function patternFor(query: string): Pattern | undefined {
  const sought = [...foldText(query.slice(0, LONGEST_QUERY)).text.trim()];
  if (sought.length === 0) return undefined;
  const source = sought.map((point, at) => {
    const next = sought[at + 1];
    if (/\s/.test(point)) return '[ \\n]';
    const itself = point.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&');
    if (next === undefined || /\s/.test(next)) return itself;
    if (point === '-') return `${itself}\\n?`;
    return itself + (UNSPACED.test(point) ? '\\n?' : DIVIDED);
  });
  const pattern = new RegExp(source.join(''), 'gu');
  return (text) => {
    const folded = foldText(text);
    return [...folded.text.matchAll(pattern)].flatMap(({ index, 0: { length } }) => {
      const start = folded.starts[index];
      const end = folded.ends[index + length - 1];
      return start === undefined || end === undefined ? [] : [{ start, end }];
    });
  };
}
