/** What an OCSP response says of a certificate: RFC 6960 sections 3.2 and 4.2. */
import { createHash } from 'node:crypto';
import { type Certificate, readCertificate } from './certificate.ts';
import { sameBytes } from './certificate-chain.ts';
import { childrenOf, type Der, isContext, isUniversal, octets, oidOf, readDer, TAG, timeOf } from './der.ts';
import { checkPeriod, type Status, type StatusQuestion } from './revocation-list.ts';
import { structureHolds } from './signed-structure.ts';

const BASIC = '1.3.6.1.5.5.7.48.1.1';
const MAY_ANSWER = '1.3.6.1.5.5.7.3.9';
const HASHES: Readonly<Record<string, string>> = {
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.1': 'sha256',
};
/** Section 4.2.2.1 lets an answer say no nextUpdate; then it counts for a day. */
const DAY_MILLISECONDS = 24 * 3_600_000;

/** @returns undefined when the response is about others, or does not hold, which is reported */
export function statusInResponse(response: Uint8Array, question: StatusQuestion): Status | undefined {
  const { issuer, certificate, at } = question;
  const [status, explicit] = childrenOf(readDer(response), TAG.sequence, 'OCSP response');
  const [type, basicOctets] = childrenOf(explicit?.children[0], TAG.sequence, 'OCSP response bytes');
  if (!isUniversal(status, TAG.enumerated) || status.content[0] !== 0 || oidOf(type) !== BASIC)
    return undefined;
  const basic = childrenOf(
    readDer(octets(basicOctets, 'OCSP response')),
    TAG.sequence,
    'basic OCSP response',
  );
  const [body, algorithm, signature, carried] = basic;
  const fields = [...childrenOf(body, TAG.sequence, 'OCSP response body')];
  if (isContext(fields[0], 0)) fields.shift();
  const [responder, , singles] = fields;
  const single = childrenOf(singles, TAG.sequence, 'OCSP single responses').find((one) =>
    isAbout(one.children[0], certificate, issuer),
  );
  if (!single || !body) return undefined;
  let holds = true;
  const refuse = (what: string): void => {
    holds = false;
    question.report(`the OCSP response about ${certificate.subject} ${what}`);
  };
  const signer = responderOf(responder, carried, issuer);
  if (!signer || !structureHolds(body, algorithm, signature, signer)) refuse('does not verify');
  if (signer && signer !== issuer && !mayAnswer(signer, issuer, at))
    refuse('is by somebody who may not answer');
  const [, answer, thisUpdate, next] = single.children;
  const since = timeOf(thisUpdate);
  const until = isContext(next, 0) ? timeOf(next.children[0]) : new Date(since.getTime() + DAY_MILLISECONDS);
  checkPeriod(since, until, at, refuse);
  if (!holds) return undefined;
  if (isContext(answer, 1)) return 'revoked';
  if (isContext(answer, 0)) return 'good';
  refuse('does not know it');
  return undefined;
}

function isAbout(id: Der | undefined, certificate: Certificate, issuer: Certificate): boolean {
  const [algorithm, name, key, serial] = childrenOf(id, TAG.sequence, 'OCSP certificate identifier');
  const hash = HASHES[oidOf(childrenOf(algorithm, TAG.sequence, 'hash algorithm')[0])];
  if (hash === undefined || !serial) return false;
  const digest = (bytes: Uint8Array): Buffer => createHash(hash).update(bytes).digest();
  return (
    sameBytes(octets(name, 'issuer name hash'), digest(issuer.subjectDer)) &&
    sameBytes(octets(key, 'issuer key hash'), digest(issuer.keyBits)) &&
    sameBytes(serial.encoding, certificate.serialDer)
  );
}

/** Section 4.2.1: by name [1], or by the SHA-1 of the key [2]. */
function responderOf(
  responder: Der | undefined,
  carried: Der | undefined,
  issuer: Certificate,
): Certificate | undefined {
  const certificates = (carried?.children[0]?.children ?? []).map(({ encoding }) =>
    readCertificate(encoding),
  );
  return [issuer, ...certificates].find(({ subjectDer, keyBits }) => {
    const named = responder?.children[0];
    if (!named) return false;
    if (isContext(responder, 1)) return sameBytes(named.encoding, subjectDer);
    const hash = createHash('sha1').update(keyBits).digest();
    return isContext(responder, 2) && sameBytes(octets(named, 'responder key hash'), hash);
  });
}

/** Section 4.2.2.2: appointed by the issuer for this, and not itself to be asked about. */
function mayAnswer(signer: Certificate, issuer: Certificate, at: Date): boolean {
  return (
    signer.extendedKeyUsage?.purposes.includes(MAY_ANSWER) === true &&
    signer.hasNoCheck &&
    signer.x509.checkIssued(issuer.x509) &&
    signer.x509.verify(issuer.x509.publicKey) &&
    at >= signer.notBefore &&
    at <= signer.notAfter
  );
}
