/**
 * The only way out of the browser: a proxy that lets nothing through and notes what was tried. What a page, its
 * worker or the browser itself asks for elsewhere comes by here, whether or not the browser tells of it.
 */
import { createServer } from 'node:http';
import type { Socket } from 'node:net';

/**
 * What the browser asks for itself, wherever it is: how to fill in the fields it sees, and whether somebody is logged
 * in to it. A page that asked these would be told of as any other request of a page is.
 */
const OF_THE_BROWSER = [
  'content-autofill.googleapis.com:443',
  'accounts.google.com:443',
  'clients2.google.com:443',
  'update.googleapis.com:443',
  'optimizationguide-pa.googleapis.com:443',
];

export interface WayOut {
  readonly url: string;
  /** What was asked for since the last call. */
  takeAttempts(): string[];
  stop(): Promise<void>;
}

export async function startWayOut(): Promise<WayOut> {
  let attempts: string[] = [];
  const server = createServer((request, response) => {
    attempts.push(`${request.method} ${request.url}`);
    response.writeHead(403).end();
  });
  const refuse = (what: string | undefined, socket: Socket | NodeJS.WritableStream) => {
    if (!OF_THE_BROWSER.includes(what ?? '')) attempts.push(`CONNECT ${what}`);
    socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
  };
  server.on('connect', (request, socket) => refuse(request.url, socket));
  server.on('upgrade', (request, socket) => refuse(request.url, socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port was given.');
  return {
    url: `http://127.0.0.1:${address.port}`,
    takeAttempts() {
      const taken = attempts;
      attempts = [];
      return taken;
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
