/**
 * From bytes to tokens, ISO 32000-2 section 7.2 and 7.3. Every token moves the position forward, so
 * reading ends whatever the bytes are.
 */
import { Unreadable } from '../findings.ts';
import { Name, Text } from './values.ts';

/** A word such as `obj`, `R`, `stream`, `true`, or a delimiter `[ ] << >>`. */
export class Keyword {
  constructor(readonly word: string) {}
}

export type Token = number | Name | Text | Keyword | undefined;

const LF = 10;
const CR = 13;

export function isWhite(byte: number | undefined): boolean {
  return byte === 0 || byte === 9 || byte === LF || byte === 12 || byte === CR || byte === 32;
}

function isDelimiter(byte: number): boolean {
  return '()<>[]{}/%'.includes(String.fromCharCode(byte));
}

export class Lexer {
  constructor(
    readonly bytes: Uint8Array,
    public position = 0,
  ) {}

  skipWhite(): void {
    for (;;) {
      const byte = this.bytes[this.position];
      if (byte === undefined) return;
      if (byte === 37) this.#skipComment();
      else if (isWhite(byte)) this.position += 1;
      else return;
    }
  }

  next(): Token {
    this.skipWhite();
    const { bytes, position: start } = this;
    const byte = bytes[start];
    if (byte === undefined) return undefined;
    const char = String.fromCharCode(byte);
    if (char === '/') return this.#name();
    if (char === '(') return this.#literalString();
    if (char === '<' || char === '>') {
      if (bytes[start + 1] === byte) {
        this.position += 2;
        return new Keyword(char + char);
      }
      if (char === '<') return this.#hexString();
    }
    if (isDelimiter(byte)) {
      this.position += 1;
      return new Keyword(char);
    }
    const word = this.#regular(255);
    return /^[+-]?(\d+\.?\d*|\.\d+)$/.test(word) ? Number(word) : new Keyword(word);
  }

  /** The next token without taking it. */
  peek(): Token {
    const start = this.position;
    const token = this.next();
    this.position = start;
    return token;
  }

  expect(word: string): void {
    const start = this.position;
    const token = this.next();
    if (!(token instanceof Keyword) || token.word !== word) {
      throw new Unreadable('malformed-pdf', `expected "${word}" at byte ${start}`);
    }
  }

  integer(what: string): number {
    const start = this.position;
    const token = this.next();
    if (typeof token !== 'number' || !Number.isSafeInteger(token) || token < 0) {
      throw new Unreadable('malformed-pdf', `expected ${what} at byte ${start}`);
    }
    return token;
  }

  #skipComment(): void {
    for (let byte = this.bytes[this.position]; byte !== undefined; byte = this.bytes[this.position]) {
      if (byte === LF || byte === CR) return;
      this.position += 1;
    }
  }

  #regular(longest: number): string {
    const start = this.position;
    for (let byte = this.bytes[this.position]; byte !== undefined; byte = this.bytes[this.position]) {
      if (isWhite(byte) || isDelimiter(byte)) break;
      this.position += 1;
      if (this.position - start > longest)
        throw new Unreadable('malformed-pdf', `a word too long at byte ${start}`);
    }
    return Buffer.from(this.bytes.subarray(start, this.position)).toString('latin1');
  }

  #name(): Name {
    this.position += 1;
    const raw = this.#regular(1000);
    return new Name(
      raw.replace(/#([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    );
  }

  #hexString(): Text {
    const start = this.position;
    const end = this.bytes.indexOf(62, start);
    const inside = Buffer.from(this.bytes.subarray(start + 1, end < 0 ? this.bytes.length : end));
    const digits = inside.toString('latin1').replace(/[\0\t\n\f\r ]+/g, '');
    if (end < 0 || !/^[0-9a-fA-F]*$/.test(digits))
      throw new Unreadable('malformed-pdf', `a hex string at byte ${start} does not end`);
    this.position = end + 1;
    // 7.3.4.3: where the last digit is missing, it is zero.
    const bytes = Buffer.from(digits.length % 2 === 1 ? `${digits}0` : digits, 'hex');
    return new Text(bytes, start, this.position, true);
  }

  #literalString(): Text {
    const start = this.position;
    const out: number[] = [];
    let depth = 1;
    this.position += 1;
    while (depth > 0) {
      const byte = this.bytes[this.position];
      if (byte === undefined) throw new Unreadable('malformed-pdf', `a string at byte ${start} does not end`);
      this.position += 1;
      if (byte === 92) {
        this.#escape(out);
        continue;
      }
      if (byte === 40) depth += 1;
      if (byte === 41) depth -= 1;
      if (depth > 0) out.push(byte);
    }
    return new Text(Uint8Array.from(out), start, this.position, false);
  }

  /** ISO 32000-2 table 3: what follows a backslash. */
  #escape(out: number[]): void {
    const byte = this.bytes[this.position] ?? 0;
    this.position += 1;
    const simple = 'nrtbf'.indexOf(String.fromCharCode(byte));
    if (simple >= 0) out.push([10, 13, 9, 8, 12][simple]!);
    else if (byte === CR) this.position += this.bytes[this.position] === LF ? 1 : 0;
    else if (byte >= 48 && byte <= 55) {
      let value = byte - 48;
      for (let more = 0; more < 2; more += 1) {
        const digit = this.bytes[this.position];
        if (digit === undefined || digit < 48 || digit > 55) break;
        value = value * 8 + digit - 48;
        this.position += 1;
      }
      out.push(value & 255);
    } else if (byte !== LF) out.push(byte);
  }
}
