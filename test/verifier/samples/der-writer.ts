/** Writes DER for signatures that no honest sealer would make; the opposite of `cms/der.ts`. */

export function der(tag: number, ...parts: Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  if (length < 128) return Buffer.concat([Buffer.from([tag, length]), content]);
  const digits = length.toString(16);
  const bytes = Buffer.from(digits.length % 2 === 1 ? `0${digits}` : digits, 'hex');
  return Buffer.concat([Buffer.from([tag, 0x80 | bytes.length]), bytes, content]);
}

export const sequence = (...parts: Uint8Array[]): Buffer => der(0x30, ...parts);
/** X.690 section 11.6: in ascending order. */
export const setOf = (...parts: Uint8Array[]): Buffer =>
  der(0x31, ...parts.sort((a, b) => Buffer.compare(a, b)));
export const octetString = (content: Uint8Array): Buffer => der(0x04, content);
export const integer = (value: number): Buffer => der(0x02, Buffer.from([value]));
export const explicit = (number: number, ...parts: Uint8Array[]): Buffer => der(0xa0 + number, ...parts);
export const nothing = (): Buffer => der(0x05);

export function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...arcs] = dotted.split('.').map(Number);
  const bytes = [first * 40 + second, ...arcs].flatMap((arc) => {
    const septets = [arc & 127];
    for (let rest = Math.floor(arc / 128); rest > 0; rest = Math.floor(rest / 128))
      septets.unshift((rest & 127) | 128);
    return septets;
  });
  return der(0x06, Buffer.from(bytes));
}

export function algorithm(dotted: string): Buffer {
  return sequence(oid(dotted), nothing());
}

export function attribute(type: string, ...values: Uint8Array[]): Buffer {
  return sequence(oid(type), setOf(...values));
}
