/** Challenges that an eID or a passkey is to sign: made, perhaps proven at the service, and spent by one signature. */
import type { SignedDocument } from '../domain/signature-challenge.ts';
import type { Sql } from '../ports/database.ts';

const LIFE = `interval '10 minutes'`;

export type ChallengeMethod = 'eid' | 'passkey';

export interface ChallengeRecord {
  /** That of the login too, where there is one. */
  readonly id: string;
  readonly taskId: string;
  readonly method: ChallengeMethod;
  readonly random: string;
  /** BASE64URL(SHA-256(challenge text)): the nonce, or the challenge. */
  readonly digest: string;
  readonly documents: readonly SignedDocument[];
  readonly expiresAt: Date;
  /** Neither expired nor spent. */
  readonly alive: boolean;
  /** Of a login that the service ran: the hash of what the signer's browser was given at its end. */
  readonly proofHash: string | undefined;
}

export type NewChallenge = Pick<
  ChallengeRecord,
  'id' | 'taskId' | 'method' | 'random' | 'digest' | 'documents'
>;

const COLUMNS = `id, task_id as "taskId", method, random, digest, documents, expires_at as "expiresAt",
  (spent_at is null and expires_at > service_now()) as alive, proof_hash as "proofHash"`;

type ChallengeRow = Omit<ChallengeRecord, 'proofHash'> & { readonly proofHash: string | null };

/** @returns when it expires */
export async function insertChallenge(sql: Sql, challenge: NewChallenge): Promise<Date> {
  const [row] = await sql.query<{ expiresAt: Date }>(
    `insert into signature_challenges (id, task_id, method, random, digest, documents, created_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, service_now(), service_now() + ${LIFE})
     returning expires_at as "expiresAt"`,
    [
      challenge.id,
      challenge.taskId,
      challenge.method,
      challenge.random,
      challenge.digest,
      JSON.stringify(challenge.documents),
    ],
  );
  if (!row) throw new Error('The challenge was not written.');
  return row.expiresAt;
}

export async function findChallenge(sql: Sql, id: string): Promise<ChallengeRecord | undefined> {
  const [row] = await sql.query<ChallengeRow>(`select ${COLUMNS} from signature_challenges where id = $1`, [
    id,
  ]);
  return row && { ...row, proofHash: row.proofHash ?? undefined };
}

/** What the browser that the signer logged in with has to show: the id of a challenge is no secret. */
export async function setChallengeProof(sql: Sql, id: string, proofHash: string): Promise<void> {
  await sql.query('update signature_challenges set proof_hash = $2 where id = $1', [id, proofHash]);
}

/** @returns false when it has expired, or has signed before */
export async function spendChallenge(sql: Sql, id: string): Promise<boolean> {
  const spent = await sql.query(
    `update signature_challenges set spent_at = service_now()
     where id = $1 and spent_at is null and expires_at > service_now() returning id`,
    [id],
  );
  return spent.length > 0;
}

/** Those that signed are evidence and stay. */
export async function deleteDeadChallenges(sql: Sql): Promise<void> {
  await sql.query(
    `delete from signature_challenges where spent_at is null and expires_at <= service_now() - interval '1 day'`,
  );
}
