/**
 * Reads the cross-reference information as it stands (ISO 32000-2 section 7.5.4 to 7.5.8): tables,
 * streams and hybrids, newest section first. Nothing is searched for: what it does not name is not part
 * of the document. Throws `damaged` on the first thing that is not right.
 */
import { isDigit, latin1 } from './characters.ts';
import { decode } from './filters.ts';
import { PdfDict, PdfFileStream, type PdfObject, isArray, isIndex, isName } from './objects.ts';
import { Parser } from './parser.ts';
import { damaged } from './pdf-error.ts';
import { streamEnd } from './stream-end.ts';

export type XrefEntry =
  | { readonly kind: 'free'; readonly gen: number }
  | { readonly kind: 'offset'; readonly offset: number; readonly gen: number }
  | { readonly kind: 'compressed'; readonly stream: number; readonly index: number };

export interface Xref {
  readonly entries: Map<number, XrefEntry>;
  /** The newest trailer. */
  readonly trailer: PdfDict;
  /** Of the newest section, counted from the header; a revision's /Prev. */
  readonly startOffset: number;
  readonly newestIs: 'table' | 'stream';
  readonly size: number;
  /** Whether any revision's trailer says that the file is encrypted. */
  readonly encrypted: boolean;
}

interface Section {
  readonly kind: 'table' | 'stream';
  readonly trailer: PdfDict;
  readonly entries: Map<number, XrefEntry>;
}

const MOST_SECTIONS = 10_000;
/** Acrobat's own limit; beyond it a number is no object of a real file. */
const HIGHEST_OBJECT_NUMBER = 8_388_607;

export function readXref(bytes: Uint8Array): Xref {
  const startOffset = readStartXref(bytes);
  const entries = new Map<number, XrefEntry>();
  const seen = new Set<number>();
  let newest: Section | undefined;
  let encrypted = false;
  const add = (from: Map<number, XrefEntry>, wanted: (entry: XrefEntry) => boolean) => {
    for (const [num, entry] of from) if (wanted(entry) && !entries.has(num)) entries.set(num, entry);
  };
  for (let offset: number | undefined = startOffset; offset !== undefined;) {
    if (seen.has(offset) || seen.size > MOST_SECTIONS)
      throw damaged('The cross-reference sections run in a circle.');
    seen.add(offset);
    const section: Section = readSection(bytes, offset);
    newest ??= section;
    encrypted ||= section.trailer.has('Encrypt');
    const hidden = section.kind === 'table' ? section.trailer.get('XRefStm') : null;
    if (hidden === null) add(section.entries, () => true);
    else {
      // Section 7.5.8.4: what a hybrid's table calls free is looked up in its stream next.
      add(section.entries, (entry) => entry.kind !== 'free');
      const stream = isIndex(hidden) ? readSection(bytes, hidden) : undefined;
      if (stream?.kind !== 'stream') throw damaged('A hybrid file lacks its cross-reference stream.');
      add(stream.entries, () => true);
      add(section.entries, () => true);
    }
    const previous: PdfObject = section.trailer.get('Prev');
    if (previous !== null && !isIndex(previous)) throw damaged('A trailer has an impossible /Prev.');
    offset = previous === null ? undefined : previous;
  }
  if (newest === undefined) throw damaged('There is no cross-reference section.');
  const size = newest.trailer.get('Size');
  if (!isIndex(size) || size > HIGHEST_OBJECT_NUMBER) throw damaged('The trailer has no usable /Size.');
  return { entries, trailer: newest.trailer, startOffset, newestIs: newest.kind, size, encrypted };
}

function readStartXref(bytes: Uint8Array): number {
  const tail = latin1(bytes.subarray(Math.max(0, bytes.length - 2048)));
  const at = tail.lastIndexOf('startxref');
  const offset = at < 0 ? undefined : /^startxref\s+(\d{1,15})\s+%%EOF/.exec(tail.slice(at))?.[1];
  if (offset === undefined) throw damaged('The file does not end with startxref and %%EOF.');
  return Number(offset);
}

