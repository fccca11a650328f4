/**
 * Decodes the streams that hold structure: cross-reference and object streams (ISO 32000-2 sections 7.4
 * and 7.5.7). They are written by programs of this century and are Flate, or plain; anything else is not
 * read by every reader. Content, images and fonts are never decoded here.
 */
import { inflateSync } from 'node:zlib';
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
  const filter = only(dict.get('Filter'), resolve);
  if (filter === null) return data;
  if (!(filter instanceof PdfName) || filter.value !== 'FlateDecode') {
    throw damaged('A structural stream uses a filter that is not for structure.');
  }
  const given = only(dict.get('DecodeParms'), resolve);
  const parameters = given instanceof PdfDict ? given : new PdfDict();
  return undoPredictor(inflate(data), (key, missing) => {
    const value = resolve(parameters.get(key));
    return typeof value === 'number' ? value : missing;
  });
}

function only(object: PdfObject, resolve: (object: PdfObject) => PdfObject): PdfObject {
  const list = resolve(object);
  if (!isArray(list)) return list;
  if (list.length > 1) throw damaged('A structural stream has several filters.');
  return resolve(list[0] ?? null);
}

function inflate(data: Uint8Array): Uint8Array {
  try {
    return inflateSync(data, { maxOutputLength: LARGEST_DECODED_BYTES });
  } catch (error) {
    throw damaged('A compressed stream cannot be read.', error);
  }
}
