/**
 * The one server of all contenders: their code, their pages, and a stand-in for the service, all from memory. What
 * one gets, all get: the same compression, the same document route with ranges, the same answer to the same POST.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BenchFile } from '../files/bench-files.ts';
import { Ledger } from './ledger.ts';
import { fileOf, type StaticFile } from './static-files.ts';
import { documentPath, sessionOn, taskIdOf } from './task-stand-in.ts';

export interface BenchServer {
  readonly port: number;
  readonly ledger: Ledger;
  stop(): Promise<void>;
}

export interface Served {
  readonly files: ReadonlyMap<string, StaticFile>;
  readonly documents: readonly BenchFile[];
  /** The HTML at a path, if there is a page. */
  page(url: URL): string | undefined;
}

const NOTHING = Buffer.alloc(0);

export async function startBenchServer(served: Served): Promise<BenchServer> {
  const ledger = new Ledger();
  const server = createServer({ noDelay: true }, (request, response) => {
    answer(request, response, served, ledger).catch((error: unknown) => response.destroy(error as Error));
  });
  // No run waits for connections of the one before to run out.
  server.keepAliveTimeout = 600_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    ledger,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { files, documents, page }: Served,
  ledger: Ledger,
): Promise<void> {
  const { method = 'GET', headers } = request;
  const origin = `http://${headers.host}`;
  const url = new URL(request.url ?? '/', origin);
  const document = documents.find((file) => documentPath(file) === url.pathname);
  if (method === 'GET' && document) {
    ledger.open('document', request, response);
    return sendDocument(request, response, document);
  }
  const file = files.get(url.pathname);
  if (method === 'GET' && file) {
    const isCode = /javascript|css|wasm/.test(file.type);
    ledger.open(isCode ? 'code' : 'other', request, response);
    return send(response, 200, file);
  }
  const html = method === 'GET' ? page(url) : undefined;
  if (html !== undefined) ledger.begin();
  ledger.open('other', request, response);
  if (html !== undefined) return send(response, 200, fileOf(Buffer.from(html), 'text/html'));
  if (method === 'GET' && url.pathname.endsWith('/events')) return openStream(response);
  if (method === 'POST' && url.pathname === '/task-sessions') {
    const { taskId } = JSON.parse(await bodyOf(request)) as { taskId?: string };
    const asked = documents.find((each) => taskIdOf(each) === taskId);
    if (!asked) return send(response, 404, fileOf(NOTHING, undefined));
    const body = Buffer.from(JSON.stringify(sessionOn(asked, origin)));
    return send(response, 201, fileOf(body, 'application/json'));
  }
  const task = documents.find((each) => url.pathname === `/tasks/${taskIdOf(each)}`);
  if (method === 'GET' && task) {
    const body = Buffer.from(JSON.stringify(sessionOn(task, origin).task));
    return send(response, 200, fileOf(body, 'application/json'));
  }
  // What is told of pages that were seen, and the end of a session.
  if (method === 'POST' || method === 'DELETE') return void response.writeHead(204).end();
  send(response, 404, fileOf(NOTHING, undefined));
}

function send(response: ServerResponse, status: number, { body, type, encoding }: StaticFile): void {
  response.writeHead(status, {
    'Content-Type': type,
    'Content-Length': body.length,
    'Cache-Control': 'no-cache',
    ...(encoding && { 'Content-Encoding': encoding }),
  });
  response.end(body);
}

function sendDocument(
  request: IncomingMessage,
  response: ServerResponse,
  { bytes, sha256 }: BenchFile,
): void {
  const size = bytes.length;
  const range = rangeIn(request.headers.range, size);
  const headers = {
    'Content-Type': 'application/pdf',
    'Accept-Ranges': 'bytes',
    'Cache-Control': 'no-store',
    'Repr-Digest': `sha-256=:${Buffer.from(sha256, 'hex').toString('base64')}:`,
    ETag: `"${sha256}"`,
  };
  if (range === 'unsatisfiable') {
    response.writeHead(416, { ...headers, 'Content-Range': `bytes */${size}` }).end();
    return;
  }
  const [first, last] = range ?? [0, size - 1];
  response.writeHead(range ? 206 : 200, {
    ...headers,
    'Content-Length': last - first + 1,
    ...(range && { 'Content-Range': `bytes ${first}-${last}/${size}` }),
  });
  response.end(bytes.subarray(first, last + 1));
}

/** One range, from a position or of the last bytes (RFC 9110, 14.1.2). */
function rangeIn(header: string | undefined, size: number): [number, number] | 'unsatisfiable' | undefined {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (from === '' && to === '') return undefined;
  const first = from === '' ? Math.max(0, size - Number(to)) : Number(from);
  const last = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1);
  return first > last ? 'unsatisfiable' : [first, last];
}

/** Nothing happens to the order while it is read. */
function openStream(response: ServerResponse): void {
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
  response.flushHeaders();
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}
