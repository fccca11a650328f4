/**
 * A strict reader of DER, ITU-T X.690 sections 8, 10 and 11: one encoding for each value. What BER
 * would also allow is refused, because two encodings of one value are two files with one signature.
 */
import { Unreadable } from '../findings.ts';

export interface Der {
  readonly tagClass: 'universal' | 'application' | 'context' | 'private';
  readonly constructed: boolean;
  readonly tag: number;
  /** The whole encoding, tag and length included. */
  readonly encoding: Uint8Array;
  readonly content: Uint8Array;
  readonly children: readonly Der[];
}

export const TAG = {
  boolean: 1,
  integer: 2,
  bitString: 3,
  octetString: 4,
  null: 5,
  oid: 6,
  enumerated: 10,
  utcTime: 23,
  generalizedTime: 24,
  sequence: 16,
  set: 17,
} as const;

const CLASSES = ['universal', 'application', 'context', 'private'] as const;
const MOST_NODES = 50_000;
const DEEPEST = 40;

/** Reads one value that fills `bytes` completely. */
export function readDer(bytes: Uint8Array): Der {
  const der = readDerPrefix(bytes);
  if (der.encoding.length !== bytes.length) fail('bytes follow the value');
  return der;
}

/** Reads one value at the start of `bytes`. */
export function readDerPrefix(bytes: Uint8Array): Der {
  return read(bytes, 0, { nodes: 0 });
}

function fail(what: string): never {
  throw new Unreadable('cms-der', `not DER: ${what}`);
}

function read(bytes: Uint8Array, depth: number, budget: { nodes: number }): Der {
  budget.nodes += 1;
  if (depth > DEEPEST || budget.nodes > MOST_NODES) fail('too many or too deep values');
  const first = bytes[0];
  if (first === undefined) fail('a value is missing');
  const tagClass = CLASSES[(first >> 6) as 0 | 1 | 2 | 3];
  const constructed = (first & 0x20) !== 0;
  const tag = first & 0x1f;
  // 8.1.2.4: nothing in CMS, X.509 or RFC 3161 has a tag number above 30.
  if (tag === 31) fail('a tag of several bytes');
  const { length, headerBytes } = readLength(bytes);
  const encoding = bytes.subarray(0, headerBytes + length);
  if (encoding.length !== headerBytes + length) fail('a value is longer than what holds it');
  const content = encoding.subarray(headerBytes);
  const children: Der[] = [];
  if (constructed) {
    for (let at = 0; at < content.length;) {
      const child = read(content.subarray(at), depth + 1, budget);
      children.push(child);
      at += child.encoding.length;
    }
  }
  const der: Der = { tagClass, constructed, tag, encoding, content, children };
  if (tagClass === 'universal') checkUniversal(der);
  return der;
}

/** 10.1: definite, and as short as can be. */
function readLength(bytes: Uint8Array): { length: number; headerBytes: number } {
  const first = bytes[1];
  if (first === undefined) fail('a length is missing');
  if (first < 0x80) return { length: first, headerBytes: 2 };
  const count = first & 0x7f;
  if (count === 0 || count > 4 || bytes.length < 2 + count) fail('an indefinite or impossible length');
  const length = Buffer.from(bytes.subarray(2, 2 + count)).readUIntBE(0, count);
  if (length < 0x80 || length < 2 ** (8 * (count - 1))) fail('a length that is not in its shortest form');
  return { length, headerBytes: 2 + count };
}

