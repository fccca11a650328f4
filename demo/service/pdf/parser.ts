/**
 * Reads objects from bytes at a position (ISO 32000-2 section 7.3). Where something is not as the standard
 * says, readers differ in what they make of it: such a place is reported, and whoever asked decides
 * whether it matters. Never deeper than a limit, so that no file can overflow the stack.
 */
import { hexValue, isDelimiter, isDigit, isNumeric, isRegular, isWhiteSpace, latin1 } from './characters.ts';
import { PdfDict, PdfFileStream, PdfName, type PdfObject, PdfRef, PdfString } from './objects.ts';
import { damaged } from './pdf-error.ts';

const DEEPEST = 100;
const ESCAPES: Record<string, number> = { n: 10, r: 13, t: 9, b: 8, f: 12 };

/** Told of a place that is not as the standard says; throws when that is not to be borne. */
export type OnIrregular = (what: string) => void;

const refuseIrregular: OnIrregular = (what) => {
  throw damaged(what);
};

export class Parser {
  readonly end: number;

  constructor(
    readonly bytes: Uint8Array,
    public position: number,
    private readonly onIrregular: OnIrregular = refuseIrregular,
  ) {
    this.end = bytes.length;
  }

  skipWhiteSpace(): void {
    const { bytes, end } = this;
    while (this.position < end) {
      const byte = bytes[this.position];
      if (byte === 0x25) {
        while (this.position < end && bytes[this.position] !== 10 && bytes[this.position] !== 13)
          this.position++;
      } else if (isWhiteSpace(byte)) this.position++;
      else return;
    }
  }

  /** The regular characters from here on; empty when there are none. */
  keyword(): string {
    this.skipWhiteSpace();
    const start = this.position;
    while (this.position < this.end && isRegular(this.bytes[this.position])) this.position++;
    return latin1(this.bytes.subarray(start, this.position));
  }

  /** Moves behind the keyword when it is here. */
  take(keyword: string): boolean {
    const before = this.position;
    if (this.keyword() === keyword) return true;
    this.position = before;
    return false;
  }

  /** A whole number without sign, or undefined, when the position stays. */
  index(): number | undefined {
    this.skipWhiteSpace();
    const start = this.position;
    let value = 0;
    while (this.position < this.end && isDigit(this.bytes[this.position])) {
      value = value * 10 + ((this.bytes[this.position] ?? 48) - 48);
      this.position++;
    }
    if (this.position === start || !Number.isSafeInteger(value)) {
      this.position = start;
      return undefined;
    }
    return value;
  }

  /** `n g obj` and its object, or undefined when that is not what stands here. */
  indirectObject(): { num: number; gen: number; object: PdfObject } | undefined {
    const num = this.index();
    const gen = num === undefined ? undefined : this.index();
    if (num === undefined || gen === undefined || !this.#takeObj()) return undefined;
    const object = this.object();
    if (object instanceof PdfDict) {
      const dataStart = this.#streamStart();
      if (dataStart !== undefined) return { num, gen, object: new PdfFileStream(object, dataStart) };
    }
    if (!this.take('endobj')) this.onIrregular('An object does not end.');
    return { num, gen, object };
  }

  object(depth = 0): PdfObject {
    if (depth > DEEPEST) throw damaged('Objects are nested too deep.');
    this.skipWhiteSpace();
    if (this.position >= this.end) throw damaged('The file ends inside an object.');
    const byte = this.bytes[this.position];
    switch (byte) {
      case 0x2f:
        return this.#name();
      case 0x28:
        return this.#literalString();
      case 0x5b:
        return this.#array(depth);
      case 0x3c:
        return this.bytes[this.position + 1] === 0x3c ? this.#dict(depth) : this.#hexString();
    }
    if (isDigit(byte)) return this.#numberOrReference();
    if (byte === 0x2b || byte === 0x2d || byte === 0x2e) return this.#number();
    if (isDelimiter(byte)) throw damaged('A delimiter stands where an object should be.');
    const before = this.position;
    const word = this.keyword();
    if (word === 'true') return true;
    if (word === 'false') return false;
    if (word !== 'null') this.onIrregular('A word stands where an object should be.');
    // An empty object: `1 0 obj endobj` is null (as every reader takes it); the end is left standing.
    if (word === 'endobj' || word === 'endstream' || word === 'obj') this.position = before;
    return null;
  }

  /** `obj` may be followed by the object without white space: `1 0 obj<<`, `1 0 obj[`, even `1 0 obj5`. */
  #takeObj(): boolean {
    this.skipWhiteSpace();
    const at = this.position;
    const found = this.bytes[at] === 0x6f && this.bytes[at + 1] === 0x62 && this.bytes[at + 2] === 0x6a;
    if (found) this.position += 3;
    return found;
  }

