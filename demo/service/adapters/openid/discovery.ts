/** Where the provider's endpoints are (OpenID Connect Discovery 1.0 sections 3 and 4). */
import { IdentityProviderUnavailable } from '../../ports/identity-provider.ts';
import { readProviderDocument } from './provider-request.ts';
import { isSafeProviderUrl } from './provider-url.ts';

export interface ProviderMetadata {
  readonly authorizationEndpoint: string;
  readonly tokenEndpoint: string;
  readonly jwksUri: string;
  readonly clientAuthentication: ClientAuthentication;
}

/** RFC 6749 section 2.3.1: the password in the header, or in the body. */
export type ClientAuthentication = 'client_secret_basic' | 'client_secret_post';

export async function discover(send: typeof fetch, issuer: string): Promise<ProviderMetadata> {
  // Section 4.1: a slash at the end of the issuer goes before the well-known path is appended.
  const url = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const document = await readProviderDocument(send, url);
  // Section 4.3: another issuer's document would give us another issuer's keys.
  if (document['issuer'] !== issuer) {
    throw new IdentityProviderUnavailable('The eID calls itself by another issuer than is configured.');
  }
  return {
    authorizationEndpoint: endpoint(document, 'authorization_endpoint'),
    tokenEndpoint: endpoint(document, 'token_endpoint'),
    jwksUri: endpoint(document, 'jwks_uri'),
    clientAuthentication: clientAuthentication(document['token_endpoint_auth_methods_supported']),
  };
}

function endpoint(document: Readonly<Record<string, unknown>>, member: string): string {
  const value = document[member];
  if (typeof value !== 'string' || !isSafeProviderUrl(value)) {
    throw new IdentityProviderUnavailable(`The eID has no "${member}" that can be used.`);
  }
  return value;
}

/** Section 3: basic where nothing is said; basic also where both are offered, as RFC 6749 prefers it. */
function clientAuthentication(supported: unknown): ClientAuthentication {
  const methods: unknown[] = Array.isArray(supported) ? supported : ['client_secret_basic'];
  if (methods.includes('client_secret_basic')) return 'client_secret_basic';
  if (methods.includes('client_secret_post')) return 'client_secret_post';
  throw new IdentityProviderUnavailable('The eID takes no client secret.');
}
