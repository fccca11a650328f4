/**
 * The end of a sealed file made by hand: the revisions with the security store and the document time stamp, each
 * open to a change before it is stamped. Without changes it is as good as the sealer's own.
 */
import { createHash } from 'node:crypto';
import type { TimeStampAuthority } from '../../../demo/service/ports/time-stamp-authority.ts';
import { PdfState } from '../pdf/pdf-state.ts';
import { readSecurityStore, type Stored } from '../pdf/security-store.ts';
import type { Ref } from '../pdf/values.ts';
import { revisionsOf } from './changed-bytes.ts';
import { unfilledTimeStamp, fillContents, type MutableObjects } from './craft-pdf.ts';
import { appendTable, startxrefOf, stream, TRAILER } from './original-pdf.ts';
import type { SealedSample } from './sealed-sample.ts';

/** Objects of the store: 900 the store, 901 and on what is in it; 990 the document time stamp. */
export const STORE = 900;
export const TIME_STAMP = 990;

export interface LongTermCraft {
  /** Changes the objects of the store's revision. */
  readonly store?: (objects: MutableObjects, file: PdfState) => void;
  readonly withoutStore?: boolean;
  /** Changes the objects of the document time stamp's revision. */
  readonly stamp?: (objects: MutableObjects, file: PdfState) => void;
  /** Puts the field into an object stream, ISO 32000-2 section 7.5.7. */
  readonly packed?: boolean;
  /** What is stamped in place of the covered bytes. */
  readonly stamped?: (covered: Buffer) => Buffer;
}

/** @param sample over an original of kind "table" */
export async function craftLongTerm(
  { sealed }: SealedSample,
  timeStamps: TimeStampAuthority,
  craft: LongTermCraft = {},
): Promise<Buffer> {
  const [timeStamp, lastSignature] = revisionsOf(sealed).toReversed();
  let file: Buffer = Buffer.from(sealed.subarray(0, lastSignature!.end));
  if (!craft.withoutStore) {
    const state = new PdfState(file);
    const objects = storeObjects(new PdfState(sealed), state);
    craft.store?.(objects, state);
    file = appendTable(file, objects);
  }
  const state = new PdfState(file);
  const field = timeStamp!.field.objectNumber;
  const objects: MutableObjects = new Map<number, string | Buffer>([
    [field, withEntry(bodyOf(state, field), `/V ${TIME_STAMP} 0 R`)],
    [TIME_STAMP, unfilledTimeStamp()],
  ]);
  craft.stamp?.(objects, state);
  const unstamped = craft.packed ? appendPacked(file, objects, field) : appendTable(file, objects);
  return stampFile(unstamped, timeStamps, craft.stamped);
}

/** One of the objects in an object stream, all found by a cross-reference stream. */
export function appendPacked(before: Buffer, objects: MutableObjects, packed: number): Buffer {
  const [container, self] = [TIME_STAMP + 1, TIME_STAMP + 2];
  const rows: Buffer[] = [];
  const row = (type: number, second: number): void => {
    const bytes = Buffer.alloc(6);
    bytes.writeUInt8(type, 0);
    bytes.writeUInt32BE(second, 1);
    rows.push(bytes);
  };
  let file: Buffer = before;
  const write = (number: number, body: string | Buffer): void => {
    row(1, file.length);
    file = Buffer.concat([
      file,
      Buffer.from(`${number} 0 obj\n`),
      Buffer.from(body),
      Buffer.from('\nendobj\n'),
    ]);
  };
  const index = `${packed} 0 `;
  const data = index + String(objects.get(packed));
  const others = [...objects].filter(([number]) => number !== packed);
  for (const [number, body] of others) write(number, body);
  write(container, stream(`/Type /ObjStm /N 1 /First ${index.length}`, data));
  row(2, container);
  const start = file.length;
  row(1, start);
  const numbers = [...others.map(([number]) => number), container, packed, self];
  const places = `/Index [${numbers.map((number) => `${number} 1`).join(' ')}] /Size ${self + 1}`;
  const dictionary = `/Type /XRef /W [1 4 1] ${places} /Prev ${startxrefOf(before)} ${TRAILER}`;
  const table = `${self} 0 obj\n${stream(dictionary, Buffer.concat(rows)).toString('latin1')}\nendobj\n`;
  return Buffer.concat([file, Buffer.from(`${table}startxref\n${start}\n%%EOF\n`, 'latin1')]);
}

export function stampFile(
  unstamped: Buffer,
  timeStamps: TimeStampAuthority,
  stamped: (covered: Buffer) => Buffer = (covered) => covered,
): Promise<Buffer> {
  return fillContents(unstamped, (covered) =>
    timeStamps.stamp(createHash('sha256').update(stamped(covered)).digest()),
  );
}

function storeObjects(sealed: PdfState, state: PdfState): MutableObjects {
  const store = readSecurityStore(sealed)!;
  const objects: MutableObjects = new Map();
  const put = (items: Stored): string => {
    const refs = [...items.values()].map((der) => {
      const number = STORE + objects.size + 1;
      objects.set(number, stream('', Buffer.from(der)));
      return `${number} 0 R`;
    });
    return `[${refs.join(' ')}]`;
  };
  const [certificates, lists] = [put(store.certificates), put(store.revocationLists)];
  const entry = `<< /Type /VRI /Cert ${certificates} /CRL ${lists} >>`;
  const entries = [...store.entries.keys()].map((key) => `/${key} ${entry}`).join(' ');
  objects.set(STORE, `<< /Type /DSS /VRI << ${entries} >> /Certs ${certificates} /CRLs ${lists} >>`);
  const root = catalogNumber(state);
  objects.set(root, withEntry(bodyOf(state, root), `/DSS ${STORE} 0 R`));
  return objects;
}

export function catalogNumber(state: PdfState): number {
  return (state.trailer.get('Root') as Ref).number;
}

/** An object as it is written, without `n 0 obj` and `endobj`. */
export function bodyOf(state: PdfState, number: number): string {
  const entry = state.entries.get(number);
  if (entry?.kind !== 'offset') throw new Error(`object ${number} is not in the file itself`);
  const { start, end } = state.indirectObject(number, entry);
  const text = Buffer.from(state.bytes.subarray(start, end)).toString('latin1');
  return text.replace(/^\d+ \d+ obj\s*/, '').replace(/\s*endobj$/, '');
}

export function withEntry(body: string, entry: string): string {
  return body.replace(/>>$/, `${entry} >>`);
}
