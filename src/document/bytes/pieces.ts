/** Puts pieces together, and takes them apart. */
import { DocumentError } from '../document-error.js';
import type { Piece } from './part-request.js';

/** Digested at one go: about a millisecond, and never a long task, whatever a line delivers. */
const GO_BYTES = 262_144;

/** @param onPiece told the length of each */
export async function joined(
  pieces: AsyncIterable<Piece>,
  sizeBytes: number,
  onPiece: (sizeBytes: number) => void,
): Promise<Piece> {
  const bytes = roomFor(sizeBytes);
  let at = 0;
  for await (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.byteLength;
    onPiece(piece.byteLength);
  }
  return bytes;
}

/** A piece in parts of which none takes long; between them others have their turn. */
export async function* inGoes(piece: Piece): AsyncGenerator<Piece, void> {
  if (piece.byteLength <= GO_BYTES) return yield piece;
  for (let at = 0; at < piece.byteLength; at += GO_BYTES) {
    yield piece.slice(at, at + GO_BYTES);
    await new Promise((done) => setTimeout(done));
  }
}

/** @throws {DocumentError} `too-large` */
export function roomFor(sizeBytes: number): Piece {
  try {
    return new Uint8Array(sizeBytes);
  } catch (cause) {
    throw new DocumentError('too-large', `There is no room for ${sizeBytes} bytes.`, { cause });
  }
}
