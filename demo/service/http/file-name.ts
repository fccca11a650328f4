/**
 * What a file is called that comes as the body of a request: `Content-Disposition` (RFC 6266), with `filename*` (RFC
 * 8187) before `filename`. Only the name itself: no path, nothing that is no text, nothing that turns text round.
 */
import { ServiceProblem } from '../domain/problem.ts';
import { isStorableText } from './storable-json.ts';

const LONGEST = 120;
const UNNAMED = 'upload';

/** @throws invalid-request for a header that is none */
export function fileNameIn(header: string | undefined): string {
  if (header === undefined) return UNNAMED;
  const parameters = parametersOf(header);
  if (!parameters) throw malformed();
  const extended = parameters.get('filename*');
  return plain(extended === undefined ? (parameters.get('filename') ?? '') : decoded(extended));
}

/** By their names, in small letters; undefined where it is not as RFC 6266 section 4.1 has it. */
function parametersOf(header: string): Map<string, string> | undefined {
  const type = /^\s*[\w!#$%&'*+.^`|~-]+\s*/.exec(header)?.[0];
  if (type === undefined) return undefined;
  const parameters = new Map<string, string>();
  const one = /;\s*([\w!#$%&'*+.^`|~-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;",]+))\s*/gy;
  one.lastIndex = type.length;
  while (one.lastIndex < header.length) {
    const found = one.exec(header);
    if (!found) return undefined;
    const [, name = '', quoted, token = ''] = found;
    const value = quoted === undefined ? token : quoted.replace(/\\(.)/g, '$1');
    // The first of its name counts.
    if (!parameters.has(name.toLowerCase())) parameters.set(name.toLowerCase(), value);
  }
  return parameters;
}

/** RFC 8187 section 3.2. */
function decoded(value: string): string {
  const [, text] = /^UTF-8'[A-Za-z0-9-]*'(.*)$/i.exec(value) ?? [];
  try {
    if (text !== undefined) return decodeURIComponent(text);
  } catch {
    // Not UTF-8.
  }
  throw malformed();
}

function plain(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? '';
  const words = last
    .normalize('NFC')
    .replace(/[\s\p{Cc}\p{Bidi_Control}]+/gu, ' ')
    .trim();
  const short = [...words].length <= LONGEST ? words : shortened(words);
  return short === '' || !isStorableText(short) ? UNNAMED : short;
}

/** The ending tells what it is: it stays. */
function shortened(words: string): string {
  const ending = /\.[A-Za-z0-9]{1,5}$/.exec(words)?.[0] ?? '';
  return `${[...words].slice(0, LONGEST - 1 - ending.length).join('')}…${ending}`;
}

function malformed(): ServiceProblem {
  return new ServiceProblem('invalid-request', {
    detail: `Content-Disposition is not as RFC 6266 has it, such as: attachment; filename*=UTF-8''card.jpg`,
  });
}
