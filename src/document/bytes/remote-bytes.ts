/**
 * The bytes of one file of known length and digest, from a service: what is needed first comes first, everything comes
 * once, and whoever waits for `proven` knows that it was the file. Knows HTTP, no protocol of tasks and no PDF.
 *
 * A larger file comes as head and tail, the parts that are asked for, and one stream for the rest, in order: the
 * stream alone is digested, and held against each part that was handed out before it.
 */
import type { DocumentBytes } from '../document-engine.js';
import { DocumentError } from '../document-error.js';
import { ByteCount } from './byte-count.js';
import { digestOf, type Digest, startDigest } from './digest.js';
import { Line, WholeSent } from './line.js';
import { type Answer, type Part, type Piece, type Send } from './part-request.js';
import { inGoes, joined, roomFor } from './pieces.js';
import { Proof } from './proof.js';
import { BLOCK_BYTES, RangeStore } from './range-store.js';
import { PATIENT, type Resumption } from './resumption.js';
import { StreamPosition } from './stream-position.js';

export interface BytesRequest {
  /** Lowercase hex. */
  readonly sha256: string;
  /** As the task tells it. */
  readonly sizeBytes: number;
  /** Sends one request, each time with what it is authorised by then: a session may have been renewed meanwhile. */
  readonly send: Send;
  readonly signal: AbortSignal;
  /** Told after each piece, with the bytes so far, which never become fewer. */
  readonly onProgress?: (loadedBytes: number) => void;
  /**
   * The line is gone for longer than the resumption is for. What waits goes on where it was when `goOn()` is called.
   * Without it that is the end.
   */
  readonly onLost?: (error: Error) => void;
  readonly resumption?: Resumption;
}

/**
 * Up to here a file is asked for whole: on a line of 10 Mbit/s and 40 ms three round trips for parts of it (head,
 * cross-reference, page) and the connections they need cost about what 512 kB do.
 */
export const WHOLE_UP_TO_BYTES = 524_288;

/** pdf.js looks here first: for the header, and whether the file is linearised (ISO 32000-2, F.3.1). */
const HEAD_BYTES = BLOCK_BYTES;

/** At least as much of the end, where the cross-reference begins to be looked for (ISO 32000-2, 7.5.5). */
const TAIL_BYTES = BLOCK_BYTES;

/** What begins so close before the stream comes with it sooner than with a request of its own. */
const SOON_BYTES = 4 * BLOCK_BYTES;

/** Who asks for so much from where the stream is, asks for the rest: a file whose cross-reference is broken. */
const MUCH_BYTES = 1_048_576;

/** No browser has room for more in one array. */
const MOST_BYTES = 2 ** 32;

export class RemoteBytes implements DocumentBytes {
  readonly sizeBytes: number;
  readonly #request: BytesRequest;
  readonly #line: Line;
  readonly #abort = new AbortController();
  /** Ends what is asked for ahead of the stream, when that turns out to be of no use. */
  readonly #ahead = new AbortController();
  readonly #ranges: RangeStore;
  readonly #stream = new StreamPosition();
  readonly #head: Promise<Piece>;
  readonly #proof: Proof;
  readonly #count: ByteCount;
  #streaming = false;
  #again: RemoteBytes | undefined;

  /** Asks for the first bytes at once. */
  constructor(request: BytesRequest) {
    const { sizeBytes, send, signal, resumption = PATIENT } = request;
    this.#request = request;
    this.sizeBytes = sizeBytes;
    this.#proof = new Proof(request.sha256);
    this.#count = new ByteCount((loadedBytes) => request.onProgress?.(loadedBytes));
    const hasBegun = () => this.#count.hasBegun;
    this.#line = new Line({ send, sizeBytes, resumption, hasBegun, onLost: request.onLost });
    this.#ranges = new RangeStore(
      sizeBytes,
      // Of the head another use can be made, if it turns out to be the whole.
      (part) => this.#line.pieces(part, 'throw', part.begin === 0 ? this.#abort.signal : this.#ahead.signal),
      (count) => this.#count.add(count),
    );
    if (signal.aborted) this.#fail(signal.reason);
    else signal.addEventListener('abort', this.#given, { once: true });
    this.#head = this.#begin();
    this.#head.catch((error: unknown) => this.#fail(error));
  }

  get proven(): Promise<void> {
    return this.#proof.proven;
  }

  head(): Promise<Piece> {
    return this.#head;
  }

