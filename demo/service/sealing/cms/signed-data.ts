/**
 * CMS SignedData with one signer (RFC 5652 section 5), as CAdES wants it (ETSI EN 319 122-1): content
 * type, message digest and signing-certificate-v2 are signed. No signing-time: in PAdES the claimed time
 * is /M of the signature dictionary (ETSI EN 319 142-1 section 6.3), and the proven one the time stamp.
 */
import { createHash } from 'node:crypto';
import type { SealKey } from '../../ports/seal-key.ts';
import { readCertificate } from './certificate.ts';
import { der, derNull, explicit, integer, objectIdentifier, octetString, sequence, setOf } from './der.ts';
import { OID } from './oids.ts';

export interface SignedDataInput {
  readonly key: SealKey;
  readonly contentType: string;
  /** SHA-256 of the content. */
  readonly digest: Uint8Array;
  /** The content, when it is carried along. */
  readonly content?: Uint8Array;
  /** Adds what is known only with the signature: a time stamp over it. Encoded attributes. */
  readonly unsignedAttributes?: (signature: Uint8Array) => Promise<readonly Uint8Array[]>;
}

/** @returns the DER of a ContentInfo */
export async function createSignedData(input: SignedDataInput): Promise<Uint8Array> {
  const { key, contentType, digest, content } = input;
  const [signer] = key.certificateChain;
  if (signer === undefined) throw new TypeError('A seal key needs its certificate.');
  const signedAttributes = setOf(
    attribute(OID.contentType, objectIdentifier(contentType)),
    attribute(OID.messageDigest, octetString(digest)),
    attribute(OID.signingCertificateV2, signingCertificateV2(signer)),
  );
  const signature = await key.sign(signedAttributes);
  const unsigned = (await input.unsignedAttributes?.(signature)) ?? [];
  const sha256 = sequence(objectIdentifier(OID.sha256));
  const { issuer, serialNumber } = readCertificate(signer);
  const signerInfo = sequence(
    integer(1),
    sequence(issuer, serialNumber),
    sha256,
    retag(0xa0, signedAttributes),
    sequence(objectIdentifier(OID.sha256WithRsa), derNull()),
    octetString(signature),
    ...(unsigned.length > 0 ? [retag(0xa1, setOf(...unsigned))] : []),
  );
  // Section 5.1: version 3 when the content is not plain data.
  const signedData = sequence(
    integer(contentType === OID.data ? 1 : 3),
    setOf(sha256),
    sequence(objectIdentifier(contentType), ...(content ? [explicit(0, octetString(content))] : [])),
    der(0xa0, ...key.certificateChain),
    setOf(signerInfo),
  );
  return sequence(objectIdentifier(OID.signedData), explicit(0, signedData));
}

/** RFC 5652 section 5.3. */
export function attribute(type: string, ...values: readonly Uint8Array[]): Buffer {
  return sequence(objectIdentifier(type), setOf(...values));
}

/** RFC 5035 section 4: SHA-256 is the default and is therefore not written. */
function signingCertificateV2(certificate: Uint8Array): Buffer {
  const hash = createHash('sha256').update(certificate).digest();
  return sequence(sequence(sequence(octetString(hash))));
}

/** Signed as SET, carried with an implicit tag (RFC 5652 section 5.4). */
function retag(tag: number, encoded: Buffer): Buffer {
  const copy = Buffer.from(encoded);
  copy[0] = tag;
  return copy;
}
