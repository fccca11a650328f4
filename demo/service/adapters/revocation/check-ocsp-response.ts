/** Reads a certificate's status from an OCSP response (RFC 6960 sections 3.2 and 4.2). */
import { X509Certificate, createHash } from 'node:crypto';
import * as asn1 from 'asn1js';
import {
  BasicOCSPResponse,
  ExtKeyUsage,
  OCSPResponse,
  RelativeDistinguishedNames,
  type SingleResponse,
} from 'pkijs';
import { OID } from '../../sealing/cms/oids.ts';
import { encoded } from '../../sealing/cms/signer-certificates.ts';
import { issued, isValid } from '../certificates/certificate-path.ts';
import { isSignedBy } from '../certificates/verify-signed.ts';
import { type Subject, attempt, checkCurrent, readWhole, refuse, same } from './evidence.ts';
import { issuerHashes } from './ocsp-request.ts';
import { parsedCertificate } from './status-sources.ts';

const BASIC = '1.3.6.1.5.5.7.48.1.1';
/** Section 4.2.2.2.1: this responder's certificate counts for as long as it lives. */
const NO_CHECK = '1.3.6.1.5.5.7.48.1.5';
const MAY_ANSWER = '1.3.6.1.5.5.7.3.9';
const ID_DIGESTS: Readonly<Record<string, string>> = { [OID.sha1]: 'sha1', [OID.sha256]: 'sha256' };

/** @param nonce as it was sent: an answer with another one is to another question */
export function checkOcspResponse(
  unverifiedResponse: Uint8Array,
  subject: Subject,
  nonce?: Uint8Array,
): void {
  attempt('The OCSP response cannot be read.', () => {
    const response = new OCSPResponse({ schema: readWhole(Uint8Array.from(unverifiedResponse)) });
    const status = response.responseStatus.valueBlock.valueDec;
    // 3 try later; the others (malformed, internal error, unauthorized) are no answer either.
    if (status !== 0)
      throw refuse(status === 3 ? 'unreachable' : 'unknown', `OCSP was answered with status ${status}.`);
    if (response.responseBytes?.responseType !== BASIC)
      throw refuse('untrustworthy', 'The OCSP response is of a type that is not known.');
    const inner = Uint8Array.from(response.responseBytes.response.valueBlock.valueHexView);
    const basic = new BasicOCSPResponse({ schema: readWhole(inner) });
    checkResponder(basic, subject);
    checkNonce(basic, nonce);
    checkSingle(basic, subject);
  });
}

/** Section 4.2.2.2: the issuer itself, or who has a certificate from it for nothing but this. */
function checkResponder(basic: BasicOCSPResponse, { issuer, at }: Subject): void {
  const { tbsResponseData, signatureAlgorithm, signature } = basic;
  const carried = (basic.certs ?? []).map((one) => new X509Certificate(encoded(one)));
  const signer = [issuer, ...carried].find((one) => isNamed(tbsResponseData.responderID, one));
  if (signer === undefined)
    throw refuse('untrustworthy', 'The certificate of the OCSP responder is missing.');
  if (!signer.raw.equals(issuer.raw)) checkDelegate(signer, issuer, at);
  const signed = tbsResponseData.tbsView;
  if (!isSignedBy(signer.publicKey, signatureAlgorithm, signed, signature.valueBlock.valueHexView))
    throw refuse('untrustworthy', 'The signature of the OCSP response does not hold.');
}

function checkDelegate(signer: X509Certificate, issuer: X509Certificate, at: Date): void {
  const { extensions = [] } = parsedCertificate(signer);
  const usage: unknown = extensions.find(({ extnID }) => extnID === OID.extendedKeyUsage)?.parsedValue;
  const mayAnswer = usage instanceof ExtKeyUsage && usage.keyPurposes.includes(MAY_ANSWER);
  if (!mayAnswer || !issued(issuer, signer, at) || !isValid(signer, at))
    throw refuse('untrustworthy', 'Who signed the OCSP response may not speak for the issuer.');
  if (!extensions.some(({ extnID }) => extnID === NO_CHECK))
    throw refuse('untrustworthy', "Nothing says whether the OCSP responder's own certificate holds.");
}

/** Section 4.2.1, ResponderID: a name, or the SHA-1 of the key. */
function isNamed(responder: unknown, certificate: X509Certificate): boolean {
  const { subject, subjectPublicKeyInfo } = parsedCertificate(certificate);
  if (responder instanceof RelativeDistinguishedNames) return responder.isEqual(subject);
  const key = subjectPublicKeyInfo.subjectPublicKey.valueBlock.valueHexView;
  const hash = createHash('sha1').update(key).digest();
  return responder instanceof asn1.OctetString && same(responder.valueBlock.valueHexView, hash);
}

function checkNonce({ tbsResponseData }: BasicOCSPResponse, nonce: Uint8Array | undefined): void {
  const answered = tbsResponseData.responseExtensions?.find(({ extnID }) => extnID === OID.ocspNonce);
  if (answered && nonce && !same(answered.extnValue.valueBlock.valueHexView, nonce))
    throw refuse('untrustworthy', 'The OCSP response answers another question.');
}

function checkSingle({ tbsResponseData }: BasicOCSPResponse, subject: Subject): void {
  const single = tbsResponseData.responses.find((one) => isAbout(one, subject));
  if (single === undefined) throw refuse('untrustworthy', 'The OCSP response is about another certificate.');
  checkCurrent('The OCSP response', single.thisUpdate, single.nextUpdate, subject.at);
  const status = (single.certStatus as { idBlock?: { tagNumber?: number } }).idBlock?.tagNumber;
  // CertStatus: good [0], revoked [1], unknown [2].
  if (status === 1) throw refuse('revoked', 'A certificate has been revoked.');
  if (status !== 0) throw refuse('unknown', 'The OCSP responder does not know the certificate.');
}

function isAbout({ certID }: SingleResponse, subject: Subject): boolean {
  const digest = ID_DIGESTS[certID.hashAlgorithm.algorithmId];
  if (digest === undefined) return false;
  const { name, key } = issuerHashes(subject, digest);
  return (
    same(certID.issuerNameHash.valueBlock.valueHexView, name) &&
    same(certID.issuerKeyHash.valueBlock.valueHexView, key) &&
    certID.serialNumber.isEqual(parsedCertificate(subject.certificate).serialNumber)
  );
}
