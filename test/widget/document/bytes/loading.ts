/** Loads a document's bytes from a server that misbehaves, and notes what came of it. */
import { createHash } from 'node:crypto';
import { afterEach } from 'node:test';
import { type BytesRequest, RemoteBytes } from '../../../../src/document/bytes/remote-bytes.js';
import { DocumentError } from '../../../../src/document/document-error.js';
import { type Misbehaviour, MisbehavingServer } from '../../../harness/misbehaving-server.js';

export const BLOCK = 65_536;
export const SIZE = 20 * BLOCK + 1000;
export const LARGE = fileOf(SIZE);
export const SMALL = fileOf(5000);
export const HEAD = 'bytes=0-65535';
export const TAIL = `bytes=${19 * BLOCK}-`;
export const REST = `bytes=${BLOCK}-`;

export function fileOf(length: number): Buffer {
  // Every block is another one, so that none can be taken for another.
  return Buffer.from(Uint8Array.from({ length }, (_, at) => (at * 7 + (at >> 8) * 13 + (at >> 16)) % 251));
}

export const rangeOf = (begin: number, end: number) => `bytes=${begin}-${end - 1}`;
export const flippedAt = (position: number) => (right: Buffer, begin: number) => {
  const at = position - begin;
  if (at >= 0 && at < right.length) right[at] = right[at]! ^ 1;
  return right;
};

export interface Loading {
  readonly server: MisbehavingServer;
  readonly bytes: RemoteBytes;
  readonly abort: AbortController;
  readonly pauses: number[];
  readonly told: number[];
  /** What the follower was given, joined. */
  readonly followed: () => Buffer;
}

const servers: MisbehavingServer[] = [];

export async function load(
  file: Buffer,
  misbehave: (range: string | undefined, nth: number) => Misbehaviour = () => ({}),
  changes: Partial<BytesRequest> = {},
): Promise<Loading> {
  const server = await MisbehavingServer.start(file, misbehave);
  servers.push(server);
  const abort = new AbortController();
  const pauses: number[] = [];
  const told: number[] = [];
  let token = 0;
  const bytes = new RemoteBytes({
    sizeBytes: file.length,
    sha256: createHash('sha256').update(file).digest('hex'),
    send: (init) => {
      const headers = new Headers(init.headers);
      headers.set('Authorization', `Bearer ${++token}`);
      return fetch(server.url, { ...init, headers });
    },
    signal: abort.signal,
    onProgress: (loaded) => told.push(loaded),
    resumption: {
      pausesMilliseconds: [1, 2],
      wait: async (pause, signal) => {
        pauses.push(pause);
        signal.throwIfAborted();
      },
    },
    ...changes,
  });
  const pieces: Uint8Array[] = [];
  bytes.follow((piece) => pieces.push(piece));
  return { server, bytes, abort, pauses, told, followed: () => Buffer.concat(pieces) };
}

export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((done) => setImmediate(done));
}

export const hasCode = (code: string) => (error: unknown) =>
  error instanceof DocumentError && error.code === code;

export const PART = { begin: 12 * BLOCK, end: 13 * BLOCK };
/** Where each of the requests of these tests is for. */
export const RANGES = { head: HEAD, tail: TAIL, part: rangeOf(PART.begin, PART.end), rest: REST };

afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop();
});
