/** The eID, as the service needs it: an OpenID provider, in our own words. */

export interface IdentityProvider {
  readonly issuer: string;
  /** What a browser needs to run the flow itself; undefined when the redirect URI is not registered for it. */
  browserLogin(redirectUri: string): BrowserLogin | undefined;
  /** Seconds since the person last proved who they are, at most; undefined where that is not asked. */
  readonly maxAgeSeconds: number | undefined;
  /** What is good enough for a signature where the order names nothing; none: such orders are refused. */
  readonly signatureAcrValues: readonly string[];
  /** Where a login that the service runs begins (OpenID Connect Core section 3.1.2.1). */
  authorizationUrl(request: AuthorizationRequest): Promise<string>;
  /** Exchanges the code for an ID token, which is not verified by that. @throws LoginRefused */
  exchangeCode(exchange: CodeExchange): Promise<string>;
  /** @throws LoginRefused with the one rule that the token breaks first */
  verifyIdToken(unverifiedIdToken: string, expected: ExpectedIdToken): Promise<VerifiedIdToken>;
}

export interface BrowserLogin {
  readonly issuer: string;
  readonly clientId: string;
  readonly scope: string;
}

export interface AuthorizationRequest {
  readonly state: string;
  readonly nonce: string;
  /** BASE64URL(SHA-256(code verifier)) (RFC 7636 section 4.2). */
  readonly codeChallenge: string;
  readonly acrValues: readonly string[];
  readonly redirectUri: string;
  /** Ask who it is even where the eID still knows. */
  readonly afresh: boolean;
}

export interface CodeExchange {
  readonly code: string;
  readonly codeVerifier: string;
  readonly redirectUri: string;
}

export interface ExpectedIdToken {
  /** Which of our clients at the provider ran the login: it is the token's audience. */
  readonly client: 'browser' | 'service';
  readonly nonce: string;
  /** Any of these is good enough. */
  readonly acrValues: readonly string[];
  readonly now: Date;
}

declare const verified: unique symbol;

/** Only `verifyIdToken()` makes one. */
export interface VerifiedIdToken {
  readonly [verified]: true;
  readonly issuer: string;
  readonly subject: string;
  readonly acr: string;
  readonly authenticatedAt: Date | undefined;
  readonly claims: Readonly<Record<string, unknown>>;
  /** The provider's key set as it was when the token was verified, as JSON: evidence. */
  readonly keySet: string;
}

/** Why a login does not count. Each word is one rule; it is in the problem's `reason` and in the history. */
export const LOGIN_REFUSALS = [
  'malformed',
  'algorithm',
  'key-unknown',
  'signature',
  'issuer',
  'audience',
  'authorized-party',
  'expired',
  'not-yet-valid',
  'issued-at',
  'nonce',
  'acr',
  'auth-time',
  'subject',
  'replayed',
  'code-refused',
] as const;
export type LoginRefusal = (typeof LOGIN_REFUSALS)[number];

export class LoginRefused extends Error {
  constructor(
    readonly reason: LoginRefusal,
    options?: ErrorOptions,
  ) {
    super(`The login does not count: ${reason}.`, options);
    this.name = 'LoginRefused';
  }
}

/** The eID cannot be reached or does not answer as a provider does: nobody has been refused. */
export class IdentityProviderUnavailable extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'IdentityProviderUnavailable';
  }
}
