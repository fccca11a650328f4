/** A time-stamp token over a signature value or a document: RFC 3161 sections 2.3 and 2.4.2, EN 319 122-1 section 5.3. */
import { createHash } from 'node:crypto';
import type { Findings } from '../findings.ts';
import type { Certificate } from './certificate.ts';
import { checkChain, sameBytes } from './certificate-chain.ts';
import type { SealContext } from './check-seal.ts';
import { childrenOf, type Der, octets, oidOf, readDer, smallInteger, TAG, timeOf } from './der.ts';
import {
  algorithm,
  hashOf,
  namesCertificate,
  OID,
  onlyValue,
  readSignedData,
  signatureHolds,
  type SignedData,
  signerCertificate,
} from './signed-data.ts';

/** Clocks differ; a stamp from further ahead than this is not from this world. */
export const CLOCK_TOLERANCE_MILLISECONDS = 5 * 60_000;

/** @returns the time that the token states, when it states one, be the token good or not */
export function checkTimeStamp(token: Der, stamped: Uint8Array, context: SealContext): Date {
  const { anchors, findings } = context;
  const name = `the time stamp of ${context.name}`;
  const signed = readSignedData(token);
  if (signed.version !== 3 || signed.contentType !== OID.tstInfo || !signed.content) {
    findings.report('time-stamp-structure', `${name} is not SignedData of version 3 over TSTInfo`);
  }
  const { imprintAlgorithm, imprint, generatedAt } = readInfo(signed.content ?? new Uint8Array());
  const expected = createHash('sha256').update(stamped).digest();
  if (imprintAlgorithm !== OID.sha256 || !sameBytes(imprint, expected)) {
    findings.report('time-stamp-imprint', `${name} is over something else than it should be`);
  }
  if (generatedAt.getTime() > context.at.getTime() + CLOCK_TOLERANCE_MILLISECONDS) {
    findings.report('time-stamp-time', `${name} is from the future: ${generatedAt.toISOString()}`);
  }
  checkSigner(signed, name, findings);
  const certificate = signerCertificate(signed);
  if (!certificate) {
    findings.report('time-stamp-certificate', `${name} does not hold the certificate of its signer`);
    return generatedAt;
  }
  if (!signatureHolds(signed, certificate))
    findings.report('time-stamp-signature', `${name} does not verify`);
  checkCertificate(signed, certificate, name, findings);
  checkChain(certificate, signed.certificates, anchors, generatedAt, name, findings);
  return generatedAt;
}

/** RFC 3161 section 2.4.2: TSTInfo. */
function readInfo(content: Uint8Array): { imprintAlgorithm: string; imprint: Uint8Array; generatedAt: Date } {
  const [version, policy, messageImprint, serial, generatedAt] = childrenOf(
    readDer(content),
    TAG.sequence,
    'TSTInfo',
  );
  const [hash, imprint] = childrenOf(messageImprint, TAG.sequence, 'message imprint');
  oidOf(policy);
  // -1 stands for a large serial number, which is as good; anything but an integer throws.
  smallInteger(serial);
  return {
    imprintAlgorithm: smallInteger(version) === 1 ? algorithm(hash) : 'unknown',
    imprint: octets(imprint, 'message imprint'),
    generatedAt: timeOf(generatedAt),
  };
}

function checkSigner(signed: SignedData, name: string, findings: Findings): void {
  const { signedAttributes, digestAlgorithm, version } = signed.signer;
  // RFC 5652 section 5.3: 1, because the signer is named by issuer and serial number.
  if (version !== 1) findings.report('time-stamp-structure', `the signer of ${name} is not of version 1`);
  // No signature covers either of these, and a token needs neither (RFC 3161 section 2.4.2).
  if (signed.signer.unsignedAttributes.length > 0)
    findings.report('time-stamp-structure', `${name} has unsigned attributes`);
  if (signed.digestAlgorithms.length !== 1)
    findings.report('time-stamp-structure', `${name} names digests that it does not use`);
  const contentType = onlyValue(signedAttributes, OID.contentType);
  if (!contentType || oidOf(contentType) !== OID.tstInfo) {
    findings.report('time-stamp-structure', `the content type of ${name} is not TSTInfo`);
  }
  const stated = onlyValue(signedAttributes, OID.messageDigest);
  const digest = hashOf(digestAlgorithm, signed.content ?? new Uint8Array());
  if (!stated || !digest || !sameBytes(octets(stated, 'message digest'), digest)) {
    findings.report('time-stamp-signature', `the digest in ${name} is not that of its TSTInfo`);
  }
}

/** RFC 3161 section 2.3: a certificate for time stamping only, marked critical; 2.4.2 with RFC 5816: named in the token. */
function checkCertificate(
  signed: SignedData,
  certificate: Certificate,
  name: string,
  findings: Findings,
): void {
  const { extendedKeyUsage, keyUsage } = certificate;
  if (!extendedKeyUsage?.critical || extendedKeyUsage.purposes.join() !== OID.timeStamping) {
    findings.report(
      'time-stamp-certificate',
      `the certificate of ${name} is not for time stamping, and only that`,
    );
  }
  if (keyUsage && !keyUsage.has('digitalSignature') && !keyUsage.has('nonRepudiation')) {
    findings.report('time-stamp-certificate', `the certificate of ${name} is not for signing`);
  }
  const v2 = onlyValue(signed.signer.signedAttributes, OID.signingCertificateV2);
  const v1 = onlyValue(signed.signer.signedAttributes, OID.signingCertificate);
  const named = findings.guard(() => {
    if (v2) return namesCertificate(v2, 2, certificate);
    return v1 !== undefined && namesCertificate(v1, 1, certificate);
  });
  if (!named) findings.report('time-stamp-certificate', `${name} does not name its signing certificate`);
}
