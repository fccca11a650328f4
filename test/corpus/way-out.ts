/**
 * The only way out of the browser: a proxy that lets nothing through and notes what was tried. What a page, its
 * worker or the browser itself asks for elsewhere comes by here, whether or not the browser tells of it.
 */
import { createServer, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

/**
 * What the browser asks for itself, wherever it is: how to fill in the fields it sees, whether somebody is logged in to
 * it, and where its own messages are kept. A page that asked these would be told of as any other request of a page is.
 */
const OF_THE_BROWSER = [
  'content-autofill.googleapis.com',
  'accounts.google.com',
  'android.clients.google.com',
  'mtalk.google.com',
  'clients2.google.com',
  'update.googleapis.com',
  'optimizationguide-pa.googleapis.com',
];

export interface WayOut {
  readonly url: string;
  /** What was asked for since the last call. */
  takeAttempts(): string[];
  stop(): Promise<void>;
}

export async function startWayOut(): Promise<WayOut> {
  let attempts: string[] = [];
  const note = (method: string | undefined, address: string) => {
    const target = method === 'CONNECT' ? `https://${address}` : address;
    const own = URL.canParse(target) && OF_THE_BROWSER.includes(new URL(target).hostname);
    if (!own) attempts.push(`${method} ${address}`);
  };
  const server = createServer((request, response) => {
    note(request.method, request.url ?? '');
    response.writeHead(403).end();
  });
  const refuse = ({ method, url = '' }: IncomingMessage, socket: Duplex) => {
    note(method, url);
    socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
  };
  server.on('connect', (request, socket) => refuse(request, socket));
  server.on('upgrade', (request, socket) => refuse(request, socket));
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
