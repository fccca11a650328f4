/** What an eID's nonce and a passkey's challenge are: worked out from what is signed, as anyone can later. */
import { createHash } from 'node:crypto';
import type { Task } from '../../src/task/contract.ts';
import { signedHashes } from '../harness/signed-hashes.ts';
import { canonical } from '../verifier/evidence/json.ts';

/** `createSignatureChallenge` in openapi.yaml: BASE64URL(SHA-256(JCS(…))) (RFC 8785). */
export function challengeOf(task: Task, random: string): string {
  const text = canonical({
    task: task.id,
    subject: task.subject.id,
    documents: signedHashes(task).map(({ id, documentSha256 }) => ({ action: id, sha256: documentSha256 })),
    consent: task.consent.sha256,
    random,
  });
  return createHash('sha256').update(text).digest('base64url');
}