  /** ISO 32000-2 section 7.3.8.1: `stream`, then CR LF or LF; a CR alone is taken too. */
  #streamStart(): number | undefined {
    const before = this.position;
    this.skipWhiteSpace();
    const at = this.position;
    if (latin1(this.bytes.subarray(at, at + 6)) !== 'stream') {
      this.position = before;
      return undefined;
    }
    let start = at + 6;
    while (this.bytes[start] === 32) start++;
    if (this.bytes[start] === 13) start++;
    if (this.bytes[start] === 10) start++;
    this.position = start;
    return start;
  }

  #numberOrReference(): number | PdfRef {
    const start = this.position;
    const num = this.index();
    if (num !== undefined && isWhiteSpace(this.bytes[this.position])) {
      const gen = this.index();
      if (gen !== undefined) {
        const isApart = isWhiteSpace(this.bytes[this.position]);
        this.skipWhiteSpace();
        if (this.bytes[this.position] === 0x52 && !isRegular(this.bytes[this.position + 1])) {
          if (!isApart) this.onIrregular('A reference is not written as one.');
          this.position++;
          return new PdfRef(num, gen);
        }
      }
    }
    this.position = start;
    return this.#number();
  }

  #number(): number {
    const start = this.position;
    while (this.position < this.end && isNumeric(this.bytes[this.position])) this.position++;
    const text = latin1(this.bytes.subarray(start, this.position));
    // One way to match each text: a long number costs no more than its length.
    const isPlain = /^[+-]?(\d+(\.\d*)?|\.\d+)$/.test(text);
    if (!isPlain || isRegular(this.bytes[this.position])) this.onIrregular('A number is not written as one.');
    if (isPlain) return Number(text);
    // `--5`, `5-3`, `1.2.3`: what stands before the second sign or point counts.
    const readable = /^[+-]*(\d*(?:\.\d*)?)/.exec(text)?.[1] ?? '';
    const size = Number(readable === '.' ? 0 : readable);
    return text.startsWith('-') ? -size : size;
  }

  #name(): PdfName {
    const start = ++this.position;
    let escaped = false;
    while (this.position < this.end && isRegular(this.bytes[this.position])) {
      if (this.bytes[this.position] === 0x23) escaped = true;
      this.position++;
    }
    const text = latin1(this.bytes.subarray(start, this.position));
    if (!escaped) return new PdfName(text);
    return new PdfName(
      text.replace(/#([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    );
  }

  #hexString(): PdfString {
    const out: number[] = [];
    let high = -1;
    for (this.position++; this.position < this.end; this.position++) {
      const byte = this.bytes[this.position];
      if (byte === 0x3e) {
        this.position++;
        if (high >= 0) out.push(high * 16);
        return new PdfString(Uint8Array.from(out), true);
      }
      const value = hexValue(byte);
      if (value < 0) {
        if (!isWhiteSpace(byte)) this.onIrregular('A string is not written as one.');
        continue;
      }
      if (high < 0) high = value;
      else {
        out.push(high * 16 + value);
        high = -1;
      }
    }
    throw damaged('The file ends inside a string.');
  }

  #literalString(): PdfString {
    const out: number[] = [];
    let open = 1;
    this.position++;
    while (this.position < this.end) {
      const byte = this.bytes[this.position++] ?? 0;
      if (byte === 0x5c) this.#escape(out);
      else if (byte === 0x28) {
        open++;
        out.push(byte);
      } else if (byte === 0x29) {
        if (--open === 0) return new PdfString(Uint8Array.from(out));
        out.push(byte);
      } else out.push(byte);
    }
    throw damaged('The file ends inside a string.');
  }

  #escape(out: number[]): void {
    const byte = this.bytes[this.position++] ?? 0;
    if (byte === 13 && this.bytes[this.position] === 10) this.position++;
    if (byte === 13 || byte === 10) return;
    if (byte < 48 || byte > 55) {
      out.push(ESCAPES[String.fromCharCode(byte)] ?? byte);
      return;
    }
    let value = byte - 48;
    for (let digits = 1; digits < 3; digits++) {
      const next = this.bytes[this.position] ?? 0;
      if (next < 48 || next > 55) break;
      value = value * 8 + next - 48;
      this.position++;
    }
    out.push(value & 255);
  }

  #array(depth: number): PdfObject[] {
    const out: PdfObject[] = [];
    this.position++;
    for (;;) {
      this.skipWhiteSpace();
      if (this.position >= this.end) throw damaged('The file ends inside an array.');
      if (this.bytes[this.position] === 0x5d) {
        this.position++;
        return out;
      }
      const before = this.position;
      out.push(this.object(depth + 1));
      if (this.position === before) throw damaged('An array is not closed.');
    }
  }

  #dict(depth: number): PdfDict {
    const dict = new PdfDict();
    const seen = new Set<string>();
    this.position += 2;
    for (;;) {
      this.skipWhiteSpace();
      const byte = this.bytes[this.position];
      if (this.position >= this.end) throw damaged('The file ends inside a dictionary.');
      if (byte === 0x3e) {
        const isWhole = this.bytes[this.position + 1] === 0x3e;
        if (!isWhole) this.onIrregular('A dictionary is not closed.');
        this.position += isWhole ? 2 : 1;
        return dict;
      }
      const before = this.position;
      if (byte !== 0x2f) {
        this.onIrregular('A dictionary key is not a name.');
        this.object(depth + 1);
        if (this.position === before) throw damaged('A dictionary is not closed.');
        continue;
      }
      const key = this.#name().value;
      this.skipWhiteSpace();
      if (seen.has(key)) this.onIrregular('A dictionary has a key twice.');
      seen.add(key);
      const isMissing = this.bytes[this.position] === 0x3e;
      if (isMissing) this.onIrregular('A dictionary key has no value.');
      const value = isMissing ? null : this.object(depth + 1);
      // Section 7.3.7: an entry whose value is null is no entry.
      if (value === null) dict.entries.delete(key);
      else dict.entries.set(key, value);
    }
  }
}
