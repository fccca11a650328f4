/**
 * A PDF as its cross-reference information describes it. Objects are read when they are asked for;
 * one that no entry names does not exist, wherever it may stand in the bytes.
 */
import { decode } from './filters.ts';
import { PdfDict, PdfFileStream, type PdfObject, PdfRef, isIndex, isName } from './objects.ts';
import { Parser } from './parser.ts';
import { damaged } from './pdf-error.ts';
import { streamEnd } from './stream-end.ts';
import type { XrefEntry } from './xref.ts';

/** A chain of references to references longer than this is a loop. */
const LONGEST_CHAIN = 32;

/** What all object streams may swell to: they are kept, and a small file can hold many large ones. */
const MOST_DECODED_BYTES = 256 * 1024 * 1024;
/** The standard allows no object stream that needs another; more than a few is a chain to overflow the stack. */
const MOST_OPENING = 8;

interface ObjectStream {
  readonly numbers: readonly number[];
  readonly offsets: readonly number[];
  readonly data: Uint8Array;
}

export class PdfFile {
  readonly #cache = new Map<number, PdfObject>();
  readonly #streams = new Map<number, ObjectStream>();
  readonly #opening = new Set<number>();
  readonly #irregular = new Set<number>();
  #decodedBytes = 0;

  constructor(
    readonly bytes: Uint8Array,
    readonly entries: ReadonlyMap<number, XrefEntry>,
    readonly trailer: PdfDict,
  ) {}

  /** The object itself for a reference, null when there is none; anything else as it is. */
  resolve(object: PdfObject): PdfObject {
    let current = object;
    for (let steps = 0; current instanceof PdfRef; steps++) {
      if (steps > LONGEST_CHAIN) throw damaged('References run in a circle.');
      current = this.#load(current, true);
    }
    return current;
  }

  /** The same without keeping it: for a walk through everything, which sees each object once. */
  peek(ref: PdfRef): PdfObject {
    return this.#load(ref, false);
  }

  dict(object: PdfObject): PdfDict | undefined {
    const found = this.resolve(object);
    return found instanceof PdfDict ? found : undefined;
  }

  /**
   * Whether everything of this object was written as the standard says. A reader may get by with a font
   * that is not; what sealing builds on has to be read in the same way by all.
   */
  isRegular(ref: PdfRef): boolean {
    this.resolve(ref);
    return !this.#irregular.has(ref.num);
  }

  encodedStream(stream: PdfFileStream): Uint8Array {
    const end = streamEnd(this.bytes, stream.dataStart, this.resolve(stream.dict.get('Length')));
    return this.bytes.subarray(stream.dataStart, end);
  }

  decodedStream(stream: PdfFileStream): Uint8Array {
    return decode(this.encodedStream(stream), stream.dict, (object) => this.resolve(object));
  }

  #load(ref: PdfRef, keep: boolean): PdfObject {
    const cached = this.#cache.get(ref.num);
    const entry = this.entries.get(ref.num);
    // Section 7.3.10: a reference to an object that does not exist is null.
    if (entry === undefined || entry.kind === 'free') return null;
    if ((entry.kind === 'offset' ? entry.gen : 0) !== ref.gen) return null;
    if (cached !== undefined) return cached;
    const object = entry.kind === 'offset' ? this.#readAt(ref, entry.offset) : this.#readFrom(ref, entry);
    if (keep) this.#cache.set(ref.num, object);
    return object;
  }

  #readAt(ref: PdfRef, offset: number): PdfObject {
    const parser = new Parser(this.bytes, offset, () => this.#irregular.add(ref.num));
    const found = offset < this.bytes.length ? parser.indirectObject() : undefined;
    if (found?.num !== ref.num || found.gen !== ref.gen)
      throw damaged('An object is not where it should be.');
    return found.object;
  }

  #readFrom(ref: PdfRef, entry: XrefEntry & { kind: 'compressed' }): PdfObject {
    const stream = this.#objectStream(entry.stream);
    const at = stream.numbers[entry.index] === ref.num ? entry.index : stream.numbers.indexOf(ref.num);
    const offset = stream.offsets[at];
    if (offset === undefined) throw damaged('An object is not in its object stream.');
    return new Parser(stream.data, offset).object();
  }

  /** ISO 32000-2 section 7.5.7. */
  #objectStream(num: number): ObjectStream {
    const known = this.#streams.get(num);
    if (known) return known;
    if (this.#opening.has(num) || this.#opening.size > MOST_OPENING)
      throw damaged('An object stream needs itself.');
    this.#opening.add(num);
    try {
      const read = this.#readObjectStream(num);
      this.#streams.set(num, read);
      return read;
    } finally {
      this.#opening.delete(num);
    }
  }

  #readObjectStream(num: number): ObjectStream {
    const entry = this.entries.get(num);
    const stream = entry?.kind === 'offset' ? this.resolve(new PdfRef(num, entry.gen)) : null;
    if (!(stream instanceof PdfFileStream) || !isName(stream.dict.get('Type'), 'ObjStm')) {
      throw damaged('An object stream is missing.');
    }
    const data = this.decodedStream(stream);
    this.#decodedBytes += data.length;
    if (this.#decodedBytes > MOST_DECODED_BYTES) throw damaged('The object streams hold too much.');
    return parseObjectStream(data, (key) => this.resolve(stream.dict.get(key)));
  }
}

function parseObjectStream(data: Uint8Array, value: (key: string) => PdfObject): ObjectStream {
  const count = value('N');
  const first = value('First');
  if (!isIndex(count) || !isIndex(first) || count > data.length) throw damaged('An object stream is broken.');
  const parser = new Parser(data, 0);
  const numbers: number[] = [];
  const offsets: number[] = [];
  const seen = new Set<number>();
  for (let at = 0; at < count; at++) {
    const objectNumber = parser.index();
    const offset = parser.index();
    if (objectNumber === undefined || offset === undefined) throw damaged('An object stream is broken.');
    if (seen.has(objectNumber)) throw damaged('An object stream holds an object twice.');
    seen.add(objectNumber);
    numbers.push(objectNumber);
    offsets.push(first + offset);
  }
  return { numbers, offsets, data };
}
