/** What revocation lists and OCSP responses have in common: a body, an algorithm, a signature (RFC 5280 section 4.1.1.2). */
import { verify } from 'node:crypto';
import { Unreadable } from '../findings.ts';
import type { Certificate } from './certificate.ts';
import { childrenOf, type Der, isUniversal, oidOf, TAG } from './der.ts';

/** With what hash; RSASSA-PKCS1-v1_5 and ECDSA. PSS has parameters and is not read. */
const HASHES: Readonly<Record<string, string>> = {
  '1.2.840.113549.1.1.11': 'sha256',
  '1.2.840.113549.1.1.12': 'sha384',
  '1.2.840.113549.1.1.13': 'sha512',
  '1.2.840.10045.4.3.2': 'sha256',
  '1.2.840.10045.4.3.3': 'sha384',
  '1.2.840.10045.4.3.4': 'sha512',
};

export function structureHolds(
  body: Der,
  algorithm: Der | undefined,
  signature: Der | undefined,
  { x509 }: Certificate,
): boolean {
  const [oid] = childrenOf(algorithm, TAG.sequence, 'signature algorithm');
  const hash = HASHES[oidOf(oid)];
  if (!isUniversal(signature, TAG.bitString)) throw new Unreadable('cms-structure', 'no signature bits');
  if (hash === undefined) return false;
  try {
    return verify(hash, body.encoding, x509.publicKey, signature.content.subarray(1));
  } catch {
    return false;
  }
}
