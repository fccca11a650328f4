/**
 * The part of a TrueType font that a text needs (OpenType 1.9, ISO 32000-2 section 9.9.1). Of our own
 * because `@pdf-lib/fontkit` halves the offsets of glyphs that have an odd length, and glyphs vanish.
 */
type GlyphLike = number | { readonly id: number };

/** What a PDF needs of a font that is addressed by glyph. */
const COPIED_TABLES = ['cvt ', 'fpgm', 'prep'];
const ARGUMENTS_ARE_WORDS = 0x0001;
const HAS_SCALE = 0x0008;
const MORE_COMPONENTS = 0x0020;
const HAS_TWO_SCALES = 0x0040;
const HAS_MATRIX = 0x0080;

export class TrueTypeSubset {
  readonly #font: Buffer;
  readonly #tables: ReadonlyMap<string, Buffer>;
  readonly #glyphs: number[] = [];
  readonly #numbers = new Map<number, number>();

  constructor(font: Uint8Array) {
    this.#font = Buffer.from(font.buffer, font.byteOffset, font.byteLength);
    this.#tables = this.#readDirectory();
    // Glyph 0 is what stands for characters that the font lacks.
    this.includeGlyph(0);
  }

  /** @returns the glyph's number in the subset */
  includeGlyph(glyph: GlyphLike): number {
    const id = typeof glyph === 'number' ? glyph : glyph.id;
    const known = this.#numbers.get(id);
    if (known !== undefined) return known;
    const own = this.#glyphs.length;
    this.#glyphs.push(id);
    this.#numbers.set(id, own);
    return own;
  }

  encode(): Uint8Array {
    const outlines: Buffer[] = [];
    // Parts of compound glyphs are added while we go.
    for (let at = 0; at < this.#glyphs.length; at++) outlines.push(this.#outline(this.#glyphs[at] ?? 0));
    const count = outlines.length;
    const loca = Buffer.alloc((count + 1) * 4);
    const hmtx = Buffer.alloc(count * 4);
    let offset = 0;
    outlines.forEach((outline, at) => {
      loca.writeUInt32BE(offset, at * 4);
      offset += outline.length;
      this.#metrics(this.#glyphs[at] ?? 0).copy(hmtx, at * 4);
    });
    loca.writeUInt32BE(offset, count * 4);
    const head = Buffer.from(this.#table('head'));
    head.writeInt16BE(1, 50);
    const maxp = Buffer.from(this.#table('maxp'));
    maxp.writeUInt16BE(count, 4);
    const hhea = Buffer.from(this.#table('hhea'));
    hhea.writeUInt16BE(count, 34);
    const copied = COPIED_TABLES.flatMap((tag): [string, Buffer][] => {
      const table = this.#tables.get(tag);
      return table ? [[tag, table]] : [];
    });
    return writeFont(
      new Map([
        ...copied,
        ['glyf', Buffer.concat(outlines)],
        ['head', head],
        ['hhea', hhea],
        ['hmtx', hmtx],
        ['loca', loca],
        ['maxp', maxp],
      ]),
    );
  }

  #readDirectory(): Map<string, Buffer> {
    const tables = new Map<string, Buffer>();
    const count = this.#font.readUInt16BE(4);
    for (let at = 12; at < 12 + count * 16; at += 16) {
      const offset = this.#font.readUInt32BE(at + 8);
      const length = this.#font.readUInt32BE(at + 12);
      tables.set(this.#font.toString('latin1', at, at + 4), this.#font.subarray(offset, offset + length));
    }
    return tables;
  }

  #table(tag: string): Buffer {
    const table = this.#tables.get(tag);
    if (table === undefined) throw new TypeError(`The font has no ${tag} table.`);
    return table;
  }

  #metrics(glyph: number): Buffer {
    const hmtx = this.#table('hmtx');
    const long = this.#table('hhea').readUInt16BE(34);
    const out = Buffer.alloc(4);
    hmtx.copy(out, 0, Math.min(glyph, long - 1) * 4, Math.min(glyph, long - 1) * 4 + 4);
    if (glyph >= long) hmtx.copy(out, 2, long * 4 + (glyph - long) * 2, long * 4 + (glyph - long) * 2 + 2);
    return out;
  }

  #outline(glyph: number): Buffer {
    const loca = this.#table('loca');
    const isLong = this.#table('head').readInt16BE(50) === 1;
    const offset = (at: number) => (isLong ? loca.readUInt32BE(at * 4) : loca.readUInt16BE(at * 2) * 2);
    const data = this.#table('glyf').subarray(offset(glyph), offset(glyph + 1));
    const padded = Buffer.alloc((data.length + 3) & ~3);
    data.copy(padded);
    if (data.length >= 10 && data.readInt16BE(0) < 0) this.#renumberParts(padded);
    return padded;
  }

  #renumberParts(outline: Buffer): void {
    let flags = MORE_COMPONENTS;
    for (let at = 10; (flags & MORE_COMPONENTS) !== 0;) {
      flags = outline.readUInt16BE(at);
      outline.writeUInt16BE(this.includeGlyph(outline.readUInt16BE(at + 2)), at + 2);
      at += 4 + (flags & ARGUMENTS_ARE_WORDS ? 4 : 2);
      if (flags & HAS_SCALE) at += 2;
      else if (flags & HAS_TWO_SCALES) at += 4;
      else if (flags & HAS_MATRIX) at += 8;
    }
  }
}

function writeFont(tables: ReadonlyMap<string, Buffer>): Uint8Array {
  const sorted = [...tables].sort(([a], [b]) => (a < b ? -1 : 1));
  const power = Math.floor(Math.log2(sorted.length));
  const directory = Buffer.alloc(12 + sorted.length * 16);
  directory.writeUInt32BE(0x00010000, 0);
  directory.writeUInt16BE(sorted.length, 4);
  directory.writeUInt16BE(2 ** power * 16, 6);
  directory.writeUInt16BE(power, 8);
  directory.writeUInt16BE((sorted.length - 2 ** power) * 16, 10);
  const parts: Buffer[] = [directory];
  let offset = directory.length;
  sorted.forEach(([tag, table], at) => {
    const padded = Buffer.alloc((table.length + 3) & ~3);
    table.copy(padded);
    const entry = 12 + at * 16;
    directory.write(tag, entry, 'latin1');
    directory.writeUInt32BE(checksum(padded), entry + 4);
    directory.writeUInt32BE(offset, entry + 8);
    directory.writeUInt32BE(table.length, entry + 12);
    parts.push(padded);
    offset += padded.length;
  });
  return Buffer.concat(parts);
}

function checksum(table: Buffer): number {
  let sum = 0;
  for (let at = 0; at < table.length; at += 4) sum = (sum + table.readUInt32BE(at)) >>> 0;
  return sum;
}
