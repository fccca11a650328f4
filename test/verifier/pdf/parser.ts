/** From tokens to values and indirect objects, ISO 32000-2 sections 7.3.4 to 7.3.10. */
import { Unreadable } from '../findings.ts';
import { Keyword, Lexer, type Token } from './lexer.ts';
import { Dict, Name, type PdfValue, Ref, Stream } from './values.ts';

/** Deeper than any document needs, shallower than the stack. */
const DEEPEST = 100;

export interface IndirectObject {
  readonly number: number;
  readonly generation: number;
  readonly value: PdfValue;
  /** First byte of `n g obj`, and the byte after `endobj`. */
  readonly start: number;
  readonly end: number;
}

/** Answers what an indirect /Length says. */
export type ResolveLength = (ref: Ref) => number;

export function parseValue(lexer: Lexer, depth = 0): PdfValue {
  return fromToken(lexer, lexer.next(), depth);
}

function fromToken(lexer: Lexer, token: Token, depth: number): PdfValue {
  if (depth > DEEPEST) throw new Unreadable('too-complex', 'values are nested too deeply');
  if (token === undefined) throw new Unreadable('malformed-pdf', 'the bytes end inside an object');
  if (typeof token === 'number') return reference(lexer, token) ?? token;
  if (!(token instanceof Keyword)) return token;
  if (token.word === '[') return array(lexer, depth);
  if (token.word === '<<') return dictionary(lexer, depth);
  if (token.word === 'true') return true;
  if (token.word === 'false') return false;
  if (token.word === 'null') return null;
  throw new Unreadable('malformed-pdf', `"${token.word}" at byte ${lexer.position} is not a value`);
}

function reference(lexer: Lexer, number: number): Ref | undefined {
  if (!Number.isSafeInteger(number) || number < 0) return undefined;
  const start = lexer.position;
  const generation = lexer.next();
  if (typeof generation === 'number' && Number.isSafeInteger(generation) && generation >= 0) {
    const word = lexer.next();
    if (word instanceof Keyword && word.word === 'R') return new Ref(number, generation);
  }
  lexer.position = start;
  return undefined;
}

function array(lexer: Lexer, depth: number): PdfValue[] {
  const items: PdfValue[] = [];
  for (;;) {
    const token = lexer.next();
    if (token instanceof Keyword && token.word === ']') return items;
    items.push(fromToken(lexer, token, depth + 1));
  }
}

function dictionary(lexer: Lexer, depth: number): Dict {
  const entries = new Map<string, PdfValue>();
  for (;;) {
    const key = lexer.next();
    if (key instanceof Keyword && key.word === '>>') return new Dict(entries);
    if (!(key instanceof Name)) {
      throw new Unreadable('malformed-pdf', `a dictionary key at byte ${lexer.position} is not a name`);
    }
    // 7.3.7: a key shall not occur twice. Readers differ in which one they take, and a file that two
    // readers read differently is what an attacker wants.
    if (entries.has(key.value)) throw new Unreadable('malformed-pdf', `the key /${key.value} occurs twice`);
    const value = parseValue(lexer, depth + 1);
    entries.set(key.value, value);
  }
}

/** Reads `n g obj … endobj` at exactly `offset`. */
export function parseIndirectObject(
  bytes: Uint8Array,
  offset: number,
  resolveLength: ResolveLength,
): IndirectObject {
  const lexer = new Lexer(bytes, offset);
  lexer.skipWhite();
  const start = lexer.position;
  const number = lexer.integer('an object number');
  const generation = lexer.integer('a generation number');
  lexer.expect('obj');
  let value = parseValue(lexer);
  const after = lexer.peek();
  if (value instanceof Dict && after instanceof Keyword && after.word === 'stream') {
    value = stream(lexer, value, resolveLength);
  }
  lexer.expect('endobj');
  return { number, generation, value, start, end: lexer.position };
}

/** 7.3.8.1: the keyword, CR LF or LF, exactly /Length bytes, an end-of-line, `endstream`. */
function stream(lexer: Lexer, dict: Dict, resolveLength: ResolveLength): Stream {
  lexer.expect('stream');
  const { bytes } = lexer;
  if (bytes[lexer.position] === 13) lexer.position += 1;
  if (bytes[lexer.position] === 10) lexer.position += 1;
  const stated = dict.get('Length');
  const length = stated instanceof Ref ? resolveLength(stated) : stated;
  if (typeof length !== 'number' || !Number.isSafeInteger(length) || length < 0) {
    throw new Unreadable('malformed-pdf', `a stream at byte ${lexer.position} has no length`);
  }
  const start = lexer.position;
  if (start + length > bytes.length) {
    throw new Unreadable('malformed-pdf', `a stream at byte ${start} is longer than the file`);
  }
  lexer.position = start + length;
  lexer.expect('endstream');
  return new Stream(dict, bytes.subarray(start, start + length));
}
