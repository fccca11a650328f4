/**
 * Tells whether certificates still hold, with the proof: what a file needs so that it can be checked when
 * nobody answers any more (ETSI EN 319 142-1 section 5.4.2, ISO 32000-2 section 12.8.4.3). Implementations
 * check everything that they hand out: who signed it, from when and until when it counts, and that it says good.
 */
export interface RevocationSource {
  /**
   * @param certificates DER: the one that has signed first, then others that may lead from it to a trust anchor
   * @throws RevocationError when one of the path is revoked, or nobody trustworthy says that it is not
   */
  prove(certificates: readonly Uint8Array[]): Promise<ValidationData>;
}

/** All DER. */
export interface ValidationData {
  /** The whole path: the one that has signed first, the trust anchor last. */
  readonly certificates: readonly Uint8Array[];
  /** OCSPResponse (RFC 6960 section 4.2.1). */
  readonly ocspResponses: readonly Uint8Array[];
  /** CertificateList (RFC 5280 section 5.1). */
  readonly revocationLists: readonly Uint8Array[];
}

export type RevocationFailure =
  | 'unreachable'
  /** The answer is not signed by whom it should be, is not of now, or cannot be read. */
  | 'untrustworthy'
  /** Nobody is named who would know, or who is does not. */
  | 'unknown'
  /** A certificate of the path is not valid now. */
  | 'expired'
  | 'revoked';

/** Nothing is called sealed while a certificate is not known to hold: the order stays `packaging` and is tried again. */
export class RevocationError extends Error {
  constructor(
    readonly reason: RevocationFailure,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'RevocationError';
  }
}
