/**
 * Where the lines of a page have a text, within one and over the ends of several: a line goes on in the one below it,
 * in its own column, in whatever order they were written. Pure.
 */
import { folded, foldedWithWayBack } from './folded-text.ts';
import { between, dot, type Line, runAlike } from './page-lines.ts';

/** From `start` up to `end`, in units of the line's text. */
export interface LineSpan {
  readonly line: Line;
  readonly start: number;
  readonly end: number;
}

/** The parts of one text, a line each. */
export type Match = readonly LineSpan[];

type Division = readonly [head: string, rest: string];

/** In heights of the letters: from one base line to the next. */
const LEAST_LEADING = 0.6;
const MOST_LEADING = 3;
/** Written without spaces, so that a line may end between any two of their letters. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u;

export class PageLines {
  readonly #lines: readonly Line[];
  readonly #folded = new Map<Line, string>();

  constructor(lines: readonly Line[]) {
    this.#lines = lines;
  }

  /** @param sought folded */
  find(sought: string): Match[] {
    const divided = divisions(sought);
    return this.#lines.flatMap((line) => [...this.#within(line, sought), ...this.#from(line, divided)]);
  }

  #textOf(line: Line): string {
    const known = this.#folded.get(line) ?? folded(line.text);
    this.#folded.set(line, known);
    return known;
  }

  #within(line: Line, sought: string): Match[] {
    if (!this.#textOf(line).includes(sought)) return [];
    const { text, starts, ends } = foldedWithWayBack(line.text);
    const matches: Match[] = [];
    for (let at = text.indexOf(sought); at >= 0; at = text.indexOf(sought, at + sought.length)) {
      matches.push([{ line, start: starts[at] ?? 0, end: ends[at + sought.length - 1] ?? line.text.length }]);
    }
    return matches;
  }

  /** What begins at the end of a line, and goes on below. */
  #from(line: Line, divided: readonly Division[]): Match[] {
    const text = this.#textOf(line);
    for (const [head, rest] of divided) {
      if (!text.endsWith(head)) continue;
      const below = this.#goesOn(line, rest);
      if (!below) continue;
      const { text: same, starts } = foldedWithWayBack(line.text);
      return [[{ line, start: starts[same.length - head.length] ?? 0, end: line.text.length }, ...below]];
    }
    return [];
  }

  #goesOn(line: Line, rest: string): Match | undefined {
    const next = this.#below(line);
    if (!next) return undefined;
    const text = this.#textOf(next);
    if (text.startsWith(rest)) {
      const { ends } = foldedWithWayBack(next.text);
      return [{ line: next, start: 0, end: ends[rest.length - 1] ?? next.text.length }];
    }
    const division = divisions(rest).find(([head]) => head === text);
    const below = division && this.#goesOn(next, division[1]);
    return below && [{ line: next, start: 0, end: next.text.length }, ...below];
  }

  #below(line: Line): Line | undefined {
    const first = line.parts[0]?.piece;
    if (!first) return undefined;
    const own = extentOf(line, first.along);
    let nearest: { readonly line: Line; readonly away: number } | undefined;
    for (const other of this.#lines) {
      const piece = other.parts[0]?.piece;
      if (!piece || other === line || !runAlike(first, piece)) continue;
      const leading = -dot(between(first.origin, piece.origin), first.up);
      const height = Math.max(first.height, piece.height);
      if (leading < LEAST_LEADING * height || leading > MOST_LEADING * height) continue;
      const its = extentOf(other, first.along);
      if (its.from >= own.to || its.to <= own.from) continue;
      // Of several on one line below, the one that begins nearest.
      const away = leading + Math.abs(its.from - own.from) / 1000;
      if (!nearest || away < nearest.away) nearest = { line: other, away };
    }
    return nearest?.line;
  }
}

/** Every way in which the end of a line can divide a text: at a space, or between letters that stand without. */
function divisions(sought: string): readonly Division[] {
  const found: Division[] = [];
  for (let at = 1; at < sought.length; at++) {
    const unit = sought.charAt(at);
    if (unit === ' ') found.push([sought.slice(0, at), sought.slice(at + 1)]);
    else if (UNSPACED.test(sought.charAt(at - 1)) && UNSPACED.test(unit))
      found.push([sought.slice(0, at), sought.slice(at)]);
  }
  return found;
}

function extentOf({ parts }: Line, along: { readonly x: number; readonly y: number }) {
  let [from, to] = [Infinity, -Infinity];
  for (const { piece } of parts) {
    const at = dot(piece.origin, along);
    from = Math.min(from, at);
    to = Math.max(to, at + piece.length);
  }
  return { from, to };
}
