/** Issues X.509 version 3 certificates (RFC 5280 section 4) for the development authority. */
import { type KeyObject, createHash, randomBytes, sign } from 'node:crypto';
import {
  bitString,
  boolean,
  certificateTime,
  der,
  derNull,
  explicit,
  integer,
  objectIdentifier,
  octetString,
  sequence,
  setOf,
  utf8String,
} from '../../sealing/cms/der.ts';
import { OID } from '../../sealing/cms/oids.ts';

/** Section 4.2.1.3, as bits from the left. */
export type CertificateUse = 'authority' | 'seal' | 'time-stamps';

export interface CertificateRequest {
  readonly use: CertificateUse;
  readonly commonName: string;
  readonly publicKey: KeyObject;
  readonly issuer: {
    readonly commonName: string;
    readonly publicKey: KeyObject;
    readonly privateKey: KeyObject;
  };
  readonly notBefore: Date;
  readonly notAfter: Date;
}

/** @returns the certificate's DER */
export function issueCertificate(request: CertificateRequest): Buffer {
  const algorithm = sequence(objectIdentifier(OID.sha256WithRsa), derNull());
  // Section 4.1.2.2: positive, at most 20 octets.
  const serial = randomBytes(16);
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x40;
  const tbs = sequence(
    explicit(0, integer(2)),
    integer(serial),
    algorithm,
    distinguishedName(request.issuer.commonName),
    sequence(certificateTime(request.notBefore), certificateTime(request.notAfter)),
    distinguishedName(request.commonName),
    request.publicKey.export({ type: 'spki', format: 'der' }),
    explicit(3, sequence(...extensions(request))),
  );
  return sequence(tbs, algorithm, bitString(sign('sha256', tbs, request.issuer.privateKey)));
}

export function distinguishedName(commonName: string): Buffer {
  const part = (type: string, value: string) => setOf(sequence(objectIdentifier(type), utf8String(value)));
  return sequence(part('2.5.4.10', 'signing-widget development'), part('2.5.4.3', commonName));
}

function extensions({ use, publicKey, issuer }: CertificateRequest): Buffer[] {
  const extension = (oid: string, critical: boolean, value: Buffer) =>
    sequence(objectIdentifier(oid), ...(critical ? [boolean(true)] : []), octetString(value));
  const out = [
    extension('2.5.29.14', false, octetString(keyIdentifier(publicKey))),
    extension('2.5.29.35', false, sequence(der(0x80, keyIdentifier(issuer.publicKey)))),
  ];
  switch (use) {
    case 'authority':
      // keyCertSign and cRLSign; basic constraints CA.
      out.push(extension('2.5.29.15', true, bitString(Uint8Array.of(0b0000_0110), 1)));
      out.push(extension('2.5.29.19', true, sequence(boolean(true))));
      break;
    case 'seal':
      // digitalSignature and nonRepudiation.
      out.push(extension('2.5.29.15', true, bitString(Uint8Array.of(0b1100_0000), 6)));
      break;
    case 'time-stamps':
      out.push(extension('2.5.29.15', true, bitString(Uint8Array.of(0b1100_0000), 6)));
      // RFC 3161 section 2.3: critical, and nothing but time stamping.
      out.push(extension(OID.extendedKeyUsage, true, sequence(objectIdentifier(OID.timeStamping))));
      break;
  }
  return out;
}

export function keyIdentifier(key: KeyObject): Buffer {
  return createHash('sha1')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest();
}
