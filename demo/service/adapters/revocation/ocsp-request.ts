/** A question for one certificate's status (RFC 6960 section 4.1.1), with a nonce (RFC 9654). */
import { createHash, randomBytes } from 'node:crypto';
import { derNull, explicit, objectIdentifier, octetString, sequence } from '../../sealing/cms/der.ts';
import { readCertificate } from '../../sealing/cms/certificate.ts';
import { OID } from '../../sealing/cms/oids.ts';
import type { Subject } from './evidence.ts';
import { parsedCertificate } from './status-sources.ts';

export interface OcspRequest {
  readonly der: Buffer;
  /** The value of the nonce extension as it was sent; who answers from a store sends none back. */
  readonly nonce: Uint8Array;
}

/** @returns hashes of the issuer's name and key, as a CertID names it (RFC 6960 section 4.1.1) */
export function issuerHashes(
  { certificate, issuer }: Pick<Subject, 'certificate' | 'issuer'>,
  digest: string,
): { readonly name: Buffer; readonly key: Buffer } {
  const key = parsedCertificate(issuer).subjectPublicKeyInfo.subjectPublicKey.valueBlock.valueHexView;
  return {
    name: createHash(digest).update(readCertificate(certificate.raw).issuer).digest(),
    key: createHash(digest).update(key).digest(),
  };
}

export function createOcspRequest(subject: Subject): OcspRequest {
  // RFC 5019 section 2.1.1: SHA-1 is what every responder knows; here it only names, and proves nothing.
  const { name, key } = issuerHashes(subject, 'sha1');
  const { serialNumber } = readCertificate(subject.certificate.raw);
  const id = sequence(
    sequence(objectIdentifier(OID.sha1), derNull()),
    octetString(name),
    octetString(key),
    serialNumber,
  );
  const nonce = octetString(randomBytes(32));
  const extension = sequence(objectIdentifier(OID.ocspNonce), octetString(nonce));
  return { der: sequence(sequence(sequence(sequence(id)), explicit(2, sequence(extension)))), nonce };
}
