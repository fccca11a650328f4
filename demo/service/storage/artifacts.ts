/** Artifacts: kept under their keyed hash, 30 seconds by the database's clock, redeemed once. */
import type { Sql } from '../ports/database.ts';

const LIFE = `interval '30 seconds'`;

export interface ArtifactRecord {
  readonly taskId: string;
  /** Of the login that it ends; undefined where the customer's site has logged the signer in. */
  readonly loginId: string | undefined;
}

/** @returns when it dies */
export async function insertArtifact(
  sql: Sql,
  hash: string,
  { taskId, loginId }: ArtifactRecord,
): Promise<Date> {
  const [row] = await sql.query<{ expiresAt: Date }>(
    `insert into artifacts (hash, task_id, login_id, issued_at, expires_at)
     values ($1, $2, $3, service_now(), service_now() + ${LIFE}) returning expires_at as "expiresAt"`,
    [hash, taskId, loginId ?? null],
  );
  if (!row) throw new Error('The artifact was not stored.');
  return row.expiresAt;
}

/**
 * Redeems it for a session, in one statement: of many at once the database lets one through. The same
 * session again finds it again, so that a lost answer locks nobody out.
 *
 * @returns undefined for what is unknown, dead, or redeemed for another session
 */
export async function redeemArtifact(
  sql: Sql,
  hash: string,
  sessionHash: string,
): Promise<ArtifactRecord | undefined> {
  const [row] = await sql.query<{ taskId: string; loginId: string | null }>(
    `update artifacts set session_hash = $2
     where hash = $1 and expires_at > service_now() and (session_hash is null or session_hash = $2)
     returning task_id as "taskId", login_id as "loginId"`,
    [hash, sessionHash],
  );
  return row && { taskId: row.taskId, loginId: row.loginId ?? undefined };
}

export async function deleteDeadArtifacts(sql: Sql): Promise<void> {
  await sql.query(`delete from artifacts where expires_at <= service_now() - ${LIFE}`);
}
