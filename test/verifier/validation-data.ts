/**
 * Whether the document security store holds what it takes to check every signature when nobody can be asked
 * any more (ETSI EN 319 142-1 section 5.4): the path of each signer and each time stamp, and for each
 * certificate of it that is no anchor an answer, good at the time of the document time stamp.
 */
import { createHash } from 'node:crypto';
import type { Certificate } from './cms/certificate.ts';
import { findPath, sameBytes } from './cms/certificate-chain.ts';
import { cmsOf } from './cms/check-seal.ts';
import { statusInResponse } from './cms/ocsp-response.ts';
import { type Status, statusInList, type StatusQuestion } from './cms/revocation-list.ts';
import { OID, onlyValue, readSignedData, signerCertificate } from './cms/signed-data.ts';
import type { Findings } from './findings.ts';
import type { SecurityStore, Stored, ValidationEntry } from './pdf/security-store.ts';
import type { SignedRevision } from './signed-revisions.ts';

interface Signer {
  readonly whose: string;
  readonly certificate: Certificate;
  /** What came along with the signature. */
  readonly pool: readonly Certificate[];
}

export interface ValidationContext {
  readonly anchors: readonly Certificate[];
  /** What the document time stamp states. */
  readonly at: Date;
  readonly findings: Findings;
}

export function checkValidationData(
  store: SecurityStore,
  signatures: readonly SignedRevision[],
  context: ValidationContext,
): void {
  const { findings } = context;
  const used = new Set<string>();
  for (const { field, contents } of signatures) {
    const key = createHash('sha1').update(contents).digest('hex').toUpperCase();
    used.add(key);
    const entry = store.entries.get(key);
    if (!entry) {
      findings.report('validation-data', `the security store has nothing for the signature of ${field.name}`);
      continue;
    }
    findings.guard(() => {
      for (const signer of signersOf(contents, field.name)) checkSigner(signer, entry, context);
    });
  }
  const strangers = [...store.entries.keys()].filter((key) => !used.has(key));
  if (strangers.length > 0)
    findings.report('security-store', `the security store has entries for no signature: ${strangers.join()}`);
  for (const kind of ['certificates', 'ocspResponses', 'revocationLists'] as const)
    checkLists(store, kind, findings);
}

/** What stands for a signature stands in the store, and nothing else does. */
function checkLists(store: SecurityStore, kind: keyof ValidationEntry, findings: Findings): void {
  const named = new Set([...store.entries.values()].flatMap((entry) => [...entry[kind].keys()]));
  const all = new Set(store[kind].keys());
  if (named.size !== all.size || [...named].some((number) => !all.has(number)))
    findings.report('security-store', `the ${kind} of the store are not those of its entries`);
}

function signersOf(contents: Uint8Array, name: string): Signer[] {
  const seal = readSignedData(cmsOf(contents).der);
  const token = onlyValue(seal.signer.unsignedAttributes, OID.timeStampToken);
  const all = [
    { whose: name, signed: seal },
    ...(token ? [{ whose: `the time stamp of ${name}`, signed: readSignedData(token) }] : []),
  ];
  return all.flatMap(({ whose, signed }) => {
    const certificate = signerCertificate(signed);
    return certificate ? [{ whose, certificate, pool: signed.certificates }] : [];
  });
}

function checkSigner(
  { whose, certificate, pool }: Signer,
  entry: ValidationEntry,
  context: ValidationContext,
): void {
  const { anchors, at, findings } = context;
  // That there is no path is told where the signature is checked.
  const path = findPath(certificate, pool, anchors) ?? [];
  const stored = [...entry.certificates.values()];
  path.forEach((one, depth) => {
    if (!stored.some((raw) => sameBytes(raw, one.raw)))
      findings.report(
        'validation-data',
        `the security store lacks a certificate of ${whose}: ${one.subject}`,
      );
    const issuer = path[depth + 1];
    if (!issuer) return;
    const question: StatusQuestion = {
      certificate: one,
      issuer,
      at,
      report: (what) => findings.report('revocation-data', what),
    };
    const answers = [
      ...answersOf(entry.ocspResponses, statusInResponse, question, findings),
      ...answersOf(entry.revocationLists, statusInList, question, findings),
    ];
    if (answers.includes('revoked'))
      findings.report('revoked', `${one.subject} of ${whose} has been revoked`);
    else if (!answers.includes('good'))
      findings.report(
        'validation-data',
        `the security store does not tell the status of ${one.subject} of ${whose}`,
      );
  });
}

function answersOf(
  stored: Stored,
  read: (der: Uint8Array, question: StatusQuestion) => Status | undefined,
  question: StatusQuestion,
  findings: Findings,
): (Status | undefined)[] {
  return [...stored.values()].map((der) => findings.guard(() => read(der, question)));
}
