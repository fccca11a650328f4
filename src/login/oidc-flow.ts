/**
 * The authorization code flow with PKCE (RFC 7636) between this browser and one provider: the only importer of
 * oidc-client-ts, loaded when a browser flow is asked for. Makes the address to go to, and an ID token of what
 * comes back. Knows no window and no page. The ID token is not verified here: the service that it is for does that.
 */
import type { OidcClient } from 'oidc-client-ts';
import { LoginError } from './authenticator.ts';
import type { BrowserOffer, LoginChoice } from './choose-login.ts';
import { dropState, loginStates } from './login-state-store.ts';
import { loginErrorOf } from './oidc-failure.ts';

/** Outlives the longest login (see window-login.ts), so that no login loses its state to the next one's tidying. */
const STATE_LIFETIME_SECONDS = 15 * 60;

export type OidcParty = Pick<BrowserOffer, 'issuer' | 'clientId' | 'redirectUri'>;

export interface OidcRequest extends BrowserOffer {
  readonly where: LoginChoice['where'];
  readonly afresh: boolean;
}

export interface StartedFlow {
  readonly url: string;
  /** As the callback page gets it: the entry that was kept, and, behind a semicolon, where the login is run. */
  readonly state: string;
}

export class OidcFlow {
  readonly party: OidcParty;
  #client: Promise<OidcClient> | undefined;

  constructor(party: OidcParty) {
    this.party = party;
  }

  /** Loads what a login needs. What fails now is tried again when it is needed, and told then. */
  prepare(): void {
    this.#metadata().catch(() => undefined);
  }

  /**
   * @param signal when it is aborted meanwhile, nothing is kept of the flow
   * @throws {LoginError}
   */
  async start(request: OidcRequest, signal: AbortSignal): Promise<StartedFlow> {
    try {
      await this.#metadata();
      const client = await this.#load();
      const { url, state } = await client.createSigninRequest({
        scope: request.scope,
        nonce: request.nonce,
        url_state: request.where,
        ...(request.acrValues.length > 0 && { acr_values: request.acrValues.join(' ') }),
        ...(request.maxAge !== undefined && { max_age: request.maxAge }),
        ...(request.loginHint !== undefined && { login_hint: request.loginHint }),
        ...(request.afresh && { prompt: 'login' }),
      });
      if (signal.aborted) dropState(state.id);
      return { url, state: `${state.id};${request.where}` };
    } catch (error) {
      throw loginErrorOf(error);
    }
  }

  /**
   * @param state of the login that this is the end of
   * @param unverifiedAnswer the query that the callback page was called with
   * @returns the ID token; whatever else the provider gave is let go of here
   * @throws {LoginError}
   */
  async finish(state: string, unverifiedAnswer: string): Promise<string> {
    try {
      const query = new URLSearchParams(unverifiedAnswer);
      if (query.get('state') !== state) throw new LoginError('login-failed', 'state-mismatch');
      const issuer = query.get('iss');
      // Mix-up: an answer of another provider would have our code sent to this one (RFC 9207 section 2.4).
      if (issuer !== null && issuer !== this.party.issuer) throw new LoginError('login-failed', 'issuer');
      if (issuer === null && query.has('code') && (await this.#namesItself()))
        throw new LoginError('login-failed', 'issuer');
      const client = await this.#load();
      const { id_token: idToken } = await client.processSigninResponse(`${this.party.redirectUri}?${query}`);
      if (!idToken) throw new LoginError('login-failed', 'id-token-missing');
      return idToken;
    } catch (error) {
      throw loginErrorOf(error);
    } finally {
      dropState(state);
    }
  }

  async #namesItself(): Promise<boolean> {
    const metadata: object = await this.#metadata();
    return (
      'authorization_response_iss_parameter_supported' in metadata &&
      metadata.authorization_response_iss_parameter_supported === true
    );
  }

  /** What the provider says of itself, held against whom the service named (OpenID Connect Discovery section 4.3). */
  async #metadata(): Promise<object> {
    const client = await this.#load();
    const metadata = await client.metadataService.getMetadata();
    if (metadata.issuer !== this.party.issuer) throw new LoginError('login-failed', 'issuer');
    return metadata;
  }

  #load(): Promise<OidcClient> {
    return (this.#client ??= this.#create().catch((error: unknown) => {
      this.#client = undefined;
      throw error;
    }));
  }

  async #create(): Promise<OidcClient> {
    const { OidcClient } = await import('oidc-client-ts');
    const { issuer, clientId, redirectUri } = this.party;
    return new OidcClient({
      authority: issuer,
      client_id: clientId,
      redirect_uri: redirectUri,
      stateStore: loginStates,
      staleStateAgeInSeconds: STATE_LIFETIME_SECONDS,
      requestTimeoutInSeconds: 20,
      // A public client has nothing to show a provider but the code and its verifier.
      fetchRequestCredentials: 'omit',
      loadUserInfo: false,
    });
  }
}