function checkUniversal({ tag, constructed, content, children }: Der): void {
  // 8.1.5: end-of-contents belongs to indefinite lengths, and is what zeros look like.
  if (tag === 0) fail('an end-of-contents');
  const isGroup = tag === TAG.sequence || tag === TAG.set;
  if (isGroup !== constructed) fail('a string in pieces, or a sequence that is none');
  const [first = 0, second = 0] = content;
  if (tag === TAG.boolean && (content.length !== 1 || (first !== 0 && first !== 0xff)))
    fail('a boolean, 11.1');
  if (tag === TAG.null && content.length !== 0) fail('a null with content');
  if (tag === TAG.integer) {
    if (content.length === 0) fail('an integer without a value');
    const padded =
      content.length > 1 && ((first === 0 && second < 0x80) || (first === 0xff && second >= 0x80));
    if (padded) fail('an integer that is not in its shortest form, 8.3.2');
  }
  if (tag === TAG.bitString) {
    const last = content.at(-1) ?? 0;
    if (content.length === 0 || first > 7 || (first > 0 && content.length === 1)) fail('a bit string');
    if ((last & ((1 << first) - 1)) !== 0 && content.length > 1) fail('unused bits that are set, 11.2.1');
  }
  if (tag === TAG.oid) {
    if (content.length === 0 || ((content.at(-1) ?? 0x80) & 0x80) !== 0) fail('an object identifier');
    content.forEach((byte, at) => {
      if (byte === 0x80 && (at === 0 || (content[at - 1]! & 0x80) === 0))
        fail('a padded object identifier, 8.19.2');
    });
  }
  if (tag === TAG.set && !inOrder(children)) fail('a set that is not in order, 11.6');
}

/** 11.6: the members of a SET OF in ascending order of their encodings. */
export function inOrder(members: readonly Der[]): boolean {
  return members.every(
    (member, at) => at === 0 || Buffer.compare(members[at - 1]!.encoding, member.encoding) <= 0,
  );
}

/** The children of a sequence or set; anything else is a problem of structure. */
export function childrenOf(der: Der | undefined, tag: number, what: string): readonly Der[] {
  if (!der || der.tagClass !== 'universal' || der.tag !== tag)
    throw new Unreadable('cms-structure', `no ${what}`);
  return der.children;
}

export function isUniversal(der: Der | undefined, tag: number): der is Der {
  return der?.tagClass === 'universal' && der.tag === tag;
}

export function isContext(der: Der | undefined, tag: number): der is Der {
  return der?.tagClass === 'context' && der.tag === tag;
}

export function oidOf(der: Der | undefined): string {
  if (!isUniversal(der, TAG.oid))
    throw new Unreadable('cms-structure', 'no object identifier where one must be');
  const arcs: bigint[] = [];
  let arc = 0n;
  for (const byte of der.content) {
    arc = arc * 128n + BigInt(byte & 0x7f);
    if ((byte & 0x80) !== 0) continue;
    if (arcs.length === 0) {
      const top = arc < 80n ? arc / 40n : 2n;
      arcs.push(top, arc - top * 40n);
    } else arcs.push(arc);
    arc = 0n;
  }
  return arcs.join('.');
}

/** A small integer such as a version; -1 for one that is not small. */
export function smallInteger(der: Der | undefined): number {
  if (!isUniversal(der, TAG.integer)) throw new Unreadable('cms-structure', 'no integer where one must be');
  const [only] = der.content;
  return der.content.length === 1 && only !== undefined && only < 0x80 ? only : -1;
}

export function octets(der: Der | undefined, what: string): Uint8Array {
  if (!isUniversal(der, TAG.octetString)) throw new Unreadable('cms-structure', `no ${what}`);
  return der.content;
}

/** UTCTime and GeneralizedTime as RFC 5280 section 4.1.2.5 and RFC 3161 section 2.4.2 write them. */
export function timeOf(der: Der | undefined): Date {
  const text = der ? Buffer.from(der.content).toString('latin1') : '';
  const pattern = isUniversal(der, TAG.utcTime)
    ? /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)()Z$/
    : /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\.\d*[1-9])?Z$/;
  const match = pattern.exec(text);
  const isTime = isUniversal(der, TAG.utcTime) || isUniversal(der, TAG.generalizedTime);
  if (!match || !isTime)
    throw new Unreadable('cms-der', `"${text.replace(/[^\w.+-]/g, '?')}" is not a time in DER`);
  const [, yearText = '', month, day, hour, minute, second, fraction = ''] = match;
  const short = Number(yearText);
  const year = yearText.length === 4 ? short : short + (short < 50 ? 2000 : 1900);
  const date = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${fraction.slice(0, 4)}Z`);
  if (Number.isNaN(date.getTime())) throw new Unreadable('cms-der', `${text} is not a day and time`);
  return date;
}
