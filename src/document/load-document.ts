/**
 * The bytes of a document, whole and proven: what this gives back has the length and the SHA-256
 * that the task names, or it is not given back. Knows HTTP, no protocol of tasks and no PDF.
 */
import { DocumentError, DocumentRequestError } from './document-error.js';
import { sha256Hex } from './sha256.js';

/** How often a broken line is taken up again, and how long to wait before each. */
export interface Resumption {
  /** The n-th pause is before the n-th try; the count starts again whenever bytes have come in. */
  readonly pausesMilliseconds: readonly number[];
  wait(milliseconds: number, signal: AbortSignal): Promise<void>;
}

export interface DocumentRequest {
  readonly url: string | URL;
  /** Lowercase hex. */
  readonly sha256: string;
  /** In bytes, as the task tells it. */
  readonly size: number;
  /** Asked for again at each try: a session may have been renewed meanwhile. */
  readonly headers: () => HeadersInit | Promise<HeadersInit>;
  readonly signal: AbortSignal;
  readonly fetch?: typeof fetch;
  /** Told after each piece, with the bytes so far and `size`. Falls back when a server begins again. */
  readonly onProgress?: (received: number, size: number) => void;
  readonly resumption?: Resumption;
}

const PATIENT: Resumption = {
  pausesMilliseconds: [250, 1000, 4000],
  wait: (milliseconds, signal) =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(done, milliseconds);
      function done() {
        signal.removeEventListener('abort', given);
        resolve();
      }
      function given() {
        clearTimeout(timer);
        reject(signal.reason);
      }
      signal.addEventListener('abort', given, { once: true });
    }),
};

/**
 * @throws {DocumentError} `document-changed` when length or digest differ, `offline` with the network's
 *   error as its cause, `too-large` when there is no room for it
 * @throws {DocumentRequestError} when the service answers with an error
 * @throws the signal's reason when aborted
 */
export async function loadDocument(request: DocumentRequest): Promise<Uint8Array> {
  const { signal, size, onProgress, resumption = PATIENT } = request;
  const buffer = roomFor(size);
  let received = 0;
  let failures = 0;
  for (;;) {
    signal.throwIfAborted();
    const before = received;
    try {
      const response = await ask(request, received);
      if (response.status !== 206) received = 0;
      for await (const piece of piecesOf(response)) {
        if (received + piece.byteLength > size) throw changed(`It is longer than the ${size} bytes told.`);
        buffer.set(piece, received);
        received += piece.byteLength;
        onProgress?.(received, size);
      }
      break;
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof LineBroken)) throw error;
      failures = received > before ? 1 : failures + 1;
      const pause = resumption.pausesMilliseconds[failures - 1];
      if (pause === undefined) {
        throw new DocumentError('offline', 'The line broke while the document was loading.', {
          cause: error.cause,
        });
      }
      await resumption.wait(pause, signal);
    }
  }
  if (received < size) throw changed(`It ended after ${received} of ${size} bytes.`);
  const digest = await sha256Hex(buffer);
  signal.throwIfAborted();
  if (digest !== request.sha256) throw changed('Its SHA-256 is not the one that the task names.');
  return buffer;
}

/** The network failed, as opposed to an answer that is wrong. */
class LineBroken extends Error {}

/** Asks for all, or for what is missing. Which of the two it got shows in the status. */
async function ask({ url, headers, signal, fetch = globalThis.fetch }: DocumentRequest, from: number) {
  const sent = new Headers(await headers());
  // No If-Range: CORS would have to allow one more header, and a file that was swapped between two
  // pieces does not get past the digest.
  if (from > 0) sent.set('Range', `bytes=${from}-`);
  let response: Response;
  try {
    response = await fetch(url, {
      headers: sent,
      signal,
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
    });
  } catch (cause) {
    throw new LineBroken('No answer.', { cause });
  }
  if (response.status === 416) throw changed(`It has no bytes after the first ${from}.`);
  if (!response.ok) throw new DocumentRequestError(response.status, response);
  if (response.status === 206 && startOf(response) !== from) {
    throw changed(`The service sent another part than the one after byte ${from}.`);
  }
  return response;
}

/** First position of `Content-Range: bytes 100-199/200` (RFC 9110, 14.4). */
function startOf(response: Response): number {
  return Number(/^bytes (\d+)-/.exec(response.headers.get('Content-Range') ?? '')?.[1] ?? NaN);
}

async function* piecesOf(response: Response): AsyncGenerator<Uint8Array> {
  const reader = response.body?.getReader();
  if (!reader) return;
  let ended = false;
  try {
    for (;;) {
      const { done, value } = await reader.read().catch((cause: unknown) => {
        ended = true;
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

function roomFor(size: number): Uint8Array<ArrayBuffer> {
  try {
    return new Uint8Array(size);
  } catch (cause) {
    throw new DocumentError('too-large', `There is no room for ${size} bytes.`, { cause });
  }
}

function changed(reason: string): DocumentError {
  return new DocumentError('document-changed', `The document is not the one of the task. ${reason}`);
}