function readSection(bytes: Uint8Array, offset: number): Section {
  if (offset >= bytes.length) throw damaged('A cross-reference section lies behind the end of the file.');
  const parser = new Parser(bytes, offset);
  parser.skipWhiteSpace();
  return isDigit(bytes[parser.position]) ? readStream(parser) : readTable(parser);
}

function readTable(parser: Parser): Section {
  if (!parser.take('xref')) throw damaged('There is no cross-reference section where one is announced.');
  const entries = new Map<number, XrefEntry>();
  while (!parser.take('trailer')) {
    const first = parser.index();
    const count = parser.index();
    if (first === undefined || count === undefined) throw damaged('A cross-reference table is broken.');
    for (let at = 0; at < count; at++) {
      const offset = parser.index();
      const gen = parser.index();
      const kind = parser.keyword();
      if (offset === undefined || gen === undefined || (kind !== 'n' && kind !== 'f')) {
        throw damaged('A cross-reference table is broken.');
      }
      setOnce(entries, first + at, kind === 'n' ? { kind: 'offset', offset, gen } : { kind: 'free', gen });
    }
  }
  const trailer = parser.object();
  if (!(trailer instanceof PdfDict)) throw damaged('There is no trailer dictionary.');
  return { kind: 'table', trailer, entries };
}

function readStream(parser: Parser): Section {
  const found = parser.indirectObject();
  const stream = found?.object;
  if (!(stream instanceof PdfFileStream) || !isName(stream.dict.get('Type'), 'XRef')) {
    throw damaged('There is no cross-reference section where one is announced.');
  }
  // Everything in this dictionary is direct: there is nothing yet to look references up in.
  const length = stream.dict.get('Length');
  const encoded = parser.bytes.subarray(stream.dataStart, streamEnd(parser.bytes, stream.dataStart, length));
  const data = decode(encoded, stream.dict, (object) => object);
  return { kind: 'stream', trailer: stream.dict, entries: streamEntries(data, stream.dict) };
}

function streamEntries(data: Uint8Array, dict: PdfDict): Map<number, XrefEntry> {
  const widths = numbers(dict.get('W'));
  const [typeWidth = 0, secondWidth = 0, thirdWidth = 0] = widths;
  const rowBytes = typeWidth + secondWidth + thirdWidth;
  if (widths.length < 3 || rowBytes < 1 || Math.max(...widths) > 6)
    throw damaged('A cross-reference stream is broken.');
  const size = dict.get('Size');
  const index = dict.has('Index') ? numbers(dict.get('Index')) : [0, isIndex(size) ? size : 0];
  const entries = new Map<number, XrefEntry>();
  let at = 0;
  const field = (width: number, missing: number) => {
    if (width === 0) return missing;
    let value = 0;
    for (let end = at + width; at < end; at++) value = value * 256 + (data[at] ?? 0);
    return value;
  };
  for (let pair = 0; pair + 1 < index.length; pair += 2) {
    const first = index[pair] ?? 0;
    const count = index[pair + 1] ?? 0;
    if (count * rowBytes > data.length - at) throw damaged('A cross-reference stream is too short.');
    for (let row = 0; row < count; row++) {
      const type = field(typeWidth, 1);
      const second = field(secondWidth, 0);
      const third = field(thirdWidth, 0);
      if (type === 0) setOnce(entries, first + row, { kind: 'free', gen: third });
      else if (type === 1) setOnce(entries, first + row, { kind: 'offset', offset: second, gen: third });
      else if (type === 2)
        setOnce(entries, first + row, { kind: 'compressed', stream: second, index: third });
    }
  }
  return entries;
}

function numbers(object: PdfObject): readonly number[] {
  if (!isArray(object)) return [];
  if (!object.every(isIndex)) throw damaged('A cross-reference stream is broken.');
  return object;
}

function setOnce(entries: Map<number, XrefEntry>, num: number, entry: XrefEntry): void {
  if (num > HIGHEST_OBJECT_NUMBER) throw damaged('An object number is impossibly high.');
  // Of two entries in one section some readers take the first, others the last.
  if (entries.has(num)) throw damaged('An object is listed twice in one section.');
  entries.set(num, entry);
}
