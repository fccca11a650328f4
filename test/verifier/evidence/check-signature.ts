/** The signature over the export: RFC 7515 with a detached payload, by the seal, with a time stamp over it. */
import { verify } from 'node:crypto';
import { checkSealUsage, type SealContext } from '../cms/check-seal.ts';
import { checkChain, sameBytes } from '../cms/certificate-chain.ts';
import { readCertificate } from '../cms/certificate.ts';
import { readDer } from '../cms/der.ts';
import { checkTimeStamp } from '../cms/time-stamp.ts';
import { bytesOf, canonical, isList, type JsonObject, list, object, readJson, sha256, text } from './json.ts';

const NAME = 'the signature of the evidence';
/** A header that says more is not understood here (RFC 7515 section 4.1.11 and its kin). */
const HEADER_MEMBERS: readonly string[] = ['alg', 'x5c', 'x5t#S256', 'iat'];

/** @returns when it was signed, as the time stamp has it */
export function checkEvidenceSignature(
  evidence: JsonObject,
  context: Omit<SealContext, 'name'>,
): Date | undefined {
  const { findings, anchors } = context;
  const report = (message: string): void => findings.report('evidence-signature', `${NAME} ${message}`);
  const { signature, ...unsigned } = evidence;
  const jws = object(signature);
  const header = object(readJson(bytesOf(jws['protected'], 'base64url', 'the header').toString()));
  if (header['alg'] !== 'RS256') report('is not RS256');
  if (Object.keys(header).some((member) => !HEADER_MEMBERS.includes(member)))
    report('has a header with more than is known here');
  const certificates = (isList(header['x5c']) ? header['x5c'] : []).map((one) =>
    readCertificate(bytesOf(one, 'base64', 'a certificate')),
  );
  const [own] = certificates;
  if (!own) {
    report('brings no certificate');
    return undefined;
  }
  const named = bytesOf(header['x5t#S256'], 'base64url', 'x5t#S256');
  if (!sameBytes(named, Buffer.from(sha256(own.raw), 'hex')))
    report('names another certificate than it brings');
  const payload = Buffer.from(canonical(unsigned)).toString('base64url');
  const input = Buffer.from(`${text(jws['protected'])}.${payload}`);
  const value = bytesOf(jws['signature'], 'base64url', 'the signature');
  if (!verify('sha256', input, own.x509.publicKey, value)) report('does not verify');
  const [unprotected] = list(object(jws['header'])['etsiU']);
  const [token] = list(object(unprotected?.['sigTst'])['tstTokens']);
  // Nothing covers what stands there: it has room for one time stamp and nothing else.
  const { protected: header64, signature: value64 } = jws;
  const bare = {
    protected: header64,
    signature: value64,
    header: { etsiU: [{ sigTst: { tstTokens: [{ val: token?.['val'] }] } }] },
  };
  if (canonical(jws) !== canonical(bare)) report('has more around it than its time stamp');
  if (!token) {
    findings.report('time-stamp-missing', `${NAME} has no time stamp`);
    return undefined;
  }
  const der = readDer(bytesOf(token['val'], 'base64', 'the time stamp'));
  const signedAt = findings.guard(() =>
    checkTimeStamp(der, Buffer.from(text(jws['signature'])), { ...context, name: NAME }),
  );
  if (signedAt) checkChain(own, certificates, anchors, signedAt, NAME, findings);
  checkSealUsage(own, NAME, findings);
  return signedAt;
}
