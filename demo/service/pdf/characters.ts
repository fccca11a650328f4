/** Which byte is what, ISO 32000-2 section 7.2.3. */
const WHITE_SPACE = new Set([0, 9, 10, 12, 13, 32]);
const DELIMITERS = new Set([...'()<>[]{}/%'].map((c) => c.charCodeAt(0)));

const kinds = new Uint8Array(256);
for (const byte of WHITE_SPACE) kinds[byte] = 1;
for (const byte of DELIMITERS) kinds[byte] = 2;

export const isWhiteSpace = (byte: number | undefined): boolean => byte !== undefined && kinds[byte] === 1;
export const isDelimiter = (byte: number | undefined): boolean => byte !== undefined && kinds[byte] === 2;
export const isRegular = (byte: number | undefined): boolean => byte !== undefined && kinds[byte] === 0;
export const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= 48 && byte <= 57;

/** A digit, a sign or a decimal point. */
export const isNumeric = (byte: number | undefined): boolean =>
  isDigit(byte) || byte === 0x2b || byte === 0x2d || byte === 0x2e;

/** -1 when it is no hexadecimal digit. */
export function hexValue(byte: number | undefined): number {
  if (byte === undefined) return -1;
  if (byte >= 48 && byte <= 57) return byte - 48;
  if (byte >= 65 && byte <= 70) return byte - 55;
  if (byte >= 97 && byte <= 102) return byte - 87;
  return -1;
}

export const latin1 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
