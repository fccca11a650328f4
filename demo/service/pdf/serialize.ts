/** Writes objects as bytes (ISO 32000-2 section 7.3). */
import { isRegular } from './characters.ts';
import {
  PdfDict,
  PdfFileStream,
  PdfName,
  type PdfObject,
  PdfRef,
  PdfStream,
  PdfString,
  PdfVerbatim,
} from './objects.ts';

/** A whole indirect object. */
export function serializeIndirect(ref: PdfRef, object: PdfObject): Uint8Array {
  const head = `${ref.num} ${ref.gen} obj\n`;
  if (!(object instanceof PdfStream)) return Buffer.from(`${head}${serialize(object)}\nendobj\n`, 'latin1');
  const dict = object.dict.with({ Length: object.data.length });
  return Buffer.concat([
    Buffer.from(`${head}${serialize(dict)}\nstream\n`, 'latin1'),
    object.data,
    Buffer.from('\nendstream\nendobj\n', 'latin1'),
  ]);
}

/** Latin-1 text, one character a byte. */
export function serialize(object: PdfObject): string {
  if (object === null) return 'null';
  if (typeof object === 'boolean') return String(object);
  if (typeof object === 'number') return serializeNumber(object);
  if (object instanceof PdfName) return serializeName(object.value);
  if (object instanceof PdfRef) return `${object.num} ${object.gen} R`;
  if (object instanceof PdfString) return serializeString(object);
  if (object instanceof PdfVerbatim) return object.text;
  if (object instanceof PdfDict) {
    const entries = [...object.entries].map(([key, value]) => `${serializeName(key)} ${serialize(value)}`);
    return `<< ${entries.join(' ')} >>`;
  }
  if (object instanceof PdfStream || object instanceof PdfFileStream) {
    throw new TypeError('A stream is always an object of its own.');
  }
  return `[${object.map(serialize).join(' ')}]`;
}

/** PDF knows no exponents. */
function serializeNumber(value: number): string {
  // A file may hold numbers of any length; one that a double cannot hold is read as infinite.
  const finite = Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, value));
  if (Math.abs(finite) >= 1e15) return String(BigInt(Math.trunc(finite)));
  // The shortest text that reads back as the same number: what a file says of itself stays as it was.
  const text = String(finite);
  return text.includes('e') ? finite.toFixed(20).replace(/\.?0+$/, '') : text;
}

function serializeName(value: string): string {
  let out = '/';
  for (const character of value) {
    const byte = character.charCodeAt(0);
    const plain = byte > 32 && byte < 127 && byte !== 0x23 && isRegular(byte);
    out += plain ? character : `#${byte.toString(16).padStart(2, '0')}`;
  }
  return out;
}

function serializeString(string: PdfString): string {
  const bytes = Buffer.from(string.bytes);
  if (string.hex) return `<${bytes.toString('hex')}>`;
  return `(${bytes
    .toString('latin1')
    .replace(/[\\()]/g, '\\$&')
    .replace(/\r/g, '\\r')})`;
}
