/** An eID that speaks OpenID Connect; which one is a matter of settings alone. */
import type { IdentityProvider } from '../../ports/identity-provider.ts';
import { buildAuthorizationUrl } from './authorization-url.ts';
import { discover } from './discovery.ts';
import { exchangeCodeForIdToken } from './exchange-code.ts';
import { readKeySet } from './key-set.ts';
import { DEFAULT_ALGORITHMS, type OpenIdConfiguration, checkConfiguration } from './open-id-configuration.ts';
import { remember } from './remembered.ts';
import { verifyIdToken } from './verify-id-token.ts';

export type { OpenIdConfiguration } from './open-id-configuration.ts';

const DISCOVERY_LIFETIME_SECONDS = 3600;
/** So long can a key that the provider has withdrawn be believed. */
const KEY_SET_LIFETIME_SECONDS = 600;
/** Anyone can invent names of keys; the provider must not hear of each. */
const UNKNOWN_KEY_PATIENCE_SECONDS = 30;

export interface OpenIdParts {
  readonly fetch?: typeof fetch;
  /** Only for how long documents are kept; a token is judged at the time that the caller gives. */
  readonly now?: () => Date;
}

/** @throws TypeError where the settings can never work */
export function createOpenIdProvider(
  configuration: OpenIdConfiguration,
  { fetch: send = fetch, now = () => new Date() }: OpenIdParts = {},
): IdentityProvider {
  checkConfiguration(configuration);
  const { issuer, scope, maxAgeSeconds, browserClient, serviceClient } = configuration;
  const metadata = remember(() => discover(send, issuer), {
    lifetimeSeconds: DISCOVERY_LIFETIME_SECONDS,
    now,
  });
  const keySets = remember(async () => readKeySet(send, (await metadata.current()).jwksUri), {
    lifetimeSeconds: KEY_SET_LIFETIME_SECONDS,
    patienceSeconds: UNKNOWN_KEY_PATIENCE_SECONDS,
    now,
  });
  const rules = {
    issuer,
    algorithms: configuration.algorithms ?? DEFAULT_ALGORITHMS,
    maxAgeSeconds,
    clientIds: { browser: browserClient?.clientId, service: serviceClient.clientId },
    keySets,
  };
  return {
    issuer,
    maxAgeSeconds,
    signatureAcrValues: configuration.signatureAcrValues ?? [],
    browserLogin(redirectUri) {
      if (!browserClient?.redirectUris.includes(redirectUri)) return undefined;
      return { issuer, clientId: browserClient.clientId, scope };
    },
    async authorizationUrl(request) {
      const { authorizationEndpoint } = await metadata.current();
      return buildAuthorizationUrl(authorizationEndpoint, configuration, request);
    },
    async exchangeCode(exchange) {
      return exchangeCodeForIdToken(send, await metadata.current(), serviceClient, exchange);
    },
    verifyIdToken: (unverifiedIdToken, expected) => verifyIdToken(unverifiedIdToken, expected, rules),
  };
}
