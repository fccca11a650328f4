/**
 * What Web Authentication asks of whoever relies on it: options for the browser, and the verdict on what comes back.
 * https://www.w3.org/TR/webauthn-3/
 */

/** Whose passkeys they are (section 5.1.2: a passkey works for one domain, and for no other). */
export interface RelyingParty {
  /** A host name. */
  readonly id: string;
  /** Of the pages that may use its passkeys. */
  readonly origins: readonly string[];
  /** Of the pages that may hold such a page in a frame. */
  readonly framingOrigins: readonly string[];
}

/** A value that came, or goes out, as JSON, of a shape that the browser's API defines. */
export type WebAuthnJson = Record<string, unknown>;

export interface PasskeyName {
  /** BASE64URL. */
  readonly id: string;
  readonly transports: readonly string[];
}

export interface PasskeyWish {
  readonly relyingParty: RelyingParty;
  /** BASE64URL. */
  readonly challenge: string;
  readonly timeoutSeconds: number;
}

export interface CreationWish extends PasskeyWish {
  /** The handle says nothing of who it is (section 14.6.1): BASE64URL, at most 64 bytes. */
  readonly user: { readonly handle: string; readonly name: string };
  /** What the same authenticator is not to make once more. */
  readonly known: readonly PasskeyName[];
}

export interface RequestWish extends PasskeyWish {
  readonly allowed: readonly PasskeyName[];
}

export interface Expected {
  readonly relyingParty: RelyingParty;
  readonly challenge: string;
}

export interface MadePasskey extends PasskeyName {
  /** COSE, BASE64URL. */
  readonly publicKey: string;
  readonly counter: number;
  readonly backupEligible: boolean;
  readonly backedUp: boolean;
}

export interface ExpectedAssertion extends Expected {
  readonly passkey: Pick<MadePasskey, 'id' | 'publicKey' | 'counter'>;
  readonly userHandle: string;
}

/** BASE64URL, as they came: what the signature is over, and the signature. */
export interface VerifiedAssertion {
  readonly authenticatorData: string;
  readonly clientDataJSON: string;
  readonly signature: string;
  readonly origin: string;
  readonly counter: number;
  readonly backedUp: boolean;
}

export interface PasskeyAuthority {
  creationOptions(wish: CreationWish): Promise<WebAuthnJson>;
  requestOptions(wish: RequestWish): Promise<WebAuthnJson>;
  /** What the browser says it was asked; undefined where it says nothing that can be read. */
  unverifiedChallenge(unverifiedCredential: WebAuthnJson): string | undefined;
  /** @throws PasskeyRefused */
  verifyRegistration(unverifiedCredential: WebAuthnJson, expected: Expected): Promise<MadePasskey>;
  /** @throws PasskeyRefused */
  verifyAssertion(
    unverifiedCredential: WebAuthnJson,
    expected: ExpectedAssertion,
  ): Promise<VerifiedAssertion>;
}

export type PasskeyFault =
  /** It is not what a browser sends, or not for this ceremony. */
  | 'malformed'
  /** It answers something else: another signature, or one of before. */
  | 'challenge'
  | 'origin'
  | 'relying-party'
  /** Nobody was asked for their finger, face or PIN. */
  | 'user-verification'
  /** Someone else's, or one that was never registered here. */
  | 'passkey-unknown'
  /** The authenticator has counted further before: there may be a copy of it (section 6.1.1). */
  | 'counter'
  | 'signature';

export class PasskeyRefused extends Error {
  override readonly name = 'PasskeyRefused';

  constructor(
    readonly reason: PasskeyFault,
    options?: ErrorOptions,
  ) {
    super(reason, options);
  }
}
