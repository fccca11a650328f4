/** What a certificate revocation list says of a certificate: RFC 5280 sections 5 and 6.3. */
import { type Certificate, readExtensions } from './certificate.ts';
import { sameBytes } from './certificate-chain.ts';
import { childrenOf, type Der, isContext, isUniversal, readDer, TAG, timeOf } from './der.ts';
import { structureHolds } from './signed-structure.ts';

export type Status = 'good' | 'revoked';

export interface StatusQuestion {
  readonly certificate: Certificate;
  readonly issuer: Certificate;
  /** When the answer must have counted. */
  readonly at: Date;
  /** What is wrong with an answer that is about this certificate. */
  report(what: string): void;
}

const ISSUING_DISTRIBUTION_POINT = '2.5.29.28';
/** Clocks differ. */
const CLOCK_TOLERANCE_MILLISECONDS = 5 * 60_000;

/** @returns undefined when the list is not the issuer's, or does not hold, which is reported */
export function statusInList(list: Uint8Array, question: StatusQuestion): Status | undefined {
  const { certificate, issuer, at, report } = question;
  const [body, algorithm, signature] = childrenOf(readDer(list), TAG.sequence, 'revocation list');
  const fields = [...childrenOf(body, TAG.sequence, 'revocation list body')];
  if (isUniversal(fields[0], TAG.integer)) fields.shift();
  const [, name, thisUpdate, ...rest] = fields;
  if (!body || !name || !sameBytes(name.encoding, issuer.subjectDer)) return undefined;
  const nextUpdate = isTime(rest[0]) ? timeOf(rest.shift()) : undefined;
  const entries = isUniversal(rest[0], TAG.sequence) ? rest.shift() : undefined;
  const before = report;
  let holds = true;
  const refuse = (what: string): void => {
    holds = false;
    before(`the revocation list of ${issuer.subject} ${what}`);
  };
  if (!structureHolds(body, algorithm, signature, issuer)) refuse('does not verify');
  if (issuer.keyUsage?.has('cRLSign') === false) refuse('is by somebody who may not sign lists');
  checkPeriod(timeOf(thisUpdate), nextUpdate, at, refuse);
  if (nextUpdate === undefined) refuse('does not say when the next one comes');
  checkExtensions(rest[0], certificate, refuse);
  if (!holds) return undefined;
  const isListed = (entries?.children ?? []).some((entry) => {
    const [serial] = childrenOf(entry, TAG.sequence, 'revoked certificate');
    return serial !== undefined && sameBytes(serial.encoding, certificate.serialDer);
  });
  return isListed ? 'revoked' : 'good';
}

export function checkPeriod(
  thisUpdate: Date,
  nextUpdate: Date | undefined,
  at: Date,
  refuse: (what: string) => void,
): void {
  if (thisUpdate.getTime() > at.getTime() + CLOCK_TOLERANCE_MILLISECONDS)
    refuse(`is from after ${at.toISOString()}`);
  if (nextUpdate && nextUpdate < at) refuse(`was out of date at ${at.toISOString()}`);
}

/** Section 5.2: a list for other certificates, for some reasons only, or that only adds to another is no answer. */
function checkExtensions(
  explicit: Der | undefined,
  certificate: Certificate,
  refuse: (what: string) => void,
): void {
  for (const [oid, { critical, value }] of readExtensions(explicit)) {
    if (oid === ISSUING_DISTRIBUTION_POINT) {
      const parts = childrenOf(value, TAG.sequence, 'issuing distribution point');
      // [0] is only where it was; [1] end entities, [2] authorities, [3] to [5] parts of an answer.
      const wrong = certificate.isAuthority ? 1 : 2;
      const partial = parts.some((part) => [wrong, 3, 4, 5].some((tag) => isContext(part, tag)));
      if (partial) refuse('is for other certificates, or not for every reason');
    } else if (critical) refuse(`has a critical extension that is not known here: ${oid}`);
  }
}

function isTime(der: Der | undefined): boolean {
  return isUniversal(der, TAG.utcTime) || isUniversal(der, TAG.generalizedTime);
}
