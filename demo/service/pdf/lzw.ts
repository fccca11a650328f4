import { damaged } from './pdf-error.ts';

/** LZWDecode, ISO 32000-2 section 7.4.4. */
export function lzwDecode(data: Uint8Array, earlyChange: number, largestBytes: number): Uint8Array {
  const table: Uint8Array[] = [];
  const reset = () => {
    table.length = 0;
    for (let byte = 0; byte < 256; byte++) table.push(Uint8Array.of(byte));
    table.push(new Uint8Array(), new Uint8Array());
  };
  const out: Uint8Array[] = [];
  let size = 0;
  let width = 9;
  let bits = 0;
  let held = 0;
  let previous: Uint8Array | undefined;
  reset();
  for (const byte of data) {
    held = ((held << 8) | byte) & 0xffffff;
    bits += 8;
    if (bits < width) continue;
    bits -= width;
    const code = (held >> bits) & ((1 << width) - 1);
    if (code === 257) break;
    if (code === 256) {
      reset();
      width = 9;
      previous = undefined;
      continue;
    }
    const known = table[code];
    if (known === undefined && (previous === undefined || code !== table.length)) {
      throw damaged('A compressed stream cannot be read.');
    }
    const entry: Uint8Array = known ?? Uint8Array.of(...(previous ?? []), previous?.[0] ?? 0);
    if (previous !== undefined && table.length < 4096) {
      table.push(Uint8Array.of(...previous, entry[0] ?? 0));
    }
    out.push(entry);
    size += entry.length;
    if (size > largestBytes) throw damaged('A compressed stream is too large.');
    previous = entry;
    const next = table.length + earlyChange;
    width = next >= 2048 ? 12 : next >= 1024 ? 11 : next >= 512 ? 10 : 9;
  }
  return Buffer.concat(out);
}
