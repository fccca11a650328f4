/** The settings of the test eID, as oidc-provider takes them: two clients, claims, keys, and nothing beside. */
import { generateKeyPair, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import type { Configuration } from 'oidc-provider';
import { ACR_VALUES, findPerson, fullName } from './people.ts';

export interface ProviderConfiguration {
  /** The issuer. */
  readonly publicUrl: string;
  /** Runs in a page: it can keep no secret, and asks across origins. */
  readonly browserClient: {
    readonly clientId: string;
    readonly redirectUris: readonly string[];
    readonly origins: readonly string[];
  };
  readonly serviceClient: {
    readonly clientId: string;
    readonly clientSecret: string;
    readonly redirectUris: readonly string[];
  };
}

const CLIENT_NAME = 'Fjord signing service';
export const SCOPE = 'openid profile national_id';
const ID_TOKEN_SECONDS = 5 * 60;
const LOGIN_SECONDS = 10 * 60;
const SESSION_SECONDS = 10 * 60;

/** Made anew at every start: what an earlier start has signed is not this one's. */
export async function keys(): Promise<Pick<Configuration, 'jwks' | 'cookies'>> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  const jwk = privateKey.export({ format: 'jwk' });
  const options = { httpOnly: true, sameSite: 'lax', signed: true } as const;
  return {
    jwks: { keys: [{ ...jwk, kty: 'RSA', alg: 'RS256', use: 'sig' }] },
    cookies: {
      // Cookies know no ports: another server on this host must not meet ours under its own name.
      names: { session: 'eid_session', interaction: 'eid_login', resume: 'eid_login_resume' },
      keys: [randomBytes(32).toString('base64url')],
      long: options,
      short: options,
    },
  };
}

export function clients({
  browserClient,
  serviceClient,
}: ProviderConfiguration): Pick<Configuration, 'clients' | 'clientBasedCORS' | 'pkce'> {
  const both = {
    client_name: CLIENT_NAME,
    grant_types: ['authorization_code'],
    response_types: ['code' as const],
    require_auth_time: true,
  };
  return {
    clients: [
      {
        ...both,
        client_id: browserClient.clientId,
        redirect_uris: [...browserClient.redirectUris],
        token_endpoint_auth_method: 'none',
      },
      {
        ...both,
        client_id: serviceClient.clientId,
        client_secret: serviceClient.clientSecret,
        redirect_uris: [...serviceClient.redirectUris],
        token_endpoint_auth_method: 'client_secret_basic',
      },
    ],
    clientBasedCORS: (_context, origin, client) =>
      client.clientId === browserClient.clientId && browserClient.origins.includes(origin),
    // Also of the client that has a secret (RFC 9700 section 2.1.1).
    pkce: { required: () => true },
  };
}

export function claims(): Pick<
  Configuration,
  'acrValues' | 'claims' | 'conformIdTokenClaims' | 'findAccount' | 'scopes'
> {
  return {
    acrValues: ACR_VALUES,
    scopes: SCOPE.split(' '),
    claims: {
      openid: ['sub', 'acr', 'auth_time'],
      profile: ['name', 'given_name', 'family_name', 'birthdate'],
      national_id: ['national_id'],
    },
    // In the ID token itself, because that is what is signed and kept as evidence.
    conformIdTokenClaims: false,
    findAccount: (_context, subject) => {
      const person = findPerson(subject);
      if (!person) return undefined;
      return {
        accountId: subject,
        claims: () => ({
          sub: subject,
          name: fullName(person),
          given_name: person.givenName,
          family_name: person.familyName,
          birthdate: person.birthdate,
          national_id: person.nationalId,
        }),
      };
    },
  };
}

/** Of what the library can do, only what the code flow needs. */
export function surface(): Pick<
  Configuration,
  'clientAuthMethods' | 'enabledJWA' | 'features' | 'responseTypes' | 'ttl'
> {
  const off = { enabled: false };
  return {
    clientAuthMethods: ['none', 'client_secret_basic'],
    enabledJWA: { idTokenSigningAlgValues: ['RS256'] },
    responseTypes: ['code'],
    features: {
      devInteractions: off,
      dPoP: off,
      pushedAuthorizationRequests: off,
      resourceIndicators: off,
      rpInitiatedLogout: off,
      userinfo: off,
    },
    ttl: {
      AccessToken: ID_TOKEN_SECONDS,
      AuthorizationCode: 60,
      Grant: SESSION_SECONDS,
      IdToken: ID_TOKEN_SECONDS,
      Interaction: LOGIN_SECONDS,
      Session: SESSION_SECONDS,
    },
  };
}
