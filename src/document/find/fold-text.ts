/**
 * Text as it is compared: without capitals, accents, ligatures and the breaks of lines, and with the way back
 * to the text as it stands. Pure.
 */
export interface FoldedText {
  readonly text: string;
  /** For each unit of the folded text, where in the other its code point begins, and where it ends. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/** Letters that Unicode does not take apart into a letter and a mark, and that people write without. */
const PLAIN: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  ı: 'i',
  þ: 'th',
  '\u2010': '-',
  '\u2011': '-',
  '\u2019': "'",
  '\u2018': "'",
  '\u201c': '"',
  '\u201d': '"',
};

/** Accents, vowel points and tone marks. Not those that make another letter, as in Japanese and in Devanagari. */
const MARKS =
  /[\u0300-\u036f]|[\u0591-\u05bd]|[\u05bf-\u05c7]|[\u064b-\u065f]|\u0670|[\u1ab0-\u1aff]|[\u1dc0-\u1dff]|[\u20d0-\u20ff]|[\ufe20-\ufe2f]/g;

/** Seen only where a line is broken: there they are hyphens. */
const SOFT_HYPHEN = '\u00ad';
const INVISIBLE = /[\u00ad\u200b-\u200f\u2060\ufeff\0]/;

/** Spaces of any kind become one space, or one line break where there is one among them. */
export function foldText(source: string): FoldedText {
  let text = '';
  const starts: number[] = [];
  const ends: number[] = [];
  const add = (folded: string, start: number, end: number) => {
    text += folded;
    for (let unit = 0; unit < folded.length; unit++) {
      starts.push(start);
      ends.push(end);
    }
  };
  let at = 0;
  for (const point of source) {
    const start = at;
    at += point.length;
    if (/\s/.test(point)) {
      const breaks = point === '\n' || point === '\r';
      const before = text.at(-1);
      if (before !== ' ' && before !== '\n') add(breaks ? '\n' : ' ', start, at);
      else {
        if (breaks) text = `${text.slice(0, -1)}\n`;
        ends[ends.length - 1] = at;
      }
    } else if (point === SOFT_HYPHEN && /^\s*?[\n\r]/.test(source.slice(at, at + 8))) {
      add('-', start, at);
    } else if (!INVISIBLE.test(point)) {
      const folded = foldPoint(point);
      add(folded, start, at);
      // A mark belongs to the letter before it.
      if (folded === '' && ends.length > 0) ends[ends.length - 1] = at;
    }
  }
  return { text, starts, ends };
}

function foldPoint(point: string): string {
  const parts = point.normalize('NFKD').replaceAll(MARKS, '').toLowerCase().replaceAll(MARKS, '');
  let folded = '';
  for (const part of parts) folded += PLAIN[part] ?? part;
  return folded;
}
