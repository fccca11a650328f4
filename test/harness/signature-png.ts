/** A picture of a signature, byte by byte as the standard has it (ISO/IEC 15948), and ways to spoil it. */
import { crc32, deflateSync } from 'node:zlib';

export interface PngParts {
  readonly width?: number;
  readonly height?: number;
  readonly depth?: number;
  readonly colour?: number;
  readonly interlace?: number;
  /** In place of pixels that fit. */
  readonly pixels?: Uint8Array;
  readonly extra?: readonly Buffer[];
}

export function pngOf({
  width = 60,
  height = 20,
  depth = 8,
  colour = 6,
  interlace = 0,
  pixels = wave(width, height),
  extra = [],
}: PngParts = {}): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([depth, colour, 0, 0, interlace], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    ...extra,
    chunk('IDAT', deflateSync(pixels)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

export function chunk(type: string, body: Uint8Array): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), body]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(named) >>> 0);
  return Buffer.concat([length, named, check]);
}

/** Blue ink that goes up and down, on nothing. */
function wave(width: number, height: number): Buffer {
  const pixels = Buffer.alloc((1 + width * 4) * height);
  for (let x = 0; x < width; x++) {
    const middle = height / 2 + Math.sin(x / 4) * (height / 3);
    for (let y = 0; y < height; y++) {
      if (Math.abs(y - middle) > 2) continue;
      pixels.set([20, 51, 122, 255], y * (1 + width * 4) + 1 + x * 4);
    }
  }
  return pixels;
}
