/**
 * A drawn signature, read strictly: it is kept as evidence and drawn into the sealed document, so that nothing is taken
 * that could be more than ink (scripts, styles, links, entities, text). In one pass over the text, whatever it holds.
 */

export interface SignatureDrawing {
  readonly width: number;
  readonly height: number;
  /** SVG path data (SVG 1.1 section 8.3): absolute M, L, Q, C and Z. */
  readonly paths: readonly string[];
}

const HEAD =
  /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="0 0 (\d{1,5}(?:\.\d{1,3})?) (\d{1,5}(?:\.\d{1,3})?)">/;
const PATH = /<path d="([MLQCZ0-9. ,-]+)"\/>/y;
const COMMAND = / ?([MLQCZ])((?:[ ,]?-?\d{1,6}(?:\.\d{1,6})?){0,6})/y;
const NUMBER = /-?\d+(?:\.\d+)?/g;
const NUMBERS: Readonly<Record<string, number>> = { M: 2, L: 2, Q: 4, C: 6, Z: 0 };
const MOST_COMMANDS = 20_000;
const LONGEST_SIDE = 10_000;

/** @returns undefined for what is no drawing of this kind, or shows nothing */
export function readSignatureDrawing(text: string): SignatureDrawing | undefined {
  const head = HEAD.exec(text);
  if (!head) return undefined;
  const [width, height] = [Number(head[1]), Number(head[2])];
  if (!(width >= 1 && height >= 1 && width <= LONGEST_SIDE && height <= LONGEST_SIDE)) return undefined;
  const paths: string[] = [];
  let at = head[0].length;
  let commands = 0;
  for (;;) {
    PATH.lastIndex = at;
    const found = PATH.exec(text);
    if (!found) break;
    const [whole, path = ''] = found;
    const count = commandsIn(path);
    if (count === undefined) return undefined;
    commands += count;
    if (commands > MOST_COMMANDS) return undefined;
    paths.push(path);
    at += whole.length;
  }
  const isWhole = text.slice(at) === '</svg>';
  return isWhole && commands > paths.length ? { width, height, paths } : undefined;
}

/** @returns undefined where a command has other numbers than it takes, or the path does not begin with a move */
function commandsIn(path: string): number | undefined {
  if (!path.startsWith('M')) return undefined;
  let [at, count] = [0, 0];
  while (at < path.length) {
    COMMAND.lastIndex = at;
    const found = COMMAND.exec(path);
    if (!found) return undefined;
    const [whole, letter = '', numbers = ''] = found;
    if ((numbers.match(NUMBER)?.length ?? 0) !== NUMBERS[letter]) return undefined;
    at += whole.length;
    count += 1;
  }
  return count;
}
