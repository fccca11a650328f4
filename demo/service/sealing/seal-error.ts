/** Why a document cannot be sealed. Trying again does not help; where it may, it is a `TimeStampError` or a `RevocationError`. */
export type SealErrorCode =
  /** The bytes are not the ones that were shown and signed. */
  | 'original-changed'
  /** The bytes are no PDF that intake would have taken. */
  | 'original-unsealable'
  /** The order wants a signature where there is no such page. */
  | 'place-unknown';

export class SealError extends Error {
  constructor(
    readonly code: SealErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'SealError';
  }
}
