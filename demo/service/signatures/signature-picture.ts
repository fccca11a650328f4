/**
 * A picture of a signature (PNG, ISO/IEC 15948), looked through before it is kept: what is not plain pixels, or not as
 * many as it says, would be found only when the document is to be sealed, when nobody is there any more to sign anew.
 */
import { inflateSync } from 'node:zlib';
import { fits, TOO_LARGE, type PictureLimits } from '../pictures/picture-fault.ts';
import { readPngChunks, type PngChunks } from '../pictures/png-chunks.ts';

const LIMITS: PictureLimits = { longestSide: 2000, mostPixels: 2000 * 2000 };
const MOST_BYTES = 500_000;
/** Channels by colour type: grey, colour, and the two with transparency. Palettes are not needed for ink. */
const CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 4: 2, 6: 4 };
/** Without any of these it is the same picture; everything else is refused. */
const HARMLESS: readonly string[] = ['sRGB', 'gAMA', 'cHRM', 'pHYs', 'sBIT', 'iCCP'];

/** @returns what is wrong with it; undefined when it can be drawn */
export function faultOfSignaturePicture(base64: string): string | undefined {
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.toString('base64') !== base64) return 'it is not Base64';
  if (bytes.length > MOST_BYTES) return 'it is too large';
  const chunks = readPngChunks(bytes, (type) => HARMLESS.includes(type));
  return 'kind' in chunks ? chunks.text : faultOfPixels(chunks);
}

function faultOfPixels({ header, data }: PngChunks): string | undefined {
  const { width, height, depth, colour, interlace } = header;
  const channels = CHANNELS[colour];
  if (!fits(width, height, LIMITS)) return TOO_LARGE.text;
  if (depth !== 8 || channels === undefined || interlace !== 0) return 'it is of a kind that is not taken';
  const expected = (1 + width * channels) * height;
  try {
    const pixels = inflateSync(Buffer.concat(data), { maxOutputLength: expected });
    return pixels.length === expected ? undefined : 'it has too few pixels';
  } catch {
    return 'its pixels cannot be read';
  }
}
