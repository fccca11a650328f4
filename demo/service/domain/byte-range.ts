/** One range of bytes (RFC 9110 section 14.1.2), both ends included. */
export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

/**
 * @param header the `Range` header, if there is one
 * @returns `whole` where there is no range that we serve (none, several, another unit: the RFC lets a
 *   server ignore those), `unsatisfiable` where it lies outside (416), else the range
 */
export function parseByteRange(
  header: string | undefined,
  sizeBytes: number,
): ByteRange | 'whole' | 'unsatisfiable' {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? '');
  if (!match) return 'whole';
  const [, from = '', to = ''] = match;
  if (from === '' && to === '') return 'whole';
  if (from === '') {
    const length = Math.min(Number(to), sizeBytes);
    return length === 0 ? 'unsatisfiable' : { first: sizeBytes - length, last: sizeBytes - 1 };
  }
  const first = Number(from);
  const last = to === '' ? sizeBytes - 1 : Math.min(Number(to), sizeBytes - 1);
  if (to !== '' && Number(to) < first) return 'whole';
  return first >= sizeBytes ? 'unsatisfiable' : { first, last };
}
