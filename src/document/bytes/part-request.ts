/**
 * One request for a part of a file (RFC 9110, 14), and the bytes of its answer as they come. Whatever does not fit
 * what was asked for is an error: a part is never taken for another one. Knows no retry.
 */
import { DocumentError, DocumentRequestError } from '../document-error.js';
import { LineBroken } from './resumption.js';

/** Bytes from `begin` up to, and without, `end`. */
export interface Part {
  readonly begin: number;
  readonly end: number;
}

export type Piece = Uint8Array<ArrayBuffer>;

/**
 * Sends a request for the file. Rejects with a `TypeError` or a `LineBroken` when there is no answer; any other
 * error is final and is handed on as it is.
 */
export type Send = (init: RequestInit) => Promise<Response>;

export interface Answer extends Part {
  /** Not, when the service knows no ranges: then it is the whole file, whatever was asked for. */
  readonly partial: boolean;
  readonly pieces: AsyncGenerator<Piece>;
}

/**
 * @throws {DocumentError} `document-changed`
 * @throws {DocumentRequestError}
 * @throws {LineBroken}, also while the pieces are read
 */
export async function requestPart(
  send: Send,
  { begin, end }: Part,
  sizeBytes: number,
  signal: AbortSignal,
): Promise<Answer> {
  const headers = new Headers();
  const whole = begin === 0 && end === sizeBytes;
  // No If-Range: CORS would have to allow one more header, and a file that was swapped between two
  // parts does not get past the digest.
  if (!whole) headers.set('Range', `bytes=${begin}-${end === sizeBytes ? '' : end - 1}`);
  const response = await answerTo(send, headers, signal);
  const refuse = (error: Error): never => {
    void response.body?.cancel().catch(() => undefined);
    throw error;
  };
  if (response.status === 416) refuse(changed(`It has no bytes after the first ${begin}.`));
  if (!response.ok) throw new DocumentRequestError(response.status, await withItsBody(response));
  const pieces = piecesOf(response, signal);
  if (response.status !== 206) return { begin: 0, end: sizeBytes, partial: false, pieces };
  if (!fits(response.headers.get('Content-Range'), begin, end, sizeBytes))
    refuse(changed(`The service sent another part than the one from byte ${begin}.`));
  return { begin, end, partial: true, pieces };
}

export function changed(reason: string): DocumentError {
  return new DocumentError('document-changed', `The document is not the one of the task. ${reason}`);
}

/** Whoever reads the problem comes when all requests have been ended. */
async function withItsBody(response: Response): Promise<Response> {
  const { status, headers } = response;
  const body = await response.arrayBuffer().catch(() => undefined);
  return new Response(body?.byteLength ? body : null, { status, headers });
}

async function answerTo(send: Send, headers: Headers, signal: AbortSignal): Promise<Response> {
  try {
    return await send({
      headers,
      signal,
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
    });
  } catch (cause) {
    signal.throwIfAborted();
    if (cause instanceof TypeError) throw new LineBroken('No answer.', { cause });
    throw cause;
  }
}

/** `Content-Range: bytes 100-199/200`, where the size may be left unsaid by `*` (RFC 9110, 14.4). */
function fits(header: string | null, begin: number, end: number, sizeBytes: number): boolean {
  const [, first, last, size] = /^bytes (\d+)-(\d+)\/(\d+|\*)$/.exec(header?.trim() ?? '') ?? [];
  if (Number(first) !== begin || Number(last) !== end - 1) return false;
  return size === '*' || Number(size) === sizeBytes;
}

async function* piecesOf(response: Response, signal: AbortSignal): AsyncGenerator<Piece> {
  const reader = response.body?.getReader();
  if (!reader) return;
  let ended = false;
  try {
    for (;;) {
      const { done, value } = await reader.read().catch((cause: unknown) => {
        ended = true;
        signal.throwIfAborted();
        throw new LineBroken('The body broke off.', { cause });
      });
      if (done) {
        ended = true;
        return;
      }
      yield value;
    }
  } finally {
    // Left early, because a longer body than told came in: the rest must not go on arriving.
    if (!ended) void reader.cancel().catch(() => undefined);
  }
}
