/**
 * What was fetched ahead of the stream: kept in whole blocks until the stream has brought the same bytes, which must
 * be the same. Asks for no block twice. Knows no stream and no digest.
 */
import { changed, type Part, type Piece } from './part-request.js';
import { joined } from './pieces.js';

/**
 * Blocks begin at multiples of it; the last one is what is left. 64 kB is what pdf.js asks for at a time: enough to
 * hold a page's objects, and on a slow line (10 Mbit/s) no longer under way than its answer takes to begin.
 */
export const BLOCK_BYTES = 65_536;

/** Fetches a part, piece by piece. */
export type FetchPart = (part: Part) => AsyncGenerator<Piece, void>;

export class RangeStore {
  readonly #sizeBytes: number;
  readonly #fetchPart: FetchPart;
  readonly #onBytes: (count: number) => void;
  readonly #blocks = new Map<number, Piece>();
  readonly #underWay = new Map<number, Promise<void>>();
  #running = 0;
  #idle: (() => void)[] = [];

  constructor(sizeBytes: number, fetchPart: FetchPart, onBytes: (count: number) => void) {
    this.#sizeBytes = sizeBytes;
    this.#fetchPart = fetchPart;
    this.#onBytes = onBytes;
  }

  /** Whether a request is under way. */
  get busy(): boolean {
    return this.#running > 0;
  }

  /** Resolves when no request is under way. */
  idle(): Promise<void> {
    return this.busy ? new Promise((resolve) => this.#idle.push(resolve)) : Promise.resolve();
  }

  has(part: Part): boolean {
    return this.#blocksOf(part).every((block) => this.#blocks.has(block));
  }

  /** Sees to it that all of a part is here. Neighbours that are missing are asked for together. */
  async fetch(part: Part): Promise<void> {
    const missing = this.#blocksOf(part).filter((block) => !this.#blocks.has(block));
    const waits = missing.flatMap((block) => this.#underWay.get(block) ?? []);
    for (const [first, last] of runsOf(missing.filter((block) => !this.#underWay.has(block)))) {
      const fetching = this.#run(first, last);
      for (let block = first; block <= last; block++) this.#underWay.set(block, fetching);
      waits.push(fetching);
    }
    await Promise.all(waits);
  }

  /** A copy of a part that is here. */
  copy({ begin, end }: Part): Piece {
    const bytes = new Uint8Array(end - begin);
    for (const block of this.#blocksOf({ begin, end })) {
      const start = block * BLOCK_BYTES;
      const kept = this.#blocks.get(block)?.subarray(Math.max(0, begin - start), end - start);
      if (!kept) throw new RangeError('A part was taken that is not here.');
      bytes.set(kept, Math.max(0, start - begin));
    }
    return bytes;
  }

  /**
   * Holds what the stream has brought against what was handed out before, and forgets the blocks that it has passed.
   * @returns how many of the bytes had been here
   * @throws {DocumentError} `document-changed`
   */
  pass(begin: number, piece: Uint8Array): number {
    const end = begin + piece.byteLength;
    let known = 0;
    for (const block of this.#blocksOf({ begin, end })) {
      const kept = this.#blocks.get(block);
      if (!kept) continue;
      const start = block * BLOCK_BYTES;
      const before = kept.subarray(Math.max(0, begin - start), end - start);
      const now = piece.subarray(Math.max(0, start - begin));
      if (before.some((byte, at) => byte !== now[at]))
        throw changed('The service sent other bytes for a part of it than for the whole.');
      known += before.byteLength;
      if (end >= start + kept.byteLength) this.#blocks.delete(block);
    }
    return known;
  }

  clear(): void {
    this.#blocks.clear();
  }

  async #run(first: number, last: number): Promise<void> {
    this.#running++;
    const begin = first * BLOCK_BYTES;
    const end = Math.min((last + 1) * BLOCK_BYTES, this.#sizeBytes);
    try {
      const bytes = await joined(this.#fetchPart({ begin, end }), end - begin, this.#onBytes);
      for (let block = first; block <= last; block++) {
        const start = (block - first) * BLOCK_BYTES;
        this.#blocks.set(block, bytes.subarray(start, start + BLOCK_BYTES));
      }
    } finally {
      for (let block = first; block <= last; block++) this.#underWay.delete(block);
      this.#running--;
      if (!this.busy) for (const resolve of this.#idle.splice(0)) resolve();
    }
  }

  #blocksOf({ begin, end }: Part): number[] {
    const first = Math.floor(begin / BLOCK_BYTES);
    const last = Math.floor((end - 1) / BLOCK_BYTES);
    return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at);
  }
}

/** 3 4 5 9 10 → 3–5, 9–10 */
function runsOf(blocks: readonly number[]): [first: number, last: number][] {
  const runs: [number, number][] = [];
  for (const block of blocks) {
    const run = runs.at(-1);
    if (run && run[1] === block - 1) run[1] = block;
    else runs.push([block, block]);
  }
  return runs;
}
