/**
 * The code for an ID token (OpenID Connect Core section 3.1.3, RFC 7636 section 4.5). Of the provider's answer
 * only the token and a refusal's code go on: the rest may name a person, or hold tokens that nobody needs.
 */
import {
  type CodeExchange,
  IdentityProviderUnavailable,
  LoginRefused,
} from '../../ports/identity-provider.ts';
import type { ProviderMetadata } from './discovery.ts';
import type { OpenIdConfiguration } from './open-id-configuration.ts';
import { type ProviderAnswer, askProvider, parseJsonObject } from './provider-request.ts';

type ServiceClient = OpenIdConfiguration['serviceClient'];

export async function exchangeCodeForIdToken(
  send: typeof fetch,
  provider: Pick<ProviderMetadata, 'tokenEndpoint' | 'clientAuthentication'>,
  client: ServiceClient,
  exchange: CodeExchange,
): Promise<string> {
  const form = new URLSearchParams({
    grant_type: 'authorization_code',
    code: exchange.code,
    redirect_uri: exchange.redirectUri,
    code_verifier: exchange.codeVerifier,
  });
  const headers = new Headers({ Accept: 'application/json' });
  if (provider.clientAuthentication === 'client_secret_basic') {
    headers.set('Authorization', basicCredentials(client));
  } else {
    form.set('client_id', client.clientId);
    form.set('client_secret', client.clientSecret);
  }
  return readTokenAnswer(
    await askProvider(send, provider.tokenEndpoint, { method: 'POST', headers, body: form }),
  );
}

function readTokenAnswer({ status, text }: ProviderAnswer): string {
  const answer = parseJsonObject(text);
  const idToken = answer?.['id_token'];
  if (status === 200 && typeof idToken === 'string') return idToken;
  const error = answer?.['error'];
  // Only this says that the login does not count (RFC 6749 section 5.2): the rest is about our client, or the eID.
  if (status >= 400 && status < 500 && error === 'invalid_grant') throw new LoginRefused('code-refused');
  const said = typeof error === 'string' ? `${status}, ${errorCode(error)}` : status;
  throw new IdentityProviderUnavailable(
    status === 200 ? 'The eID sent no ID token for the code.' : `The eID answered the code with ${said}.`,
  );
}

/** RFC 6749 section 5.2: the codes are words; what is no such word may be anything. */
function errorCode(error: string): string {
  return /^[a-z_]{1,64}$/.test(error) ? error : 'unknown_error';
}

/** RFC 6749 section 2.3.1: both parts are form-encoded before they are put together. */
function basicCredentials({ clientId, clientSecret }: ServiceClient): string {
  const encode = (text: string) => new URLSearchParams({ '': text }).toString().slice(1);
  return `Basic ${Buffer.from(`${encode(clientId)}:${encode(clientSecret)}`).toString('base64')}`;
}
