/** A test issuer: a real server on the loopback that can also behave badly. */
import { once } from 'node:events';
import { type IncomingMessage, type RequestListener, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type JsonObject, PUBLISHED_KEYS } from './test-signer.ts';

export const DISCOVERY = '/.well-known/openid-configuration';

export interface TestIssuer {
  readonly issuer: string;
  /** Paths, in the order in which they were asked for. */
  readonly requests: string[];
  /** What a path answers from now on. */
  answer(path: string, listener: RequestListener): void;
  /** What discovery says, with these members changed; undefined takes one away. */
  discovery(members?: JsonObject): JsonObject;
  /** Forgets requests and bad behaviour. */
  reset(): void;
  close(): void;
}

export const sendJson =
  (value: unknown, status = 200): RequestListener =>
  (_request, response) => {
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(value));
  };

export async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}

export async function startTestIssuer(): Promise<TestIssuer> {
  const answers = new Map<string, RequestListener>();
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    requests.push(path);
    const listener = answers.get(path) ?? sendJson({ error: 'not_found' }, 404);
    listener(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const discovery = (members: JsonObject = {}): JsonObject => ({
    issuer,
    authorization_endpoint: `${issuer}/authorize?tenant=1`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/jwks`,
    ...members,
  });
  const reset = () => {
    requests.length = 0;
    answers.clear();
    answers.set(DISCOVERY, sendJson(discovery()));
    answers.set('/jwks', sendJson({ keys: PUBLISHED_KEYS }));
  };
  reset();
  return {
    issuer,
    requests,
    answer: (path, listener) => void answers.set(path, listener),
    discovery,
    reset,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
