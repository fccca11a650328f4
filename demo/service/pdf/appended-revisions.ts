/**
 * Incremental updates (ISO 32000-2 section 7.5.6): every revision is bytes to be put behind what is
 * there, which is never touched. A cross-reference table follows a table, a stream follows a stream
 * (section 7.5.8: the two must not be mixed), and what we write stands in no object stream.
 */
import { randomBytes } from 'node:crypto';
import { type PdfObject, PdfDict, PdfRef, PdfString, isArray, name } from './objects.ts';
import type { PdfDocument, XrefBase } from './pdf-document.ts';
import { serialize, serializeIndirect } from './serialize.ts';
import type { XrefEntry } from './xref.ts';
import { xrefStream, xrefTable } from './xref-writer.ts';

export interface Revision {
  readonly bytes: Uint8Array;
  /** Where an object starts, and how long it is, within `bytes`. */
  readonly spans: ReadonlyMap<number, { readonly start: number; readonly length: number }>;
  readonly next: { readonly number: number; readonly base: XrefBase };
}

/** What a trailer takes over from the one before is everything but these. */
const NOT_INHERITED = [
  'Size',
  'Prev',
  'XRefStm',
  'Encrypt',
  'Type',
  'W',
  'Index',
  'Filter',
  'DecodeParms',
  'Length',
  'F',
  'FFilter',
  'FDecodeParms',
  'DL',
];

export class AppendedRevisions {
  readonly #document: PdfDocument;
  readonly #written = new Map<number, PdfObject>();
  #pending = new Map<number, { ref: PdfRef; object: PdfObject }>();
  #nextNumber: number;
  #base: XrefBase;
  #lengthBytes: number;
  readonly #firstId: PdfObject;

  constructor(document: PdfDocument) {
    this.#document = document;
    this.#base = document.xref;
    this.#lengthBytes = document.file.bytes.length;
    this.#nextNumber = document.xref.size;
    for (const num of document.file.entries.keys()) this.#nextNumber = Math.max(this.#nextNumber, num + 1);
    const id = document.file.resolve(document.file.trailer.get('ID'));
    const first = isArray(id) ? document.file.resolve(id[0] ?? null) : null;
    this.#firstId = first instanceof PdfString ? first : newId();
  }

  /** The object as the newest revision has it. */
  resolve(object: PdfObject): PdfObject {
    let current = object;
    for (let steps = 0; current instanceof PdfRef && steps < 32; steps++) {
      const newer = this.#pending.get(current.num)?.object ?? this.#written.get(current.num);
      current = newer === undefined ? this.#document.file.resolve(current) : newer;
    }
    return current;
  }

  dict(object: PdfObject): PdfDict | undefined {
    const found = this.resolve(object);
    return found instanceof PdfDict ? found : undefined;
  }

  allocate(): PdfRef {
    return new PdfRef(this.#nextNumber++, 0);
  }

  add(object: PdfObject): PdfRef {
    const ref = this.allocate();
    this.set(ref, object);
    return ref;
  }

  set(ref: PdfRef, object: PdfObject): void {
    this.#pending.set(ref.num, { ref, object });
  }

  /** The revision as it would be written behind all that was there before. Changes nothing. */
  render(): Revision {
    const parts: Uint8Array[] = [Buffer.from('\n')];
    const spans = new Map<number, { start: number; length: number }>();
    const entries = new Map<number, XrefEntry>();
    const start = this.#lengthBytes;
    let length = 1;
    for (const { ref, object } of this.#pending.values()) {
      const bytes = serializeIndirect(ref, object);
      entries.set(ref.num, { kind: 'offset', offset: start + length, gen: ref.gen });
      spans.set(ref.num, { start: length, length: bytes.length });
      parts.push(bytes);
      length += bytes.length;
    }
    const startOffset = start + length;
    const { kind } = this.#base;
    const trailer = this.#trailer();
    // A cross-reference stream is an object too, and names itself.
    const own = new PdfRef(this.#nextNumber, 0);
    parts.push(
      kind === 'table' ? xrefTable(entries, trailer) : xrefStream(entries, trailer, own, startOffset),
      Buffer.from(`startxref\n${startOffset}\n%%EOF\n`, 'latin1'),
    );
    const number = kind === 'table' ? this.#nextNumber : this.#nextNumber + 1;
    return {
      bytes: Buffer.concat(parts),
      spans,
      next: { number, base: { kind, startOffset, size: number } },
    };
  }

  /** Takes a rendered revision as written: its bytes belong behind all that was there before. */
  commit(revision: Revision): void {
    for (const { ref, object } of this.#pending.values()) this.#written.set(ref.num, object);
    this.#pending = new Map();
    this.#lengthBytes += revision.bytes.length;
    this.#nextNumber = revision.next.number;
    this.#base = revision.next.base;
  }

  #trailer(): PdfDict {
    return inherited(this.#document.file.trailer).with({
      Size: this.#nextNumber,
      Root: this.#document.catalogRef,
      ID: [this.#firstId, newId()],
      Prev: this.#base.startOffset,
    });
  }
}

/** A name cannot hold a null character (section 7.3.5): an entry that does is not carried on. */
function inherited(trailer: PdfDict): PdfDict {
  const kept = trailer.without(...NOT_INHERITED);
  return new PdfDict(
    new Map([...kept.entries].filter(([key, value]) => !serialize([name(key), value]).includes('#00'))),
  );
}

function newId(): PdfString {
  return new PdfString(randomBytes(16), true);
}
