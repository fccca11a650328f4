/** Where a stream's data ends (ISO 32000-2 section 7.3.8.2). */
import { isWhiteSpace, latin1 } from './characters.ts';
import { damaged } from './pdf-error.ts';

/**
 * @param length what /Length says, when it says a number. It counts when `endstream` follows; else the
 *   next `endstream` is the end, as for other readers.
 */
export function streamEnd(bytes: Uint8Array, dataStart: number, length: number | undefined): number {
  if (length !== undefined && dataStart + length <= bytes.length) {
    let at = dataStart + length;
    while (isWhiteSpace(bytes[at])) at++;
    if (latin1(bytes.subarray(at, at + 9)) === 'endstream') return dataStart + length;
  }
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found = buffer.indexOf('endstream', dataStart, 'latin1');
  if (found < 0) throw damaged('A stream has no end.');
  let end = found;
  if (bytes[end - 1] === 10) end--;
  if (bytes[end - 1] === 13) end--;
  return Math.max(dataStart, end);
}
