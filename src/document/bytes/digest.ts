/**
 * SHA-256 (FIPS 180-4) as the protocol writes it, in hex: of what is there at once by WebCrypto, and of what comes in
 * pieces by code that is loaded when it is needed, since WebCrypto has no digest that goes on
 * (https://www.w3.org/TR/WebCryptoAPI/#SubtleCrypto-method-digest).
 */

export interface Digest {
  update(piece: Uint8Array): void;
  /** 64 lowercase hex digits. To be asked for once, at the end. */
  hex(): string;
}

export async function startDigest(): Promise<Digest> {
  const { startSha256 } = await import('./sha256.js');
  return startSha256();
}

/** @returns 64 lowercase hex digits */
export async function digestOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  // Pages that are no secure context have none: https://w3c.github.io/webappsec-secure-contexts/
  const subtle = globalThis.crypto?.subtle as SubtleCrypto | undefined;
  if (subtle) return toHex(new Uint8Array(await subtle.digest('SHA-256', bytes)));
  const digest = await startDigest();
  digest.update(bytes);
  return digest.hex();
}

export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
