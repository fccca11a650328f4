/**
 * Proof of the signatures that somebody else vouches for, before the order is locked: an eID's keys may have to be
 * fetched first. What was proven is spent under the lock, once.
 */
import type { Completion } from '../../../src/task/contract.ts';
import { isForDocuments, type SignedDocument } from '../domain/signature-challenge.ts';
import { ServiceProblem } from '../domain/problem.ts';
import type { Sql } from '../ports/database.ts';
import type { OrderRecord, SignatureEvidence, TaskRecord } from '../storage/order-record.ts';
import { findChallenge, spendChallenge, type ChallengeRecord } from '../storage/signature-challenges.ts';
import { checkHandwritten } from '../signatures/check-handwritten.ts';
import { signedHashOf } from './present-task.ts';
import { proveEid } from './prove-eid.ts';
import { provePasskey } from './prove-passkey.ts';
import type { ServiceContext } from './service-context.ts';

export type SignatureSent = Exclude<Completion['signature'], readonly unknown[]>;

export interface ProvenSignature {
  /** Spends what it was proven with; what is archived. @throws login-failed, signature-invalid where it was spent before */
  spend(sql: Sql): Promise<SignatureEvidence>;
}

export interface ToProve {
  readonly order: OrderRecord;
  readonly task: TaskRecord;
  readonly completion: Pick<Completion, 'actions' | 'consent'>;
  /** Of whoever completes. */
  readonly sessionHash: string;
}

/** @throws ServiceProblem for the first that does not hold */
export async function proveSignatures(
  context: ServiceContext,
  toProve: ToProve,
  signatures: readonly SignatureSent[],
): Promise<readonly ProvenSignature[]> {
  const proven: ProvenSignature[] = [];
  for (const signature of signatures) proven.push(await prove(context, toProve, signature));
  return proven;
}

type VouchedFor = Extract<SignatureSent, { readonly method: 'eid' | 'passkey' }>;
type Plain = Exclude<SignatureSent, VouchedFor>;

/** Nobody but the signer says that it is theirs: it can be looked at by itself, whatever the task. */
export function isPlain(signature: SignatureSent): signature is Plain {
  return signature.method === 'consent' || signature.method === 'handwritten';
}

/** @throws signature-invalid for a drawing or a picture that is none */
export async function provePlain(signature: Plain): Promise<ProvenSignature> {
  if (signature.method === 'handwritten') await checkHandwritten(signature);
  return { spend: async () => signature };
}

async function prove(
  context: ServiceContext,
  toProve: ToProve,
  signature: SignatureSent,
): Promise<ProvenSignature> {
  if (isPlain(signature)) return provePlain(signature);
  switch (signature.method) {
    case 'eid': {
      const challenge = await challengeFor(context, toProve, signature.method, signature.login.id);
      const finish = await proveEid(context, toProve.task, challenge, signature.login);
      return { spend: (sql) => spend(sql, challenge, finish) };
    }
    case 'passkey': {
      const challenge = await challengeFor(context, toProve, signature.method, signature.challenge);
      const finish = await provePasskey(context, { ...toProve, challenge }, signature.credential);
      return { spend: (sql) => spend(sql, challenge, finish) };
    }
  }
}

/** The challenge was made for this task, this way, these documents, and still stands. */
async function challengeFor(
  context: ServiceContext,
  { order, task, completion }: ToProve,
  method: ChallengeRecord['method'],
  id: string,
): Promise<ChallengeRecord> {
  const challenge = await findChallenge(context.database, id);
  if (challenge?.taskId !== task.id || challenge.method !== method) {
    throw invalid('challenge-unknown', 'The service has made no such challenge for this task.');
  }
  if (!challenge.alive)
    throw invalid('challenge-expired', 'The challenge has expired, or has signed before.');
  if (!isForDocuments(challenge.documents, documentsOf(order, task, completion))) {
    throw invalid('challenge-for-others', 'The challenge was made for other documents.');
  }
  return challenge;
}

/** In the task's order, as the challenge has them. */
function documentsOf(
  order: OrderRecord,
  task: TaskRecord,
  { actions }: ToProve['completion'],
): SignedDocument[] {
  return task.actions
    .filter((action) => actions.some(({ id }) => id === action.id))
    .map((action) => ({ actionId: action.id, sha256: signedHashOf(order, action) ?? '' }));
}

async function spend(
  sql: Sql,
  { id }: ChallengeRecord,
  finish: (sql: Sql) => Promise<SignatureEvidence>,
): Promise<SignatureEvidence> {
  if (!(await spendChallenge(sql, id)))
    throw invalid('challenge-expired', 'The challenge has expired, or has signed before.');
  return finish(sql);
}

function invalid(reason: string, detail: string): ServiceProblem {
  return new ServiceProblem('signature-invalid', { reason, detail });
}
