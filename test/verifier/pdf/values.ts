/**
 * The values of a PDF file, ISO 32000-2 section 7.3. Numbers, booleans, null and arrays are those of
 * the language; the rest are the classes below. Strings and streams know where in the file they are
 * written, because a signature is a statement about bytes.
 */

export class Name {
  constructor(readonly value: string) {}
}

export class Ref {
  constructor(
    readonly number: number,
    readonly generation: number,
  ) {}

  toString(): string {
    return `${this.number} ${this.generation} R`;
  }
}

export class Text {
  constructor(
    readonly bytes: Uint8Array,
    /** First byte of the string in its source, delimiter included. */
    readonly start: number,
    readonly end: number,
    readonly isHex: boolean,
  ) {}

  get latin1(): string {
    return Buffer.from(this.bytes).toString('latin1');
  }
}

export class Dict {
  constructor(readonly entries: ReadonlyMap<string, PdfValue>) {}

  get(key: string): PdfValue | undefined {
    return this.entries.get(key);
  }

  has(key: string): boolean {
    return this.entries.has(key);
  }

  keys(): string[] {
    return [...this.entries.keys()];
  }

  /** The value of a name, or undefined when the entry is something else. */
  name(key: string): string | undefined {
    const value = this.entries.get(key);
    return value instanceof Name ? value.value : undefined;
  }
}

export class Stream {
  constructor(
    readonly dict: Dict,
    /** The bytes as stored, filters not undone. */
    readonly raw: Uint8Array,
  ) {}
}

export type PdfValue = null | boolean | number | Name | Ref | Text | Dict | Stream | readonly PdfValue[];

export function isArray(value: PdfValue | undefined): value is readonly PdfValue[] {
  return Array.isArray(value);
}

/** Whether two values say the same; references are the same when they name the same object. */
export function sameValue(a: PdfValue | undefined, b: PdfValue | undefined): boolean {
  if (a === b) return true;
  if (a instanceof Name && b instanceof Name) return a.value === b.value;
  if (a instanceof Ref && b instanceof Ref) return a.number === b.number && a.generation === b.generation;
  if (a instanceof Text && b instanceof Text) return Buffer.compare(a.bytes, b.bytes) === 0;
  if (a instanceof Stream && b instanceof Stream) {
    return sameValue(a.dict, b.dict) && Buffer.compare(a.raw, b.raw) === 0;
  }
  if (a instanceof Dict && b instanceof Dict) return sameDictApartFrom(a, b, []);
  if (isArray(a) && isArray(b)) return a.length === b.length && a.every((item, at) => sameValue(item, b[at]));
  return false;
}

export function sameDictApartFrom(a: Dict, b: Dict, ignored: readonly string[]): boolean {
  const keys = new Set([...a.keys(), ...b.keys()].filter((key) => !ignored.includes(key)));
  return [...keys].every((key) => sameValue(a.get(key), b.get(key)));
}
