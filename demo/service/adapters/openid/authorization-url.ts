/** Where a login begins (OpenID Connect Core section 3.1.2.1, RFC 7636 section 4.3). */
import type { AuthorizationRequest } from '../../ports/identity-provider.ts';
import type { OpenIdConfiguration } from './open-id-configuration.ts';

export function buildAuthorizationUrl(
  authorizationEndpoint: string,
  { scope, maxAgeSeconds, serviceClient }: OpenIdConfiguration,
  request: AuthorizationRequest,
): string {
  // RFC 6749 section 3.1: a query that the endpoint has is kept.
  const url = new URL(authorizationEndpoint);
  const parameters: Readonly<Record<string, string | undefined>> = {
    response_type: 'code',
    scope,
    client_id: serviceClient.clientId,
    redirect_uri: request.redirectUri,
    state: request.state,
    nonce: request.nonce,
    code_challenge: request.codeChallenge,
    code_challenge_method: 'S256',
    acr_values: request.acrValues.length > 0 ? request.acrValues.join(' ') : undefined,
    max_age: maxAgeSeconds?.toString(),
    prompt: request.afresh ? 'login' : undefined,
  };
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined) url.searchParams.set(name, value);
  }
  return url.href;
}
