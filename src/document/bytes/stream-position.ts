/** How far the stream of a file has come, who takes what it brings, and who waits for it. Knows no request. */
import type { Piece } from './part-request.js';

interface Waiting {
  readonly end: number;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

export class StreamPosition {
  #position = 0;
  /** What came before there was a taker. */
  #untaken: Piece[] = [];
  #take: ((piece: Piece) => void) | undefined;
  #waiting: Waiting[] = [];

  /** The first byte that has not been handed on. */
  get position(): number {
    return this.#position;
  }

  hasPassed(end: number): boolean {
    return end <= this.#position;
  }

  passed(end: number): Promise<void> {
    if (this.hasPassed(end)) return Promise.resolve();
    return new Promise((resolve, reject) => this.#waiting.push({ end, resolve, reject }));
  }

  follow(take: (piece: Piece) => void): void {
    this.#take = take;
    for (const piece of this.#untaken.splice(0)) take(piece);
  }

  /** What was handed on in another way. */
  skip(count: number): void {
    this.#moveTo(this.#position + count);
  }

  /** The piece is the taker's from then on, and may be empty afterwards. */
  pass(piece: Piece): void {
    const end = this.#position + piece.byteLength;
    if (this.#take) this.#take(piece);
    else this.#untaken.push(piece);
    this.#moveTo(end);
  }

  fail(error: unknown): void {
    this.#untaken = [];
    for (const { reject } of this.#waiting.splice(0)) reject(error);
  }

  #moveTo(position: number): void {
    this.#position = position;
    const passed = this.#waiting.filter(({ end }) => end <= position);
    if (passed.length === 0) return;
    this.#waiting = this.#waiting.filter(({ end }) => end > position);
    for (const { resolve } of passed) resolve();
  }
}
