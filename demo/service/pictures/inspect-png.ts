/** A PNG that somebody uploads: every kind that the standard has, with all the pixels that it says, and nothing besides. */
import { createInflate } from 'node:zlib';
import {
  damaged,
  fits,
  ofAnotherKind,
  TOO_LARGE,
  type PictureFault,
  type PictureLimits,
} from './picture-fault.ts';
import { readPngChunks, type PngHeader } from './png-chunks.ts';

/** ISO/IEC 15948 table 11.1: channels, and the bits that each may have, by colour type. */
const KINDS: Readonly<Record<number, { readonly channels: number; readonly depths: readonly number[] }>> = {
  0: { channels: 1, depths: [1, 2, 4, 8, 16] },
  2: { channels: 3, depths: [8, 16] },
  3: { channels: 1, depths: [1, 2, 4, 8] },
  4: { channels: 2, depths: [8, 16] },
  6: { channels: 4, depths: [8, 16] },
};

/** Section 8.2: where the seven passes of an interlaced picture begin, and how far their pixels are apart. */
const PASSES = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

/** @returns undefined where it can be taken */
export async function faultOfPng(bytes: Buffer, limits: PictureLimits): Promise<PictureFault | undefined> {
  const chunks = readPngChunks(bytes, isTaken);
  if ('kind' in chunks) return chunks;
  const { header, data, hasPalette } = chunks;
  const kind = KINDS[header.colour];
  if (!fits(header.width, header.height, limits)) return TOO_LARGE;
  if (!kind?.depths.includes(header.depth)) return ofAnotherKind('it is of a kind that does not exist');
  if (header.colour === 3 && !hasPalette) return damaged('it has no palette');
  return faultOfPixels(data, sizeOfPixels(header, kind.channels));
}

/** Section 5.4: a small first letter says that it is the same picture without. What moves is another kind. */
function isTaken(type: string): boolean {
  if (type === 'PLTE') return true;
  return /^[a-z][A-Za-z][A-Z][A-Za-z]$/.test(type) && !['acTL', 'fcTL', 'fdAT'].includes(type);
}

function sizeOfPixels({ width, height, depth, interlace }: PngHeader, channels: number): number {
  const rows = (w: number, h: number) =>
    w > 0 && h > 0 ? (1 + Math.ceil((w * channels * depth) / 8)) * h : 0;
  if (interlace === 0) return rows(width, height);
  return PASSES.reduce(
    (sum, [x, y, dx, dy]) => sum + rows(Math.ceil((width - x) / dx), Math.ceil((height - y) / dy)),
    0,
  );
}

/** Counted as they come, and not kept: a small file can have many. */
function faultOfPixels(data: readonly Buffer[], expected: number): Promise<PictureFault | undefined> {
  return new Promise((resolve) => {
    const inflate = createInflate();
    let size = 0;
    const finish = (fault?: PictureFault) => {
      inflate.destroy();
      resolve(fault);
    };
    inflate.on('data', ({ length }: Buffer) => {
      size += length;
      if (size > expected) finish(damaged('it has too many pixels'));
    });
    inflate.on('error', () => finish(damaged('its pixels cannot be read')));
    inflate.on('end', () => finish(size === expected ? undefined : damaged('it has too few pixels')));
    for (const piece of data) inflate.write(piece);
    inflate.end();
  });
}
