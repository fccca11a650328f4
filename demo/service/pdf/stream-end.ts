/** Where a structural stream's data ends (ISO 32000-2 section 7.3.8.2): exactly /Length bytes on. */
import { isWhiteSpace, latin1 } from './characters.ts';
import { type PdfObject, isIndex } from './objects.ts';
import { damaged } from './pdf-error.ts';

export function streamEnd(bytes: Uint8Array, dataStart: number, length: PdfObject): number {
  const end = isIndex(length) ? dataStart + length : bytes.length;
  let at = end;
  while (isWhiteSpace(bytes[at])) at++;
  if (latin1(bytes.subarray(at, at + 9)) !== 'endstream') throw damaged('A stream has the wrong length.');
  return end;
}
