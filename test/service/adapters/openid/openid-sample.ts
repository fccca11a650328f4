/** The settings and the login that tests of the eID speak of. */
import assert from 'node:assert/strict';
import { createOpenIdProvider } from '../../../../demo/service/adapters/openid/create-open-id-provider.ts';
import type { OpenIdConfiguration } from '../../../../demo/service/adapters/openid/open-id-configuration.ts';
import {
  type ExpectedIdToken,
  IdentityProviderUnavailable,
  type LoginRefusal,
  LoginRefused,
} from '../../../../demo/service/ports/identity-provider.ts';
import { type GoodIdToken, goodIdToken } from './mint-id-token.ts';
import { CLIENT_SECRET } from './test-signer.ts';

/** Far from the machine's own time: who looks at that clock is found out. */
export const NOW = new Date('2031-03-04T05:06:07.000Z');
export const NONCE = 'bm9uY2Utb2YtdGhpcy1sb2dpbg';
export const ACR = 'urn:eid:test:high';
export const MAX_AGE_SECONDS = 900;
export const PAGE = 'https://sign.example/login/callback';

export const configurationFor = (
  issuer: string,
  changes: Partial<OpenIdConfiguration> = {},
): OpenIdConfiguration => ({
  issuer,
  scope: 'openid profile national_id',
  maxAgeSeconds: MAX_AGE_SECONDS,
  browserClient: { clientId: 'signing-page', redirectUris: [PAGE] },
  serviceClient: { clientId: 'signing-service', clientSecret: CLIENT_SECRET },
  ...changes,
});

/** Its clock for what it keeps stands still until a test moves it. */
export function providerAt(issuer: string, changes: Partial<OpenIdConfiguration> = {}) {
  let seconds = 0;
  const now = () => new Date(NOW.getTime() + seconds * 1000);
  const provider = createOpenIdProvider(configurationFor(issuer, changes), { now });
  return { provider, wait: (more: number) => void (seconds += more) };
}

export const expected = (changes: Partial<ExpectedIdToken> = {}): ExpectedIdToken => ({
  client: 'service',
  nonce: NONCE,
  acrValues: ['urn:eid:test:highest', ACR],
  now: NOW,
  ...changes,
});

export const goodFor = (issuer: string, forSeveral = false, clientId = 'signing-service'): GoodIdToken =>
  goodIdToken(
    {
      issuer,
      clientId,
      nonce: NONCE,
      acr: ACR,
      nowSeconds: NOW.getTime() / 1000,
      maxAgeSeconds: MAX_AGE_SECONDS,
      claims: { national_id: '01017012345' },
    },
    forSeveral,
  );

export const refusedAs = (reason: LoginRefusal) => (error: unknown) => {
  assert.ok(error instanceof LoginRefused, String(error));
  assert.equal(error.reason, reason);
  return true;
};

export const unavailable = (message: RegExp) => (error: unknown) => {
  assert.ok(error instanceof IdentityProviderUnavailable, String(error));
  assert.match(error.message, message);
  return true;
};

/** Everything that a log could show of an error: messages, stacks, causes, members. */
export function everythingSaid(error: unknown): string {
  if (!(error instanceof Error)) return JSON.stringify(error) ?? String(error);
  const { cause } = error;
  return [
    error.message,
    error.stack,
    JSON.stringify(error),
    cause === undefined ? '' : everythingSaid(cause),
  ].join('\n');
}
