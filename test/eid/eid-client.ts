/**
 * The test eID on a port of its own, and a client that runs the code flow against it as a browser without
 * scripts would: it keeps cookies by their path, follows redirects within the eID, and fills in the form.
 */
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { createRemoteJWKSet, jwtVerify, type JWTPayload } from 'jose';
import { startEid, type EidConfiguration, type RunningEid } from '../../demo/eid/start-eid.ts';

export const WIDGET_ORIGIN = 'http://127.0.0.1:4199';
export const BROWSER_CLIENT = {
  clientId: 'signing-widget',
  redirectUris: [`${WIDGET_ORIGIN}/login/callback`],
  origins: [WIDGET_ORIGIN],
};
export const SERVICE_CLIENT = {
  clientId: 'signing-service',
  clientSecret: 'a secret: with+signs & 32 characters',
  redirectUris: ['http://localhost:4198/logins/callback'],
};

export interface TestEid extends RunningEid {
  readonly issuer: string;
}

export async function startTestEid(parts: Partial<EidConfiguration> = {}): Promise<TestEid> {
  const port = await freePort();
  const issuer = `http://localhost:${port}`;
  const eid = await startEid({
    host: 'localhost',
    port,
    publicUrl: issuer,
    browserClient: BROWSER_CLIENT,
    serviceClient: SERVICE_CLIENT,
    ...parts,
  });
  return { ...eid, issuer };
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, 'localhost');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

export interface Login {
  readonly url: URL;
  readonly nonce: string;
  readonly codeVerifier: string;
  readonly redirectUri: string;
}

/** Extra parameters replace the usual ones; undefined leaves one out. */
export function beginLogin(
  issuer: string,
  client: typeof BROWSER_CLIENT | typeof SERVICE_CLIENT,
  extra: Readonly<Record<string, string | undefined>> = {},
): Login {
  const codeVerifier = randomBytes(32).toString('base64url');
  const nonce = randomBytes(16).toString('base64url');
  const redirectUri = client.redirectUris[0] ?? '';
  const parameters: Record<string, string | undefined> = {
    client_id: client.clientId,
    response_type: 'code',
    scope: 'openid profile national_id',
    redirect_uri: redirectUri,
    state: 'the-state',
    nonce,
    code_challenge: createHash('sha256').update(codeVerifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...extra,
  };
  const url = new URL('/auth', issuer);
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined) url.searchParams.set(name, value);
  }
  return { url, nonce, codeVerifier, redirectUri };
}

/** Where the browser has come to: a page of the eID, or the address of the client that it was sent to. */
export type Place =
  | { readonly kind: 'page'; readonly url: URL; readonly response: Response; readonly text: string }
  | { readonly kind: 'client'; readonly url: URL };

export class BrowserWithoutScripts {
  readonly #cookies: { readonly path: string; readonly pair: string; readonly name: string }[] = [];

  /** Every `Set-Cookie` that it was ever sent. */
  readonly lines: string[] = [];

  constructor(readonly issuer: string) {}

  async open(url: URL, init: RequestInit = {}): Promise<Place> {
    if (url.origin !== this.issuer) return { kind: 'client', url };
    const response = await fetch(url, {
      ...init,
      redirect: 'manual',
      headers: { accept: 'text/html', cookie: this.#cookiesFor(url) },
    });
    for (const line of response.headers.getSetCookie()) this.#keep(line);
    const location = response.headers.get('location');
    const text = await response.text();
    if (location === null) return { kind: 'page', url, response, text };
    assert.equal(response.status, 303, 'a redirect after a form must not send the form again');
    return this.open(new URL(location, url));
  }

  /** Chooses a person, or nobody, and presses a button of the page. */
  async answer(page: Place, answer: 'login' | 'cancel', subject?: string): Promise<Place> {
    assert.equal(page.kind, 'page');
    const action = /<form method="post" action="([^"]+)"/.exec(page.kind === 'page' ? page.text : '')?.[1];
    assert.ok(action, 'the page has a form');
    const body = new URLSearchParams({ answer, ...(subject !== undefined && { subject }) });
    return this.open(new URL(action, page.url), { method: 'POST', body });
  }

  #cookiesFor(url: URL): string {
    return this.#cookies
      .filter(({ path }) => url.pathname.startsWith(path))
      .map(({ pair }) => pair)
      .join('; ');
  }

  #keep(line: string): void {
    this.lines.push(line);
    const [pair = '', ...attributes] = line.split(/;\s*/);
    const name = pair.slice(0, pair.indexOf('='));
    const attribute = (wanted: string) =>
      attributes.find((text) => text.toLowerCase().startsWith(`${wanted}=`))?.slice(wanted.length + 1);
    const path = attribute('path') ?? '/';
    const known = this.#cookies.findIndex((cookie) => cookie.name === name && cookie.path === path);
    if (known !== -1) this.#cookies.splice(known, 1);
    const expires = attribute('expires');
    if (expires === undefined || new Date(expires) > new Date()) this.#cookies.push({ name, path, pair });
  }
}

/** What the client is told by the address that the browser was sent to. */
export function answerAtClient(place: Place): URLSearchParams {
  assert.equal(place.kind, 'client', place.kind === 'page' ? place.text : '');
  return place.url.searchParams;
}

export function isLoginPage(place: Place): boolean {
  return place.kind === 'page' && place.response.status === 200 && place.text.includes('Who are you?');
}

export async function exchangeCode(
  issuer: string,
  login: Login,
  code: string,
  init: { readonly parameters?: Record<string, string>; readonly headers?: Record<string, string> },
): Promise<Response> {
  return fetch(new URL('/token', issuer), {
    method: 'POST',
    headers: init.headers ?? {},
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      code,
      code_verifier: login.codeVerifier,
      redirect_uri: login.redirectUri,
      ...init.parameters,
    }),
  });
}

/** RFC 6749 section 2.3.1: both parts are form-encoded before they are put together. */
export function basicAuthorization({ clientId, clientSecret }: typeof SERVICE_CLIENT): string {
  const encode = (text: string) => new URLSearchParams({ text }).toString().slice('text='.length);
  return `Basic ${Buffer.from(`${encode(clientId)}:${encode(clientSecret)}`).toString('base64')}`;
}

export async function verifyIdToken(issuer: string, idToken: string, audience: string): Promise<JWTPayload> {
  const keys = createRemoteJWKSet(new URL('/jwks', issuer));
  const { payload } = await jwtVerify(idToken, keys, { issuer, audience, algorithms: ['RS256'] });
  return payload;
}

/** The whole flow of the browser client, from wherever the browser is sent back with a code. */
export async function claimsFrom(issuer: string, login: Login, place: Place): Promise<JWTPayload> {
  const code = answerAtClient(place).get('code') ?? '';
  const response = await exchangeCode(issuer, login, code, {
    parameters: { client_id: BROWSER_CLIENT.clientId },
  });
  const body = (await response.json()) as { readonly id_token: string };
  assert.equal(response.status, 200, JSON.stringify(body));
  return verifyIdToken(issuer, body.id_token, BROWSER_CLIENT.clientId);
}
