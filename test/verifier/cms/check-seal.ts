/**
 * The CMS of one seal as PAdES baseline wants it: ETSI EN 319 142-1 section 6.3 (table 1), EN 319 122-1
 * section 5, RFC 5652. The signature is judged at the time that its own time stamp proves.
 */
import { createHash } from 'node:crypto';
import type { Findings } from '../findings.ts';
import type { Certificate } from './certificate.ts';
import { checkChain, sameBytes } from './certificate-chain.ts';
import { type Der, octets, oidOf, readDerPrefix } from './der.ts';
import {
  namesCertificate,
  OID,
  onlyValue,
  readSignedData,
  signatureHolds,
  type SignedData,
  signerCertificate,
} from './signed-data.ts';
import { checkTimeStamp } from './time-stamp.ts';

export interface SealFacts {
  readonly subject?: string;
  readonly signedAt?: Date;
}

export interface SealContext {
  readonly anchors: readonly Certificate[];
  /** No time stamp can be from after this. */
  readonly at: Date;
  readonly name: string;
  readonly findings: Findings;
}

/** The CMS in Contents without the zeros that fill the reserved room, ISO 32000-2 section 12.8.3.3.1. */
export function cmsOf(contents: Uint8Array): { readonly der: Der; readonly padding: Uint8Array } {
  const der = readDerPrefix(contents);
  return { der, padding: contents.subarray(der.encoding.length) };
}

export function checkSeal(contents: Uint8Array, covered: Uint8Array, context: SealContext): SealFacts {
  const { anchors, name, findings } = context;
  const { der, padding } = cmsOf(contents);
  if (padding.some((byte) => byte !== 0)) {
    findings.report('cms-padding', `the room after the signature of ${name} holds more than zeros`);
  }
  const signed = readSignedData(der);
  checkForm(signed, name, findings);
  checkAttributes(signed, covered, name, findings);
  const certificate = signerCertificate(signed);
  if (!certificate) {
    findings.report('signing-certificate', `the certificate of ${name} is not in its signature`);
    return {};
  }
  checkCertificateReference(signed, certificate, name, findings);
  if (!signatureHolds(signed, certificate)) {
    findings.report('signature-value', `the signature value of ${name} does not verify`);
  }
  const token = onlyValue(signed.signer.unsignedAttributes, OID.timeStampToken);
  if (!token || signed.signer.unsignedAttributes.length !== 1) {
    findings.report(
      'time-stamp-missing',
      `${name} does not have exactly one time stamp and no other unsigned attribute`,
    );
  }
  const signedAt = token && findings.guard(() => checkTimeStamp(token, signed.signer.signature, context));
  if (signedAt) checkChain(certificate, signed.certificates, anchors, signedAt, name, findings);
  checkSealUsage(certificate, name, findings);
  return { subject: certificate.subject, ...(signedAt && { signedAt }) };
}

function checkForm(signed: SignedData, name: string, findings: Findings): void {
  const report = (what: string): void => findings.report('cms-structure', `the signature of ${name} ${what}`);
  const { signer } = signed;
  // RFC 5652 section 5.1: id-data and issuer and serial number make both versions 1.
  if (signed.version !== 1 || signer.version !== 1) report('is not of version 1');
  if (signed.contentType !== OID.data) report('is not over id-data');
  if (signed.content !== undefined) report('carries the content itself');
  if (signed.digestAlgorithms.join() !== OID.sha256 || signer.digestAlgorithm !== OID.sha256)
    report('is not SHA-256');
  const { signatureAlgorithm } = signer;
  if (signatureAlgorithm !== OID.rsaEncryption && signatureAlgorithm !== OID.sha256WithRsa)
    report('is not RSA');
}

/** EN 319 142-1 table 1: these three; signing-time must not be, its place is /M. */
function checkAttributes(signed: SignedData, covered: Uint8Array, name: string, findings: Findings): void {
  const { signedAttributes } = signed.signer;
  const wanted: string[] = [OID.contentType, OID.messageDigest, OID.signingCertificateV2];
  const types = signedAttributes.map(({ type }) => type);
  if (types.length !== wanted.length || !wanted.every((type) => types.includes(type))) {
    const what = types.includes(OID.signingTime)
      ? 'signing-time among its attributes'
      : 'other signed attributes';
    findings.report('cms-attributes', `${name} has ${what}`);
  }
  const contentType = onlyValue(signedAttributes, OID.contentType);
  if (!contentType || oidOf(contentType) !== OID.data) {
    findings.report('cms-attributes', `the content type of ${name} is not id-data`);
  }
  const stated = onlyValue(signedAttributes, OID.messageDigest);
  const digest = createHash('sha256').update(covered).digest();
  if (!stated || !sameBytes(octets(stated, 'message digest'), digest)) {
    findings.report('message-digest', `the digest that ${name} signed is not that of the bytes it covers`);
  }
}

function checkCertificateReference(
  signed: SignedData,
  certificate: Certificate,
  name: string,
  findings: Findings,
): void {
  const reference = onlyValue(signed.signer.signedAttributes, OID.signingCertificateV2);
  if (!reference || !findings.guard(() => namesCertificate(reference, 2, certificate))) {
    findings.report('signing-certificate', `the signing certificate that ${name} signed is another one`);
  }
}

/** Purposes that go with a seal: document signing (RFC 9336), mail, any, and what Adobe and Microsoft call it. */
const SEALING_PURPOSES: readonly string[] = [
  ...[
    '1.3.6.1.5.5.7.3.36',
    '1.3.6.1.5.5.7.3.4',
    '2.5.29.37.0',
    '1.2.840.113583.1.1.5',
    '1.3.6.1.4.1.311.10.3.12',
  ],
];

/** RFC 5280 section 4.2.1.3: a key for signing documents, and not one that issues certificates. */
export function checkSealUsage(certificate: Certificate, name: string, findings: Findings): void {
  const { keyUsage, extendedKeyUsage } = certificate;
  if (extendedKeyUsage && !extendedKeyUsage.purposes.some((purpose) => SEALING_PURPOSES.includes(purpose))) {
    findings.report('certificate-usage', `the certificate of ${name} is for something else than documents`);
  }
  if (!keyUsage?.has('digitalSignature') && !keyUsage?.has('nonRepudiation')) {
    findings.report('certificate-usage', `the certificate of ${name} is not for signing`);
  }
  if (certificate.isAuthority) {
    findings.report('certificate-usage', `the certificate of ${name} is a certificate authority's`);
  }
}
