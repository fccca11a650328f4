export type PasskeyErrorCode =
  /** By the signer, in the browser's dialog or in the window; or nobody was there. */
  | 'passkey-cancelled'
  /** This browser, or what is plugged into it, cannot do it. */
  | 'passkey-unsupported'
  /** The browser does not let a window open. */
  | 'window-blocked';

/** Why no passkey has signed. Holds nothing personal. */
export class PasskeyError extends Error {
  override readonly name = 'PasskeyError';

  constructor(
    readonly code: PasskeyErrorCode,
    options?: ErrorOptions,
  ) {
    super(code, options);
  }
}
