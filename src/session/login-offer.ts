/**
 * How a signer can log in, as the service offers it: always by a login that the service runs
 * (`startUrl`), and in the browser too where the other fields are there.
 */
export interface LoginOffer {
  readonly id: string;
  readonly startUrl: string;
  readonly issuer?: string;
  readonly clientId?: string;
  readonly scope?: string;
  readonly acrValues?: readonly string[];
  readonly nonce?: string;
  /** Seconds since the signer last proved who they are, at most (OpenID Connect Core section 3.1.2.1). */
  readonly maxAge?: number;
  readonly loginHint?: string;
}

/**
 * Where the signer logs in. `auto`: the best that the offer and the page allow. `redirect`: leaves the page and
 * comes back. `popup`: a window of its own. `service`: the service runs the login.
 */
export type LoginMode = 'auto' | 'redirect' | 'popup' | 'service';
