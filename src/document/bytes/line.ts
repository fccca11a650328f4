/**
 * The line to one file: gives parts of it in order, over as many requests as it takes. When the line stays away, that
 * is told once for each request, and the request waits until it is to go on.
 */
import { DocumentError, DocumentRequestError } from '../document-error.js';
import { type Answer, changed, type Part, type Piece, requestPart, type Send } from './part-request.js';
import { LineBroken, type Resumption } from './resumption.js';

export interface LineOptions {
  readonly send: Send;
  readonly sizeBytes: number;
  readonly resumption: Resumption;
  /** Whether anything has come: before, an error of the service is the answer to the wish itself. */
  readonly hasBegun: () => boolean;
  /** Without it nobody says when to go on, and whoever waits is told the error. */
  readonly onLost: ((error: Error) => void) | undefined;
}

/** The service knows no ranges: it sent the whole file, which may be used. */
export class WholeSent extends Error {
  constructor(readonly answer: Answer) {
    super('The service knows no ranges.');
  }
}

export class Line {
  readonly #options: LineOptions;
  #goOn: (() => void)[] = [];

  constructor(options: LineOptions) {
    this.#options = options;
  }

  /** Another try for all that waits for it. */
  goOn(): void {
    for (const go of this.#goOn.splice(0)) go();
  }

  /**
   * The bytes of a part, exactly as many as it has.
   * @param whole what to do with a whole file in place of the part: go on with what is wanted of it, or throw it
   * @param given an answer that is there already, in place of the first request
   * @throws {WholeSent}
   * @throws what `requestPart` throws, but for a line that could be taken up again
   */
  async *pieces(
    { begin, end }: Part,
    whole: 'skip' | 'throw',
    signal: AbortSignal,
    given?: Answer,
  ): AsyncGenerator<Piece, void> {
    const { send, sizeBytes } = this.#options;
    let answer = given;
    let at = begin;
    let failures = 0;
    while (at < end) {
      signal.throwIfAborted();
      try {
        answer ??= await requestPart(send, { begin: at, end }, sizeBytes, signal);
        if (!answer.partial && whole === 'throw') throw new WholeSent(answer);
        let position = answer.begin;
        for await (const piece of answer.pieces) {
          failures = 0;
          const from = Math.max(position, at);
          position += piece.byteLength;
          if (position > answer.end) throw changed(`It is longer than the ${sizeBytes} bytes told.`);
          if (from >= position) continue;
          const isNew = position - from;
          at = position;
          yield isNew === piece.byteLength ? piece : piece.slice(-isNew);
        }
        if (position < answer.end) throw changed(`It ended after ${position} of ${answer.end} bytes.`);
      } catch (error) {
        signal.throwIfAborted();
        failures = await this.#wait(failures, this.#ofTheLine(error), signal);
      }
      answer = undefined;
    }
  }

  /** Something else that comes by a line, and can be asked for again whatever has happened to it. */
  async untilHere<T>(ask: () => Promise<T>, signal: AbortSignal): Promise<T> {
    for (let failures = 0; ;) {
      try {
        return await ask();
      } catch (cause) {
        signal.throwIfAborted();
        failures = await this.#wait(failures, offline(cause), signal);
      }
    }
  }

  /** @returns how often it has failed */
  async #wait(failures: number, error: Error, signal: AbortSignal): Promise<number> {
    const { pausesMilliseconds, wait } = this.#options.resumption;
    const pause = pausesMilliseconds[failures];
    if (pause !== undefined) {
      await wait(pause, signal);
      return failures + 1;
    }
    await this.#lost(error, signal);
    return 0;
  }

  /** What to tell when it stays so. Other errors are final. */
  #ofTheLine(error: unknown): Error {
    // A service that is being restarted says so, or its proxy does.
    const isAway = error instanceof DocumentRequestError && error.status >= 500;
    if (isAway && this.#options.hasBegun()) return error;
    if (!(error instanceof LineBroken)) throw error;
    return offline(error.cause);
  }

  async #lost(error: Error, signal: AbortSignal): Promise<void> {
    const { onLost } = this.#options;
    if (!onLost) throw error;
    const going = new Promise<void>((resolve, reject) => {
      this.#goOn.push(resolve);
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    });
    onLost(error);
    await going;
  }
}

function offline(cause: unknown): DocumentError {
  return new DocumentError('offline', 'The line broke while the document was loading.', { cause });
}