  async read(begin: number, end: number): Promise<Piece | undefined> {
    const part = { begin, end };
    if (begin < 0 || end > this.sizeBytes)
      throw new RangeError('A part was asked for that the file has not.');
    // All of it was in the head.
    if (this.sizeBytes <= WHOLE_UP_TO_BYTES) return this.#head.then(() => undefined);
    for (;;) {
      this.#abort.signal.throwIfAborted();
      if (this.#stream.hasPassed(end)) return undefined;
      if (this.#ranges.has(part)) return this.#ranges.copy(part);
      if (this.#comesByStream(part)) {
        await this.#stream.passed(end);
        return undefined;
      }
      await this.#fetchAhead(part);
    }
  }

  follow(take: (piece: Piece) => void): void {
    this.#stream.follow(take);
  }

  fetchRest(): void {
    this.#head.then(
      () => {
        if (this.#streaming || this.sizeBytes <= WHOLE_UP_TO_BYTES) return;
        this.#run().catch((error: unknown) => this.#fail(error));
      },
      () => undefined,
    );
  }

  async whole(): Promise<Piece> {
    const head = await this.#head;
    if (head.byteLength === this.sizeBytes) return head;
    const bytes = roomFor(this.sizeBytes);
    bytes.set(head);
    let at = head.byteLength;
    this.follow((piece) => {
      bytes.set(piece, at);
      at += piece.byteLength;
    });
    this.fetchRest();
    await this.proven;
    return bytes;
  }

  /** The line may be back. */
  goOn(): void {
    this.#line.goOn();
    this.#again?.goOn();
  }

  again(): DocumentBytes {
    return (this.#again = new RemoteBytes({ ...this.#request, onProgress: () => undefined }));
  }

  close(): void {
    this.#again?.close();
    this.#fail(new DOMException('The document has been closed.', 'AbortError'));
  }

  readonly #given = () => this.#fail(this.#request.signal.reason);

  async #begin(): Promise<Piece> {
    const { sizeBytes } = this;
    this.#abort.signal.throwIfAborted();
    if (sizeBytes > MOST_BYTES)
      throw new DocumentError('too-large', `There is no room for ${sizeBytes} bytes.`);
    if (sizeBytes <= WHOLE_UP_TO_BYTES) return this.#fetchWhole();
    const head = { begin: 0, end: HEAD_BYTES };
    const tail = Math.floor((sizeBytes - TAIL_BYTES) / BLOCK_BYTES) * BLOCK_BYTES;
    this.#fetchAhead({ begin: tail, end: sizeBytes }).catch(() => undefined);
    await this.#fetchAhead(head);
    return this.#ranges.has(head) ? this.#ranges.copy(head) : new Uint8Array();
  }

  async #fetchWhole(): Promise<Piece> {
    const { sizeBytes } = this;
    const pieces = this.#line.pieces({ begin: 0, end: sizeBytes }, 'skip', this.#abort.signal);
    const bytes = await joined(pieces, sizeBytes, (count) => this.#count.add(count));
    // So little is proven before it is shown: that takes no time worth telling.
    this.#compare(await digestOf(bytes));
    return bytes;
  }

  /** Resolves also when it turns out that the service knows no ranges: the stream brings it then. */
  async #fetchAhead(part: Part): Promise<void> {
    if (this.#ahead.signal.aborted) return;
    try {
      await this.#ranges.fetch(part);
    } catch (error) {
      if (error instanceof WholeSent)
        return this.#goWithoutRanges(part.begin === 0 ? error.answer : undefined);
      if (this.#ahead.signal.aborted && !this.#abort.signal.aborted) return;
      this.#fail(error);
      throw error;
    }
  }

  /** What came in place of the head is the file itself; in place of another part it is of no use. */
  #goWithoutRanges(answer: Answer | undefined): void {
    this.#ahead.abort();
    if (answer && !this.#streaming) {
      this.#ranges.clear();
      this.#count.restart();
      this.#run(answer).catch((error: unknown) => this.#fail(error));
    } else {
      this.fetchRest();
    }
  }

  #comesByStream({ begin, end }: Part): boolean {
    if (this.#ahead.signal.aborted) {
      this.fetchRest();
      return true;
    }
    const near = begin <= this.#stream.position + SOON_BYTES;
    if (near && end - begin >= MUCH_BYTES) this.fetchRest();
    return near && (this.#streaming || end - begin >= MUCH_BYTES);
  }

  /** The rest, or what came in place of the head, to its end. */
  async #run(answer?: Answer): Promise<void> {
    this.#streaming = true;
    const { sizeBytes } = this;
    const { signal } = this.#abort;
    const begin = answer ? 0 : HEAD_BYTES;
    const pieces = this.#line.pieces({ begin, end: sizeBytes }, 'skip', signal, answer);
    try {
      const first = pieces.next();
      first.catch(() => undefined);
      const digest = await this.#line.untilHere(startDigest, signal);
      if (!answer) this.#passHead(digest);
      for (let next = await first; !next.done; next = await pieces.next()) {
        for await (const piece of inGoes(next.value)) {
          await this.#turn();
          signal.throwIfAborted();
          this.#pass(piece, digest);
        }
        await this.#turn();
      }
      this.#compare(digest.hex());
    } finally {
      void pieces.return().catch(() => undefined);
    }
  }

  /** The line is left to what somebody waits for. */
  async #turn(): Promise<void> {
    while (this.#ranges.busy) await this.#ranges.idle();
  }

  #passHead(digest: Digest): void {
    const head = this.#ranges.copy({ begin: 0, end: HEAD_BYTES });
    digest.update(head);
    this.#ranges.pass(0, head);
    this.#stream.skip(HEAD_BYTES);
  }

  #pass(piece: Piece, digest: Digest): void {
    const known = this.#ranges.pass(this.#stream.position, piece);
    digest.update(piece);
    // Whoever takes it may leave nothing in it.
    const fresh = piece.byteLength - known;
    this.#stream.pass(piece);
    this.#count.add(fresh);
  }

  #compare(sha256: string): void {
    this.#proof.compare(sha256);
    this.#request.signal.removeEventListener('abort', this.#given);
  }

  #fail(error: unknown): void {
    if (this.#abort.signal.aborted) return;
    this.#request.signal.removeEventListener('abort', this.#given);
    this.#proof.fail(error);
    this.#abort.abort(error);
    this.#ahead.abort(error);
    this.#stream.fail(error);
    this.#ranges.clear();
  }
}
