/** A line to a file that is in memory: answers ranges as a service does, and notes what it was asked. */
import { RemoteBytes, type BytesRequest } from '../../src/document/bytes/remote-bytes.js';

export interface Line {
  readonly bytes: RemoteBytes;
  /** As `begin-end`, in the order in which they were asked for. */
  readonly asked: readonly string[];
}

export interface LineOptions {
  /** What comes in place of the right answer to a request. */
  readonly instead?: (range: string) => Promise<Response> | Response | undefined;
  readonly request?: Partial<BytesRequest>;
}

export async function lineTo(
  file: Uint8Array<ArrayBuffer>,
  { instead, request }: LineOptions = {},
): Promise<Line> {
  const asked: string[] = [];
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', file));
  const bytes = new RemoteBytes({
    sizeBytes: file.byteLength,
    sha256: Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join(''),
    signal: new AbortController().signal,
    resumption: {
      pausesMilliseconds: [],
      wait: async () => undefined,
    },
    send: async (init) => {
      const range = new Headers(init.headers).get('Range')?.replace('bytes=', '') ?? '';
      asked.push(range);
      return (await instead?.(range)) ?? answerTo(range, file);
    },
    ...request,
  });
  return { bytes, asked };
}

function answerTo(range: string, file: Uint8Array<ArrayBuffer>): Response {
  const [first = '', last = ''] = range.split('-');
  if (first === '') return new Response(file);
  const begin = Number(first);
  const end = last === '' ? file.byteLength : Number(last) + 1;
  return new Response(streamOf(file.slice(begin, end)), {
    status: 206,
    headers: { 'Content-Range': `bytes ${begin}-${end - 1}/${file.byteLength}` },
  });
}

/** In pieces, as from a network. */
function streamOf(bytes: Uint8Array<ArrayBuffer>): ReadableStream<Uint8Array<ArrayBuffer>> {
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.byteLength) return controller.close();
      controller.enqueue(bytes.slice(at, (at += 30_000)));
    },
  });
}
