/** How an OpenID provider is set up: everything that differs from one provider to the next. */
import { SIGNATURE_ALGORITHMS } from './signature-algorithms.ts';
import { isSafeProviderUrl } from './provider-url.ts';

export interface OpenIdConfiguration {
  /** Exactly as the provider writes it: a trailing slash makes it another issuer. */
  readonly issuer: string;
  readonly scope: string;
  readonly maxAgeSeconds: number | undefined;
  /** What is good enough for a signature where the order names nothing. */
  readonly signatureAcrValues?: readonly string[];
  /** Asymmetric ones only: with a shared secret each of our clients could make tokens. */
  readonly algorithms?: readonly string[];
  /** The public client that pages use; left out where the service runs every login. */
  readonly browserClient?: { readonly clientId: string; readonly redirectUris: readonly string[] };
  readonly serviceClient: { readonly clientId: string; readonly clientSecret: string };
}

/** RFC 8725 section 3.2: what is fit for use today, whatever else a provider offers. */
export const DEFAULT_ALGORITHMS: readonly string[] = ['RS256', 'PS256', 'ES256', 'EdDSA'];

/** @throws TypeError at start, so that a setting that can never work is not found by a signer */
export function checkConfiguration(configuration: OpenIdConfiguration): void {
  const { issuer, scope, maxAgeSeconds, algorithms = DEFAULT_ALGORITHMS } = configuration;
  const { browserClient, serviceClient } = configuration;
  // OpenID Connect Discovery section 3: an issuer has no query and no fragment.
  if (!isSafeProviderUrl(issuer) || /[?#]/.test(issuer)) {
    throw new TypeError('The issuer of the eID is an https URL without query and fragment.');
  }
  if (!scope.split(' ').includes('openid')) {
    throw new TypeError('The scope of the eID contains "openid".');
  }
  if (maxAgeSeconds !== undefined && !(Number.isSafeInteger(maxAgeSeconds) && maxAgeSeconds >= 0)) {
    throw new TypeError('The greatest age of a login is a whole number of seconds.');
  }
  if (algorithms.length === 0 || !algorithms.every((algorithm) => SIGNATURE_ALGORITHMS.has(algorithm))) {
    throw new TypeError('The algorithms of the eID are asymmetric signatures that this service can check.');
  }
  if (serviceClient.clientId === '' || serviceClient.clientSecret === '' || browserClient?.clientId === '') {
    throw new TypeError('The clients of the eID have an id, and that of the service has a secret.');
  }
}
