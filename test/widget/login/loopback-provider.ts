/** As much of an OpenID provider as the end of a flow needs, on the loopback address; it does as it is told. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface LoopbackProvider {
  readonly issuer: string;
  /** What the token endpoint was asked, in order. */
  readonly asked: URLSearchParams[];
  /** Over what the provider says of itself. */
  metadata: Record<string, unknown>;
  token: { status: number; body: unknown };
  close(): Promise<void>;
}

export async function startProvider(): Promise<LoopbackProvider> {
  const asked: URLSearchParams[] = [];
  const server = createServer((request, response) => {
    const answer = (status: number, body: unknown) => {
      response.writeHead(status, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify(body));
    };
    if (request.url === '/.well-known/openid-configuration') return answer(200, provider.metadata);
    let form = '';
    request.on('data', (chunk: Buffer) => (form += chunk.toString()));
    request.on('end', () => {
      asked.push(new URLSearchParams(form));
      answer(provider.token.status, provider.token.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider: LoopbackProvider = {
    issuer,
    asked,
    metadata: {
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
    },
    token: { status: 200, body: {} },
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  return provider;
}

/** Nobody verifies it on this side: the signature is not one. */
export function idTokenWith(claims: object): string {
  const part = (value: object) => btoa(JSON.stringify(value)).replaceAll('=', '');
  return `${part({ alg: 'none' })}.${part({ sub: 's-1', ...claims })}.c2ln`;
}
