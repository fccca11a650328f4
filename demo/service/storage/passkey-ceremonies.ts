/** The ceremony of a signature's challenge in a window of the service: begun once, then done or failed. */
import type { Sql } from '../ports/database.ts';
import type { PasskeySignatureEvidence } from './order-record.ts';
import type { OpenedBy } from './task-sessions.ts';

export type CeremonyStatus = 'pending' | 'done' | 'failed';

export interface CeremonyRecord {
  readonly challengeId: string;
  readonly taskId: string;
  /** Of the task session that asked for the challenge. */
  readonly sessionHash: string;
  readonly openedBy: OpenedBy;
  readonly status: CeremonyStatus;
  readonly evidence: PasskeySignatureEvidence | undefined;
}

export interface NewCeremony {
  readonly challengeId: string;
  readonly sessionHash: string;
  readonly openedBy: OpenedBy;
  readonly windowHash: string;
}

type CeremonyRow = Omit<CeremonyRecord, 'evidence'> & { readonly evidence: PasskeySignatureEvidence | null };

const ALIVE = 'signature_challenges.spent_at is null and signature_challenges.expires_at > service_now()';
// One that nobody can end any more has failed.
const COLUMNS = `challenge_id as "challengeId", signature_challenges.task_id as "taskId",
  session_hash as "sessionHash", opened_by as "openedBy", evidence,
  case when status = 'pending' and not (${ALIVE}) then 'failed' else status end as status`;
const FROM = 'passkey_ceremonies join signature_challenges on signature_challenges.id = challenge_id';

export async function insertCeremony(sql: Sql, ceremony: NewCeremony): Promise<void> {
  await sql.query(
    `insert into passkey_ceremonies (challenge_id, session_hash, opened_by, window_hash, status)
     values ($1, $2, $3, $4, 'pending')`,
    [ceremony.challengeId, ceremony.sessionHash, ceremony.openedBy, ceremony.windowHash],
  );
}

/** Spends the secret of the window, in one statement: whoever comes second finds nothing. */
export async function beginCeremony(
  sql: Sql,
  windowHash: string,
  tokenHash: string,
): Promise<CeremonyRecord | undefined> {
  const begun = await sql.query(
    `update passkey_ceremonies set window_hash = null, token_hash = $2 from signature_challenges
     where signature_challenges.id = challenge_id and window_hash = $1 and status = 'pending' and ${ALIVE}
     returning challenge_id`,
    [windowHash, tokenHash],
  );
  return begun.length > 0 ? findPendingCeremony(sql, tokenHash) : undefined;
}

/** The one that a window has begun and can still end. */
export async function findPendingCeremony(sql: Sql, tokenHash: string): Promise<CeremonyRecord | undefined> {
  const [row] = await sql.query<CeremonyRow>(
    `select ${COLUMNS} from ${FROM} where token_hash = $1 and status = 'pending' and ${ALIVE}`,
    [tokenHash],
  );
  return row && recordOf(row);
}

export async function findCeremony(sql: Sql, challengeId: string): Promise<CeremonyRecord | undefined> {
  const [row] = await sql.query<CeremonyRow>(`select ${COLUMNS} from ${FROM} where challenge_id = $1`, [
    challengeId,
  ]);
  return row && recordOf(row);
}

/** @returns false when it has ended meanwhile */
export async function finishCeremony(
  sql: Sql,
  challengeId: string,
  evidence: PasskeySignatureEvidence,
): Promise<boolean> {
  const done = await sql.query(
    `update passkey_ceremonies set status = 'done', evidence = $2, token_hash = null
     where challenge_id = $1 and status = 'pending' returning challenge_id`,
    [challengeId, JSON.stringify(evidence)],
  );
  return done.length > 0;
}

/** One that is done stays done. */
export async function failCeremony(sql: Sql, challengeId: string): Promise<void> {
  await sql.query(
    `update passkey_ceremonies set status = 'failed', token_hash = null
     where challenge_id = $1 and status = 'pending'`,
    [challengeId],
  );
}

function recordOf({ evidence, ...row }: CeremonyRow): CeremonyRecord {
  return { ...row, evidence: evidence ?? undefined };
}
