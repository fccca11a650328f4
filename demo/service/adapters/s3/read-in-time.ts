/** The bytes of an answer as they come: all that were promised, and none that stop coming without a word. */
import type { Readable } from 'node:stream';
import { StoreError } from '../../ports/store-error.ts';

export type Body = Pick<Readable, 'destroy'> & AsyncIterable<Uint8Array>;

/**
 * Time counts only while somebody waits for the next piece: a slow reader is no fault of the store.
 *
 * @param length how many bytes there are; undefined: nobody said
 */
export function readInTime(
  body: Body,
  length: number | undefined,
  seconds: number,
): AsyncIterable<Uint8Array> {
  const pieces = body[Symbol.asyncIterator]();
  let come = 0;
  const next = async (): Promise<IteratorResult<Uint8Array>> => {
    const piece = await withinTime(pieces.next(), seconds);
    if (!piece.done) come += piece.value.length;
    else if (length !== undefined && come !== length)
      throw new StoreError('unreachable', `The store sent ${come} of ${length} bytes.`);
    return piece;
  };
  return {
    [Symbol.asyncIterator]: () => ({
      next: () =>
        next().catch((error: unknown) => {
          body.destroy();
          if (error instanceof StoreError) throw error;
          throw new StoreError('unreachable', 'The connection to the store broke.', { cause: error });
        }),
      // Also when nobody has begun to read: the connection is not left open for a reader who has gone.
      return: () => {
        body.destroy();
        return Promise.resolve({ done: true, value: undefined });
      },
    }),
  };
}

async function withinTime<T>(piece: Promise<T>, seconds: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(new StoreError('timeout', `The store sent nothing for ${seconds} seconds.`)),
      seconds * 1000,
    );
  });
  return Promise.race([piece, tooLate]).finally(() => clearTimeout(timer));
}
