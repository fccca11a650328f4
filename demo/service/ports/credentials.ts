/** Secrets that the service hands out, and the only form in which it keeps them. */
export interface Credentials {
  /** An id that cannot be guessed (at least 128 random bits), `prefix_…`, safe in a URL. */
  newId(
    prefix: 'doc' | 'ord' | 'task' | 'act' | 'sub' | 'place' | 'login' | 'challenge' | 'upload' | 'ntc',
  ): string;
  /** 256 random bits, base64url. */
  newToken(): string;
  /** Keyed (HMAC-SHA-256), so that a stolen database is no list of credentials. */
  hashToken(token: string): string;
  /**
   * A secret of 256 bits, base64url, that is the same for the same parts, and that nobody can tell without the
   * service's own: what need not be stored cannot be stolen.
   */
  deriveToken(
    purpose:
      | 'session'
      | 'nonce'
      | 'state-nonce'
      | 'code-verifier'
      | 'reference-code'
      | 'passkey-user'
      | 'fingerprint',
    ...parts: string[]
  ): string;
  /** For what is a secret of somebody else's and has to be told again: a database that is stolen does not tell it. */
  seal(secret: string): string;
  /** @throws Error for what this service has not sealed */
  unseal(sealed: string): string;
}
