/** Writes DER (ITU-T X.690 section 10): just the types that CMS, time stamps and certificates need. */
export function der(tag: number, ...content: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(content);
  if (body.length < 128) return Buffer.concat([Uint8Array.of(tag, body.length), body]);
  const digits: number[] = [];
  for (let rest = body.length; rest > 0; rest = Math.floor(rest / 256)) digits.unshift(rest & 255);
  return Buffer.concat([Uint8Array.of(tag, 0x80 | digits.length, ...digits), body]);
}

export const sequence = (...content: readonly Uint8Array[]): Buffer => der(0x30, ...content);
export const octetString = (bytes: Uint8Array): Buffer => der(0x04, bytes);
export const bitString = (bytes: Uint8Array, unusedBits = 0): Buffer =>
  der(0x03, Uint8Array.of(unusedBits), bytes);
export const boolean = (value: boolean): Buffer => der(0x01, Uint8Array.of(value ? 0xff : 0));
export const utf8String = (text: string): Buffer => der(0x0c, Buffer.from(text, 'utf8'));
export const derNull = (): Buffer => der(0x05);
/** A context-specific tag around whole elements. */
export const explicit = (number: number, ...content: readonly Uint8Array[]): Buffer =>
  der(0xa0 | number, ...content);

/** X.690 section 11.6: the elements of a SET OF stand in the order of their encodings. */
export const setOf = (...content: readonly Uint8Array[]): Buffer =>
  der(0x31, ...content.toSorted(Buffer.compare));

/** A whole number that is not negative, from its big-endian bytes or a small number. */
export function integer(value: Uint8Array | number): Buffer {
  const bytes = typeof value === 'number' ? Buffer.from(value.toString(16).padStart(8, '0'), 'hex') : value;
  let start = 0;
  while (start < bytes.length - 1 && bytes[start] === 0) start++;
  const trimmed = bytes.subarray(start);
  return der(0x02, ...((trimmed[0] ?? 0) >= 0x80 ? [Uint8Array.of(0)] : []), trimmed);
}

export function objectIdentifier(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const bytes: number[] = [];
  for (const arc of [first * 40 + second, ...rest]) {
    const digits = [arc % 128];
    for (let left = Math.floor(arc / 128); left > 0; left = Math.floor(left / 128))
      digits.unshift((left % 128) | 128);
    bytes.push(...digits);
  }
  return der(0x06, Uint8Array.from(bytes));
}

/** X.690 section 11.7, whole seconds. */
export function generalizedTime(date: Date): Buffer {
  return der(0x18, Buffer.from(`${date.toISOString().replace(/\D/g, '').slice(0, 14)}Z`));
}

/** RFC 5280 section 4.1.2.5: UTCTime through 2049, GeneralizedTime from 2050 on. */
export function certificateTime(date: Date): Buffer {
  if (date.getUTCFullYear() >= 2050) return generalizedTime(date);
  return der(0x17, Buffer.from(`${date.toISOString().replace(/\D/g, '').slice(2, 14)}Z`));
}
