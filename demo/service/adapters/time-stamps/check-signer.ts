/** Who signed a time stamp, with what right, and whether the signature holds (RFC 5652 section 5.6, RFC 3161 section 2.3). */
import { X509Certificate, constants, createHash, verify } from 'node:crypto';
import * as asn1 from 'asn1js';
import { Certificate, ExtKeyUsage, type SignedData, type SignerInfo } from 'pkijs';
import { OID } from '../../sealing/cms/oids.ts';
import { encoded, isNamed } from '../../sealing/cms/signer-certificates.ts';
import { type TimeStampPolicy, untrustworthy } from './check-time-stamp.ts';
import { pathToAnchor } from '../certificates/certificate-path.ts';

const DIGESTS: Record<string, string> = {
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};
const RSA_PSS = '1.2.840.113549.1.1.10';

export function checkSigner(
  signedData: SignedData,
  content: Uint8Array,
  at: Date,
  policy: TimeStampPolicy,
): void {
  const [signer, ...more] = signedData.signerInfos;
  if (signer === undefined || more.length > 0) throw untrustworthy('A time stamp has exactly one signer.');
  const certificates = (signedData.certificates ?? []).filter((item) => item instanceof Certificate);
  const all = certificates.map((one) => new X509Certificate(encoded(one)));
  const index = certificates.findIndex((one) => isNamed(signer, one));
  const [own, certificate] = [certificates[index], all[index]];
  if (!own || !certificate) throw untrustworthy('The certificate of the time stamp is missing.');
  checkAttributes(signer, content, certificate);
  checkSignature(signer, certificate);
  checkPurpose(own);
  if (at < new Date(certificate.validFrom) || at > new Date(certificate.validTo)) {
    throw untrustworthy('The certificate of the time stamp was not valid at its time.');
  }
  const { trustAnchorsPem } = policy;
  if (trustAnchorsPem !== undefined && !pathToAnchor(certificate, all, trustAnchorsPem, at)) {
    throw untrustworthy('The certificate of the time stamp leads to no trusted authority.');
  }
}

function checkAttributes(signer: SignerInfo, content: Uint8Array, certificate: X509Certificate): void {
  const values = (type: string): readonly unknown[] =>
    signer.signedAttrs?.attributes.find((attribute) => attribute.type === type)?.values ?? [];
  const [contentType] = values(OID.contentType);
  if (!(contentType instanceof asn1.ObjectIdentifier) || contentType.valueBlock.toString() !== OID.tstInfo) {
    throw untrustworthy('The signed content type is not that of a time stamp.');
  }
  const [digest] = values(OID.messageDigest);
  const expected = createHash(digestName(signer)).update(content).digest();
  if (!(digest instanceof asn1.OctetString) || !same(digest.valueBlock.valueHexView, expected)) {
    throw untrustworthy('The signed digest is not that of the time stamp.');
  }
  // RFC 3161 section 2.4.2, RFC 5816: which certificate signed is signed too.
  const [v2] = values(OID.signingCertificateV2);
  const [v1] = values(OID.signingCertificate);
  if (!namesCertificate(v2 ?? v1, v2 === undefined ? 'sha1' : 'sha256', certificate)) {
    throw untrustworthy('The time stamp names another certificate than the one it carries.');
  }
}

function namesCertificate(attribute: unknown, missing: string, certificate: X509Certificate): boolean {
  const [certificates] = children(attribute);
  const parts = children(children(certificates)[0]);
  const hash = parts.find((part) => part instanceof asn1.OctetString);
  const [algorithm] = children(parts[0]);
  const digest =
    algorithm instanceof asn1.ObjectIdentifier ? DIGESTS[algorithm.valueBlock.toString()] : missing;
  if (!(hash instanceof asn1.OctetString) || digest === undefined) return false;
  return same(hash.valueBlock.valueHexView, createHash(digest).update(certificate.raw).digest());
}

function children(block: unknown): readonly unknown[] {
  return block instanceof asn1.Sequence ? block.valueBlock.value : [];
}

function checkSignature(signer: SignerInfo, certificate: X509Certificate): void {
  const signed = Buffer.from(signer.signedAttrs?.encodedValue ?? new ArrayBuffer(0));
  const isPss = signer.signatureAlgorithm.algorithmId === RSA_PSS;
  const key = isPss
    ? {
        key: certificate.publicKey,
        padding: constants.RSA_PKCS1_PSS_PADDING,
        saltLength: constants.RSA_PSS_SALTLEN_AUTO,
      }
    : certificate.publicKey;
  if (!verify(digestName(signer), signed, key, signer.signature.valueBlock.valueHexView)) {
    throw untrustworthy('The signature of the time stamp does not hold.');
  }
}

/** SHA-1 is read where an attribute names a certificate; nothing that it signs is believed. */
function digestName(signer: SignerInfo): string {
  const digest = DIGESTS[signer.digestAlgorithm.algorithmId];
  if (digest === undefined || digest === 'sha1')
    throw untrustworthy('The time stamp uses a digest that is not accepted.');
  return digest;
}

/** RFC 3161 section 2.3: time stamping only, and critical. */
function checkPurpose(certificate: Certificate): void {
  const extension = certificate.extensions?.find(({ extnID }) => extnID === OID.extendedKeyUsage);
  const usage: unknown = extension?.parsedValue;
  const purposes = usage instanceof ExtKeyUsage ? usage.keyPurposes : [];
  if (!extension?.critical || purposes.length !== 1 || purposes[0] !== OID.timeStamping) {
    throw untrustworthy('The certificate of the time stamp is not for time stamping alone.');
  }
}

function same(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}
