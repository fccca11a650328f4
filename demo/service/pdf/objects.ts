/**
 * The objects that a PDF is made of (ISO 32000-2 section 7.3). `null`, booleans, numbers and arrays are
 * JavaScript's own; names are kept as Latin-1, one character a byte, because a name is bytes.
 */
export class PdfName {
  constructor(readonly value: string) {}
}

export class PdfRef {
  constructor(
    readonly num: number,
    readonly gen: number,
  ) {}
}

export class PdfString {
  constructor(
    readonly bytes: Uint8Array,
    readonly hex = false,
  ) {}
}

/** Text that is written as it stands, for what has to keep its length in the file. */
export class PdfVerbatim {
  constructor(readonly text: string) {}
}

export class PdfDict {
  constructor(readonly entries: Map<string, PdfObject> = new Map()) {}

  static of(entries: Record<string, PdfObject | undefined>): PdfDict {
    const dict = new PdfDict();
    for (const [key, value] of Object.entries(entries)) {
      if (value !== undefined) dict.entries.set(key, value);
    }
    return dict;
  }

  get(key: string): PdfObject {
    return this.entries.get(key) ?? null;
  }

  has(key: string): boolean {
    return this.get(key) !== null;
  }

  /** A copy with these entries set. */
  with(entries: Record<string, PdfObject>): PdfDict {
    return new PdfDict(new Map([...this.entries, ...Object.entries(entries)]));
  }

  /** A copy without these keys. */
  without(...keys: string[]): PdfDict {
    const copy = new Map(this.entries);
    for (const key of keys) copy.delete(key);
    return new PdfDict(copy);
  }
}

/** A stream that we make: its dictionary gets the right /Length when it is written. */
export class PdfStream {
  constructor(
    readonly dict: PdfDict,
    readonly data: Uint8Array,
  ) {}
}

/** A stream in a file: where its data starts; `PdfFile.encodedStream` finds where it ends. */
export class PdfFileStream {
  constructor(
    readonly dict: PdfDict,
    readonly dataStart: number,
  ) {}
}

export type PdfObject =
  | null
  | boolean
  | number
  | PdfName
  | PdfRef
  | PdfString
  | PdfVerbatim
  | PdfDict
  | PdfStream
  | PdfFileStream
  | readonly PdfObject[];

export function isArray(object: PdfObject): object is readonly PdfObject[] {
  return Array.isArray(object);
}

export function isName(object: PdfObject, value?: string): object is PdfName {
  return object instanceof PdfName && (value === undefined || object.value === value);
}

/** The dictionary of a dictionary or a stream. */
export function dictOf(object: PdfObject): PdfDict | undefined {
  if (object instanceof PdfDict) return object;
  if (object instanceof PdfFileStream || object instanceof PdfStream) return object.dict;
  return undefined;
}

export function isIndex(object: PdfObject): object is number {
  return typeof object === 'number' && Number.isSafeInteger(object) && object >= 0;
}

export const name = (value: string): PdfName => new PdfName(value);
