/**
 * The key that seals, wherever it lives: a file in development, a KMS or an HSM in production.
 * Nothing above this port ever sees private key material.
 */
export interface SealKey {
  /** X.509 certificates as DER: the signer's own first, then each issuer up to, but without, the anchor or with it. */
  readonly certificateChain: readonly Uint8Array[];
  /** RSASSA-PKCS1-v1_5 with SHA-256 (RFC 8017 section 8.2) over `data`, not over its digest. */
  sign(data: Uint8Array): Promise<Uint8Array>;
}
