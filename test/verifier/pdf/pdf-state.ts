/**
 * The document as it stood when the file ended at a given byte: what a reader of that revision saw.
 * A file is opened once for each revision, each time with nothing but the bytes up to its end, so no
 * revision can be explained by what came after it (ISO 32000-2 section 7.5.6).
 */
import { Unreadable } from '../findings.ts';
import { type Entry, readSection, type Section } from './cross-reference.ts';
import { decodeStream } from './decode.ts';
import { Lexer } from './lexer.ts';
import { type IndirectObject, parseIndirectObject, parseValue } from './parser.ts';
import { Dict, type PdfValue, Ref, Stream } from './values.ts';

const MOST_SECTIONS = 1000;

export interface Tail {
  readonly startxref: number;
  /** First byte of the word `startxref`, and the byte after `%%EOF`. */
  readonly start: number;
  readonly end: number;
}

/** 7.5.5: `startxref`, a position, `%%EOF`. Searched from the end, as readers do. */
export function readTail(bytes: Uint8Array): Tail {
  const from = Math.max(0, bytes.length - 2048);
  const text = Buffer.from(bytes.subarray(from)).toString('latin1');
  const start = text.lastIndexOf('startxref');
  const match = start < 0 ? null : /^startxref\s+(\d{1,15})\s+%%EOF/.exec(text.slice(start));
  if (!match) throw new Unreadable('malformed-pdf', 'the file does not end with startxref and %%EOF');
  return { startxref: Number(match[1]), start: from + start, end: from + start + match[0].length };
}

export class PdfState {
  readonly tail: Tail;
  /** Newest first. */
  readonly sections: readonly Section[];
  readonly entries = new Map<number, Entry>();
  readonly #objects = new Map<number, PdfValue | undefined>();
  readonly #containers = new Map<number, ReadonlyMap<number, PdfValue>>();
  readonly #reading = new Set<number>();

  constructor(readonly bytes: Uint8Array) {
    if (!Buffer.from(bytes.subarray(0, 8)).toString('latin1').startsWith('%PDF-')) {
      throw new Unreadable('malformed-pdf', 'the file does not begin with %PDF-');
    }
    this.tail = readTail(bytes);
    this.sections = chain(bytes, this.tail.startxref);
    for (const section of this.sections) {
      for (const [number, entry] of section.entries) {
        if (!this.entries.has(number)) this.entries.set(number, entry);
      }
    }
    if (this.sections.some((section) => section.trailer.has('Encrypt'))) {
      throw new Unreadable('encrypted', 'the file is encrypted');
    }
  }

  get newest(): Section {
    return this.sections[0]!;
  }

  get trailer(): Dict {
    return this.newest.trailer;
  }

  get catalog(): Dict {
    return this.dict(this.trailer.get('Root'), 'the document catalog');
  }

  /** 7.3.10: a reference to an object that is not there is a reference to null; here it is undefined. */
  object(number: number): PdfValue | undefined {
    if (this.#objects.has(number)) return this.#objects.get(number);
    if (this.#reading.has(number))
      throw new Unreadable('malformed-pdf', `object ${number} needs itself to be read`);
    this.#reading.add(number);
    const entry = this.entries.get(number);
    let value: PdfValue | undefined;
    if (entry?.kind === 'offset') value = this.indirectObject(number, entry).value;
    if (entry?.kind === 'packed') value = this.packed(entry.container).get(number);
    this.#reading.delete(number);
    this.#objects.set(number, value);
    return value;
  }

  indirectObject(number: number, entry: Entry & { readonly kind: 'offset' }): IndirectObject {
    const found = parseIndirectObject(this.bytes, entry.offset, (ref) => {
      const length = this.object(ref.number);
      return typeof length === 'number' ? length : -1;
    });
    if (found.number !== number || found.generation !== entry.generation) {
      throw new Unreadable(
        'malformed-pdf',
        `the cross-reference finds object ${found.number} where ${number} should be`,
      );
    }
    return found;
  }

  /** 7.5.7: the objects of an object stream. */
  packed(container: number): ReadonlyMap<number, PdfValue> {
    const known = this.#containers.get(container);
    if (known) return known;
    const stream = this.entries.get(container)?.kind === 'offset' ? this.object(container) : undefined;
    if (!(stream instanceof Stream) || stream.dict.name('Type') !== 'ObjStm') {
      throw new Unreadable('malformed-pdf', `object ${container} is not an object stream`);
    }
    const data = decodeStream(stream);
    const [count, first] = [stream.dict.get('N'), stream.dict.get('First')];
    if (
      typeof count !== 'number' ||
      typeof first !== 'number' ||
      count > data.length ||
      first > data.length
    ) {
      throw new Unreadable('malformed-pdf', `object stream ${container} has no usable /N and /First`);
    }
    const head = new Lexer(data);
    const objects = new Map<number, PdfValue>();
    for (let at = 0; at < count; at += 1) {
      const number = head.integer('an object number');
      const offset = head.integer('an offset');
      if (objects.has(number))
        throw new Unreadable('malformed-pdf', `object ${number} is twice in one object stream`);
      objects.set(number, parseValue(new Lexer(data, first + offset)));
    }
    this.#containers.set(container, objects);
    return objects;
  }

  /** Follows references until there is a value. */
  resolve(value: PdfValue | undefined): PdfValue | undefined {
    let current = value;
    for (let hops = 0; current instanceof Ref; hops += 1) {
      if (hops > 20) throw new Unreadable('malformed-pdf', 'references lead in a circle');
      const entry = this.entries.get(current.number);
      // 7.3.10: a generation that is not the one in use names an object that does not exist.
      const generation = entry?.kind === 'offset' ? entry.generation : 0;
      current = current.generation === generation ? this.object(current.number) : undefined;
    }
    return current;
  }

  dict(value: PdfValue | undefined, what: string): Dict {
    const resolved = this.resolve(value);
    if (resolved instanceof Dict) return resolved;
    throw new Unreadable('malformed-pdf', `${what} is not a dictionary`);
  }
}

function chain(bytes: Uint8Array, startxref: number): Section[] {
  const sections: Section[] = [];
  const seen = new Set<number>();
  for (let next: number | undefined = startxref; next !== undefined; next = sections.at(-1)?.previous) {
    if (seen.has(next))
      throw new Unreadable('malformed-pdf', 'the cross-reference sections lead in a circle');
    if (sections.length >= MOST_SECTIONS)
      throw new Unreadable('too-complex', 'too many cross-reference sections');
    seen.add(next);
    sections.push(readSection(bytes, next));
  }
  return sections;
}
