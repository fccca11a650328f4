/**
 * A JPEG that somebody uploads (ITU-T T.81), walked from marker to marker: of the kinds that every browser shows, whole,
 * and of a size that can be shown. Its pixels are not decoded. What a camera tells of itself (EXIF) stays in it.
 *
 * Phones put more behind the end of the picture: a second one for bright screens (CIPA DC-007), and Samsung's notes.
 * Those are walked as well; anything else behind the end is refused.
 */
import {
  damaged,
  fits,
  ofAnotherKind,
  TOO_LARGE,
  type PictureFault,
  type PictureLimits,
} from './picture-fault.ts';

const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const DHT = 0xc4;
const DAC = 0xcc;
const JPG = 0xc8;
/** Baseline, extended and progressive, with Huffman codes: what browsers show. */
const FRAMES: readonly number[] = [0xc0, 0xc1, 0xc2];

/** @returns undefined where it can be taken */
export function faultOfJpeg(bytes: Buffer, limits: PictureLimits): PictureFault | undefined {
  let end = walkPicture(bytes, 0, limits);
  if (typeof end !== 'number') return end;
  for (;;) {
    const next = skipZeros(bytes, end);
    if (next === bytes.length || hasSamsungTrailer(bytes, end, next)) return undefined;
    const another = walkPicture(bytes, next, limits);
    if (typeof another !== 'number') return { kind: 'and-more', text: 'something follows it' };
    end = another;
  }
}

/** @returns where the picture that begins at `start` has ended */
function walkPicture(bytes: Buffer, start: number, limits: PictureLimits): number | PictureFault {
  if (bytes[start] !== 0xff || bytes[start + 1] !== SOI) return damaged('it is no JPEG');
  let at = start + 2;
  let frame = false;
  let scans = 0;
  for (;;) {
    // B.1.1.2: any number of bytes FF may stand before a marker.
    if (bytes[at] !== 0xff) return damaged(at >= bytes.length ? 'it is cut off' : 'it is damaged');
    while (bytes[at] === 0xff) at += 1;
    const marker = bytes[at];
    at += 1;
    if (marker === undefined) return damaged('it is cut off');
    if (marker === EOI) return frame && scans > 0 ? at : damaged('it has no picture');
    if (marker < 0xc0 || marker === SOI || (marker >= 0xd0 && marker <= 0xd7))
      return damaged('it is damaged');
    if (at + 2 > bytes.length) return damaged('it is cut off');
    const end = at + bytes.readUInt16BE(at);
    if (end < at + 2) return damaged('it is damaged');
    if (end > bytes.length) return damaged('it is cut off');
    if (isFrame(marker)) {
      if (frame) return ofAnotherKind('it has two frames');
      const fault = faultOfFrame(marker, bytes.subarray(at + 2, end), limits);
      if (fault) return fault;
      frame = true;
    }
    at = end;
    if (marker === SOS) {
      if (!frame) return damaged('it has no frame');
      scans += 1;
      at = endOfScan(bytes, at);
    }
  }
}

/** B.1.1.3: SOF0 to SOF15, without the three that are something else. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== DHT && marker !== JPG && marker !== DAC;
}

/** B.2.2. */
function faultOfFrame(marker: number, frame: Buffer, limits: PictureLimits): PictureFault | undefined {
  if (frame.length < 6) return damaged('it is damaged');
  const [precision, components = 0] = [frame[0], frame[5]];
  if (frame.length !== 6 + 3 * components) return damaged('it is damaged');
  if (!FRAMES.includes(marker) || precision !== 8 || ![1, 3, 4].includes(components))
    return ofAnotherKind('it is of a kind that is not shown everywhere');
  return fits(frame.readUInt16BE(3), frame.readUInt16BE(1), limits) ? undefined : TOO_LARGE;
}

/** B.1.1.5: within the codes FF is followed by 00, or is a restart marker; anything else ends the scan. */
function endOfScan(bytes: Buffer, start: number): number {
  let at = start;
  for (;;) {
    at = bytes.indexOf(0xff, at);
    if (at < 0) return bytes.length;
    const next = bytes[at + 1];
    if (next !== 0 && !(next !== undefined && next >= 0xd0 && next <= 0xd7)) return at;
    at += 2;
  }
}

function skipZeros(bytes: Buffer, start: number): number {
  let at = start;
  while (bytes[at] === 0) at += 1;
  return at;
}

/** More is no note. */
const LONGEST_TRAILER = 64 * 1024;

/**
 * `SEFH`, the list of the notes with their lengths, its own length, `SEFT`, and the notes before it: from the end of the
 * picture on, but for zeros, with which a note may begin too.
 */
function hasSamsungTrailer(bytes: Buffer, start: number, latest: number): boolean {
  const end = bytes.length;
  if (end - start > LONGEST_TRAILER || end - start < 20 || bytes.toString('latin1', end - 4) !== 'SEFT')
    return false;
  const list = end - 8 - bytes.readUInt32LE(end - 8);
  if (list < start || bytes.toString('latin1', list, list + 4) !== 'SEFH') return false;
  const count = bytes.readUInt32LE(list + 8);
  if (list + 12 + count * 12 !== end - 8) return false;
  let first = list;
  for (let entry = list + 12; entry < end - 8; entry += 12) {
    const [back, length] = [bytes.readUInt32LE(entry + 4), bytes.readUInt32LE(entry + 8)];
    if (length > back || list - back < start) return false;
    first = Math.min(first, list - back);
  }
  return first <= latest;
}
