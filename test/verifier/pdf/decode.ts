/**
 * Undoes the filters that cross-reference and object streams may have, ISO 32000-2 section 7.4.
 * Other streams are compared as they are stored and never decoded.
 */
import { inflateSync } from 'node:zlib';
import { Unreadable } from '../findings.ts';
import { Dict, isArray, type PdfValue, type Stream } from './values.ts';

/** A few kilobytes can inflate to gigabytes; no cross-reference of a real file needs more than this. */
const LARGEST_BYTES = 128 * 1024 * 1024;

export function decodeStream(stream: Stream): Uint8Array {
  const filter = single(stream.dict.get('Filter') ?? null);
  const parameters = single(stream.dict.get('DecodeParms') ?? null);
  if (stream.dict.has('F')) throw new Unreadable('malformed-pdf', 'a stream keeps its data in another file');
  if (filter === null) return stream.raw;
  if (stream.dict.name('Filter') !== 'FlateDecode' && !nameIs(filter, 'FlateDecode')) {
    throw new Unreadable(
      'malformed-pdf',
      'a cross-reference or object stream has a filter other than FlateDecode',
    );
  }
  const data = inflate(stream.raw);
  return parameters instanceof Dict ? undoPredictor(data, parameters) : data;
}

function single(value: PdfValue): PdfValue {
  if (!isArray(value)) return value;
  if (value.length > 1)
    throw new Unreadable('malformed-pdf', 'a cross-reference or object stream has several filters');
  return value[0] ?? null;
}

function nameIs(value: PdfValue, name: string): boolean {
  return typeof value === 'object' && value !== null && 'value' in value && value.value === name;
}

function inflate(raw: Uint8Array): Uint8Array {
  try {
    return inflateSync(raw, { maxOutputLength: LARGEST_BYTES });
  } catch (error) {
    throw new Unreadable('malformed-pdf', `a stream does not inflate: ${(error as Error).message}`);
  }
}

/** 7.4.4.4; the algorithms are those of the PNG specification, section 9.2. */
function undoPredictor(data: Uint8Array, parameters: Dict): Uint8Array {
  const predictor = number(parameters, 'Predictor', 1);
  if (predictor === 1) return data;
  if (predictor < 10 || predictor > 15)
    throw new Unreadable('malformed-pdf', `predictor ${predictor} is not expected`);
  const pixelBytes = Math.max(
    1,
    (number(parameters, 'Colors', 1) * number(parameters, 'BitsPerComponent', 8)) >> 3,
  );
  const rowBytes = number(parameters, 'Columns', 1) * pixelBytes;
  if (rowBytes < 1 || rowBytes > 1024)
    throw new Unreadable('malformed-pdf', 'predictor rows of an unlikely length');
  const rows = Math.floor(data.length / (rowBytes + 1));
  const out = new Uint8Array(rows * rowBytes);
  for (let row = 0; row < rows; row += 1) {
    const type = data[row * (rowBytes + 1)] ?? 0;
    for (let at = 0; at < rowBytes; at += 1) {
      const here = row * rowBytes + at;
      const left = at >= pixelBytes ? out[here - pixelBytes]! : 0;
      const up = row > 0 ? out[here - rowBytes]! : 0;
      const corner = row > 0 && at >= pixelBytes ? out[here - rowBytes - pixelBytes]! : 0;
      out[here] = data[row * (rowBytes + 1) + 1 + at]! + predicted(type, left, up, corner);
    }
  }
  return out;
}

function predicted(type: number, left: number, up: number, corner: number): number {
  if (type === 0) return 0;
  if (type === 1) return left;
  if (type === 2) return up;
  if (type === 3) return (left + up) >> 1;
  if (type !== 4) throw new Unreadable('malformed-pdf', `row predictor ${type} does not exist`);
  const guess = left + up - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}

function number(dict: Dict, key: string, otherwise: number): number {
  const value = dict.get(key) ?? otherwise;
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 1 || value > 65_536) {
    throw new Unreadable('malformed-pdf', `/${key} of a predictor is not usable`);
  }
  return value;
}
