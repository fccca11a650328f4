/** A time stamp request (RFC 3161 section 2.4.1). */
import { randomBytes } from 'node:crypto';
import { boolean, integer, objectIdentifier, octetString, sequence } from '../../sealing/cms/der.ts';
import { OID } from '../../sealing/cms/oids.ts';

export interface TimeStampRequest {
  readonly der: Buffer;
  readonly sha256: Uint8Array;
  /** Big-endian, without leading zeros. */
  readonly nonce: Uint8Array;
}

export function createTimeStampRequest(sha256: Uint8Array): TimeStampRequest {
  if (sha256.length !== 32) throw new TypeError('An imprint is the 32 bytes of a SHA-256.');
  const nonce = randomBytes(16);
  // Positive and of full length, however it is encoded.
  nonce[0] = ((nonce[0] ?? 0) & 0x7f) | 0x40;
  const imprint = sequence(sequence(objectIdentifier(OID.sha256)), octetString(sha256));
  return { der: sequence(integer(1), imprint, integer(nonce), boolean(true)), sha256, nonce };
}
