/** SHA-256 by WebCrypto (https://www.w3.org/TR/WebCryptoAPI/), as the protocol writes it. */
import { DocumentError } from './document-error.js';

/**
 * @returns 64 lowercase hex digits
 * @throws {DocumentError} `document-unsupported` where the page is no secure context: without WebCrypto
 *   nothing can be proven, and what is not proven is not shown
 */
export async function sha256Hex(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const subtle = globalThis.crypto?.subtle as SubtleCrypto | undefined;
  if (!subtle) {
    throw new DocumentError(
      'document-unsupported',
      'Documents can be checked in a secure context (HTTPS) only.',
    );
  }
  const digest = new Uint8Array(await subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
