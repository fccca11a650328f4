/**
 * Decodes the streams that hold structure: cross-reference and object streams (ISO 32000-2 sections
 * 7.4 and 7.5.7). Content, images and fonts are never decoded here.
 */
import { inflateRawSync, inflateSync, constants } from 'node:zlib';
import { hexValue, isWhiteSpace } from './characters.ts';
import { lzwDecode } from './lzw.ts';
import { PdfDict, PdfName, type PdfObject, isArray } from './objects.ts';
import { damaged } from './pdf-error.ts';
import { undoPredictor } from './predictor.ts';

/** More than the structure of any honest file needs, and little enough for one process. */
const LARGEST_DECODED_BYTES = 128 * 1024 * 1024;

export function decode(
  data: Uint8Array,
  dict: PdfDict,
  resolve: (object: PdfObject) => PdfObject,
): Uint8Array {
  const filters = asList(resolve(dict.get('Filter'))).map(resolve);
  const parameters = asList(resolve(dict.get('DecodeParms'))).map(resolve);
  if (filters.length > 8) throw damaged('A stream has too many filters.');
  let out = data;
  filters.forEach((filter, at) => {
    const given = parameters[at];
    const parms = given instanceof PdfDict ? given : new PdfDict();
    out = decodeOne(out, filter instanceof PdfName ? filter.value : '', (key, missing) => {
      const value = resolve(parms.get(key));
      return typeof value === 'number' ? value : missing;
    });
  });
  return out;
}

function asList(object: PdfObject): readonly PdfObject[] {
  if (object === null) return [];
  return isArray(object) ? object : [object];
}

function decodeOne(
  data: Uint8Array,
  filter: string,
  parameter: (key: string, missing: number) => number,
): Uint8Array {
  switch (filter) {
    case 'FlateDecode':
    case 'Fl':
      return undoPredictor(inflate(data), parameter);
    case 'LZWDecode':
    case 'LZW':
      return undoPredictor(lzwDecode(data, parameter('EarlyChange', 1), LARGEST_DECODED_BYTES), parameter);
    case 'ASCIIHexDecode':
    case 'AHx':
      return asciiHex(data);
    case 'ASCII85Decode':
    case 'A85':
      return ascii85(data);
    default:
      throw damaged('A structural stream uses a filter that is not for structure.');
  }
}

function inflate(data: Uint8Array): Uint8Array {
  // A missing checksum at the end is common and harmless: the data before it is whole.
  const options = { maxOutputLength: LARGEST_DECODED_BYTES, finishFlush: constants.Z_SYNC_FLUSH };
  try {
    return inflateSync(data, options);
  } catch (first) {
    try {
      return inflateRawSync(data.subarray(2), options);
    } catch {
      throw damaged('A compressed stream cannot be read.', first);
    }
  }
}

function asciiHex(data: Uint8Array): Uint8Array {
  const digits: number[] = [];
  for (const byte of data) {
    if (byte === 0x3e) break;
    const value = hexValue(byte);
    if (value >= 0) digits.push(value);
  }
  const out = new Uint8Array(Math.ceil(digits.length / 2));
  digits.forEach((value, at) => (out[at >> 1] = (out[at >> 1] ?? 0) | (at % 2 === 0 ? value << 4 : value)));
  return out;
}

function ascii85(data: Uint8Array): Uint8Array {
  const out: number[] = [];
  let group: number[] = [];
  const flush = () => {
    const missing = 5 - group.length;
    if (missing >= 4) return;
    let value = 0;
    for (const digit of [...group, 84, 84, 84, 84].slice(0, 5)) value = value * 85 + digit;
    for (let at = 0; at < 4 - missing; at++) out.push(Math.floor(value / 256 ** (3 - at)) & 255);
    group = [];
  };
  for (const byte of data) {
    if (byte === 0x7e) break;
    if (isWhiteSpace(byte)) continue;
    if (byte === 0x7a && group.length === 0) out.push(0, 0, 0, 0);
    else group.push(byte - 33);
    if (group.length === 5) flush();
  }
  flush();
  return Uint8Array.from(out);
}
