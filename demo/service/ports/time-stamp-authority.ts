/**
 * A time stamp authority (RFC 3161). Implementations check the answer before they return it: status
 * granted, our imprint, our nonce, a certificate that is for time stamping and valid at that time.
 */
export interface TimeStampAuthority {
  /**
   * @param sha256 the 32-byte imprint to be stamped
   * @returns the DER of a TimeStampToken (a CMS ContentInfo)
   * @throws TimeStampError
   */
  stamp(sha256: Uint8Array): Promise<Uint8Array>;
}

export type TimeStampFailure = 'unreachable' | 'refused' | 'untrustworthy';

/** Nothing is called sealed while there is no time stamp: the order stays `packaging` and is tried again. */
export class TimeStampError extends Error {
  constructor(
    readonly reason: TimeStampFailure,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'TimeStampError';
  }
}
