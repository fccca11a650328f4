/**
 * The structure of a PNG (ISO/IEC 15948): its chunks, each whole and with the checksum that it tells, from the
 * signature to the end of the file. What is in the pixels is not looked at here.
 */
import { crc32 } from 'node:zlib';
import { damaged, ofAnotherKind, type PictureFault } from './picture-fault.ts';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

export interface PngChunks {
  readonly header: PngHeader;
  /** The compressed pixels, in pieces. */
  readonly data: readonly Buffer[];
  readonly hasPalette: boolean;
}

export interface PngHeader {
  readonly width: number;
  readonly height: number;
  readonly depth: number;
  readonly colour: number;
  /** 0, or 1 for Adam7. */
  readonly interlace: number;
}

/** @param takes whether a chunk that is neither IHDR, PLTE, IDAT nor IEND may be there */
export function readPngChunks(bytes: Buffer, takes: (type: string) => boolean): PngChunks | PictureFault {
  if (!bytes.subarray(0, 8).equals(SIGNATURE)) return damaged('it is no PNG');
  const data: Buffer[] = [];
  let header: Buffer | undefined;
  let hasPalette = false;
  for (let at = 8; at < bytes.length;) {
    if (at + 12 > bytes.length) return damaged('it is cut off');
    const end = at + 12 + bytes.readUInt32BE(at);
    if (end > bytes.length) return damaged('it is cut off');
    const type = bytes.toString('latin1', at + 4, at + 8);
    if (crc32(bytes.subarray(at + 4, end - 4)) !== bytes.readUInt32BE(end - 4))
      return damaged('it is damaged');
    const body = bytes.subarray(at + 8, end - 4);
    if (type === 'IEND') {
      if (end !== bytes.length) return { kind: 'and-more', text: 'something follows it' };
      const read = headerOf(header);
      return 'kind' in read ? read : { header: read, data, hasPalette };
    }
    if (type === 'IHDR') {
      if (header || at !== 8) return damaged('it has two headers');
      header = body;
    } else if (type === 'IDAT') data.push(body);
    else if (!takes(type)) return ofAnotherKind(`it has a ${/^\w{4}$/.test(type) ? type : 'strange'} chunk`);
    else if (type === 'PLTE') hasPalette = true;
    at = end;
  }
  return damaged('it is cut off');
}

function headerOf(body: Buffer | undefined): PngHeader | PictureFault {
  if (body?.length !== 13) return damaged('it has no header');
  const [depth = 0, colour = 0, compression, filter, interlace = 0] = body.subarray(8);
  if (compression !== 0 || filter !== 0 || interlace > 1)
    return ofAnotherKind('it is of a kind that is not taken');
  return { width: body.readUInt32BE(0), height: body.readUInt32BE(4), depth, colour, interlace };
}
