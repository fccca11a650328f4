/**
 * What an eID or a passkey signs: one text that names the task, its subject, the documents, the consent and fresh
 * random bits, in its one form (RFC 8785). Its SHA-256 is the nonce of a login or the challenge of an assertion, so
 * that the proof holds for this signature and no other, and can be worked out again from the evidence.
 */
import { canonicalJson } from './canonical-json.ts';

export interface ChallengeFacts {
  readonly taskId: string;
  readonly subjectId: string;
  /** In the task's order. */
  readonly documents: readonly SignedDocument[];
  readonly consentSha256: string;
  /** 256 bits, BASE64URL. */
  readonly random: string;
}

export interface SignedDocument {
  readonly actionId: string;
  readonly sha256: string;
}

/** The text that the hash is over. */
export function challengeText({
  taskId,
  subjectId,
  documents,
  consentSha256,
  random,
}: ChallengeFacts): string {
  return canonicalJson({
    task: taskId,
    subject: subjectId,
    documents: documents.map(({ actionId, sha256 }) => ({ action: actionId, sha256 })),
    consent: consentSha256,
    random,
  });
}

/** Whether a challenge was made for exactly these documents: a proof for fewer, more or others proves nothing. */
export function isForDocuments(made: readonly SignedDocument[], signed: readonly SignedDocument[]): boolean {
  return (
    made.length === signed.length &&
    made.every(
      ({ actionId, sha256 }, at) => signed[at]?.actionId === actionId && signed[at].sha256 === sha256,
    )
  );
}
