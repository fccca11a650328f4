/**
 * One cross-reference section, ISO 32000-2 sections 7.5.4 (table), 7.5.8 (stream) and 7.5.8.4 (hybrid).
 * The verifier never rebuilds a broken cross-reference by searching for `obj`: what a signature covers
 * is what the file itself says, and a reader that guesses can be made to guess something else.
 */
import { Unreadable } from '../findings.ts';
import { decodeStream } from './decode.ts';
import { Keyword, Lexer } from './lexer.ts';
import { parseIndirectObject, parseValue } from './parser.ts';
import { Dict, isArray, Stream } from './values.ts';

export type Entry =
  | { readonly kind: 'free' }
  | { readonly kind: 'offset'; readonly offset: number; readonly generation: number }
  | { readonly kind: 'packed'; readonly container: number; readonly index: number };

export interface Section {
  readonly offset: number;
  readonly entries: ReadonlyMap<number, Entry>;
  readonly trailer: Dict;
  readonly previous: number | undefined;
  /** Byte ranges that belong to the cross-reference itself, for the account of a revision's bytes. */
  readonly spans: readonly { readonly start: number; readonly end: number }[];
  /** Set when the section is a stream: an object like any other. */
  readonly objectNumbers: readonly number[];
}

/** Annex C names no limit; this is what common readers stop at. */
const MOST_OBJECTS = 8_388_607;

export function readSection(bytes: Uint8Array, offset: number): Section {
  if (offset >= bytes.length) throw new Unreadable('malformed-pdf', `no cross-reference at byte ${offset}`);
  const first = new Lexer(bytes, offset).peek();
  return first instanceof Keyword && first.word === 'xref'
    ? readTable(bytes, offset)
    : readStream(bytes, offset);
}

function readTable(bytes: Uint8Array, offset: number): Section {
  const lexer = new Lexer(bytes, offset);
  lexer.expect('xref');
  const entries = new Map<number, Entry>();
  for (let token = lexer.peek(); typeof token === 'number'; token = lexer.peek()) {
    const first = lexer.integer('the first object of a subsection');
    const count = lexer.integer('the length of a subsection');
    refuseCount(first + count);
    for (let at = 0; at < count; at += 1) {
      const field = lexer.integer('a cross-reference offset');
      const generation = lexer.integer('a cross-reference generation');
      const word = lexer.next();
      if (!(word instanceof Keyword) || (word.word !== 'n' && word.word !== 'f')) {
        throw new Unreadable(
          'malformed-pdf',
          `a cross-reference entry before byte ${lexer.position} is neither n nor f`,
        );
      }
      add(
        entries,
        first + at,
        word.word === 'f' ? { kind: 'free' } : { kind: 'offset', offset: field, generation },
      );
    }
  }
  lexer.expect('trailer');
  const trailer = parseValue(lexer);
  if (!(trailer instanceof Dict))
    throw new Unreadable('malformed-pdf', `no trailer at byte ${lexer.position}`);
  const table: Section = {
    offset,
    entries,
    trailer,
    previous: position(trailer, 'Prev'),
    spans: [{ start: offset, end: lexer.position }],
    objectNumbers: [],
  };
  const hybrid = position(trailer, 'XRefStm');
  return hybrid === undefined ? table : merged(table, readStream(bytes, hybrid));
}

/** 7.5.8.4: an object that the table hides (free or absent) is looked up in the stream. */
function merged(table: Section, stream: Section): Section {
  const entries = new Map(table.entries);
  for (const [number, entry] of stream.entries) {
    if ((entries.get(number)?.kind ?? 'free') === 'free') entries.set(number, entry);
  }
  return {
    ...table,
    entries,
    spans: [...table.spans, ...stream.spans],
    objectNumbers: stream.objectNumbers,
  };
}

function readStream(bytes: Uint8Array, offset: number): Section {
  const object = parseIndirectObject(bytes, offset, () => {
    throw new Unreadable('malformed-pdf', 'a cross-reference stream has an indirect length');
  });
  const stream = object.value;
  if (!(stream instanceof Stream) || stream.dict.name('Type') !== 'XRef') {
    throw new Unreadable('malformed-pdf', `the object at byte ${offset} is not a cross-reference`);
  }
  const widths = integers(stream.dict, 'W');
  const [typeBytes = 0, secondBytes = 0, thirdBytes = 0] = widths;
  const rowBytes = typeBytes + secondBytes + thirdBytes;
  if (widths.length < 3 || widths.some((width) => width > 6) || rowBytes === 0) {
    throw new Unreadable('malformed-pdf', 'a cross-reference stream has no usable /W');
  }
  const data = Buffer.from(decodeStream(stream));
  const size = position(stream.dict, 'Size') ?? 0;
  const index = stream.dict.has('Index') ? integers(stream.dict, 'Index') : [0, size];
  const entries = new Map<number, Entry>();
  let at = 0;
  const field = (width: number, otherwise: number): number => {
    if (width === 0) return otherwise;
    at += width;
    return data.readUIntBE(at - width, width);
  };
  for (let pair = 0; pair + 1 < index.length; pair += 2) {
    const [first = 0, count = 0] = index.slice(pair, pair + 2);
    refuseCount(first + count);
    for (let number = first; number < first + count; number += 1) {
      if (at + rowBytes > data.length)
        throw new Unreadable('malformed-pdf', 'a cross-reference stream is too short');
      const type = field(typeBytes, 1);
      const [second, third] = [field(secondBytes, 0), field(thirdBytes, 0)];
      if (type === 0) add(entries, number, { kind: 'free' });
      if (type === 1) add(entries, number, { kind: 'offset', offset: second, generation: third });
      if (type === 2) add(entries, number, { kind: 'packed', container: second, index: third });
    }
  }
  return {
    offset,
    entries,
    trailer: stream.dict,
    previous: position(stream.dict, 'Prev'),
    spans: [{ start: object.start, end: object.end }],
    objectNumbers: [object.number],
  };
}

/** The first entry wins: a number listed twice in one section is read differently by different readers. */
function add(entries: Map<number, Entry>, number: number, entry: Entry): void {
  if (entries.has(number))
    throw new Unreadable('malformed-pdf', `object ${number} is listed twice in one section`);
  entries.set(number, entry);
}

function refuseCount(objects: number): void {
  if (objects > MOST_OBJECTS)
    throw new Unreadable('too-complex', `the cross-reference claims ${objects} objects`);
}

function position(dict: Dict, key: string): number | undefined {
  const value = dict.get(key);
  if (value === undefined) return undefined;
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
  throw new Unreadable('malformed-pdf', `/${key} of a cross-reference is not a position`);
}

function integers(dict: Dict, key: string): number[] {
  const value = dict.get(key);
  const list = isArray(value) ? value : [];
  return list.map((item) => {
    if (typeof item === 'number' && Number.isSafeInteger(item) && item >= 0) return item;
    throw new Unreadable('malformed-pdf', `/${key} of a cross-reference stream is not a list of integers`);
  });
}
