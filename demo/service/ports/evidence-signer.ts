/**
 * Signs exports of evidence with the key that seals, as a detached JSON Web Signature (RFC 7515, appendix F) over
 * the canonical form of the export (RFC 8785), with a time stamp over the signature.
 */
export interface EvidenceSigner {
  /**
   * @param payload what is signed; it is not part of what comes back
   * @throws TimeStampError
   */
  sign(payload: Uint8Array): Promise<EvidenceSignature>;
}

/** The flattened form (RFC 7515 section 7.2.2) without its payload. */
export interface EvidenceSignature {
  /** BASE64URL of the header: `alg` RS256, `x5c` the chain, `x5t#S256`, `iat`. */
  readonly protected: string;
  readonly header: {
    /** The time stamp (RFC 3161) over `signature` as it stands here, as ETSI TS 119 182-1 clause 5.3.4 has it. */
    readonly etsiU: readonly [
      { readonly sigTst: { readonly tstTokens: readonly [{ readonly val: string }] } },
    ];
  };
  readonly signature: string;
}
