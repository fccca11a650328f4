/** The file as it grows: pieces that are never copied until the end, and a digest that runs along. */
import { type Hash, createHash } from 'node:crypto';

export class SealedFile {
  readonly #pieces: Uint8Array[];
  readonly #digest = createHash('sha256');
  #length: number;

  constructor(original: Uint8Array) {
    this.#pieces = [original];
    this.#digest.update(original);
    this.#length = original.length;
  }

  get length(): number {
    return this.#length;
  }

  /** Over everything so far, to go on with; the original is read once however many sign. */
  digest(): Hash {
    return this.#digest.copy();
  }

  append(piece: Uint8Array): void {
    this.#pieces.push(piece);
    this.#digest.update(piece);
    this.#length += piece.length;
  }

  bytes(): Uint8Array {
    return Buffer.concat(this.#pieces, this.#length);
  }
}
