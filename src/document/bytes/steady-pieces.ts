/** The bytes of a part in order, exactly as many as it has, over as many requests as the line makes necessary. */
import { type Answer, changed, type Part, type Piece, requestPart, type Send } from './part-request.js';
import { LineBroken, Patience, type Resumption } from './resumption.js';

/** What all requests for one file have in common. */
export interface Line {
  readonly send: Send;
  readonly sizeBytes: number;
  readonly resumption: Resumption;
  /** Whether a reader has something to look at while the line is away. */
  readonly mayLast: () => boolean;
}

/** The service knows no ranges: it sent the whole file, which may be used. */
export class WholeSent extends Error {
  constructor(readonly answer: Answer) {
    super('The service knows no ranges.');
  }
}

/**
 * @param whole what to do with a whole file in place of the part: go on with what is wanted of it, or throw it
 * @param given an answer that is there already, in place of the first request
 * @throws {WholeSent}
 * @throws what `requestPart` throws, but for a line that could be taken up again
 */
export async function* steadyPieces(
  line: Line,
  { begin, end }: Part,
  whole: 'skip' | 'throw',
  signal: AbortSignal,
  given?: Answer,
): AsyncGenerator<Piece, void> {
  const { send, sizeBytes } = line;
  const patience = new Patience(line.resumption);
  let at = begin;
  let answer = given;
  while (at < end) {
    signal.throwIfAborted();
    try {
      answer ??= await requestPart(send, { begin: at, end }, sizeBytes, signal);
      if (!answer.partial && whole === 'throw') throw new WholeSent(answer);
      let position = answer.begin;
      for await (const piece of answer.pieces) {
        patience.renew();
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
      if (!(error instanceof LineBroken)) throw error;
      await patience.wait(error, line.mayLast(), signal);
    }
    answer = undefined;
  }
}
