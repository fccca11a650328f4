/** Task sessions: kept under the keyed hash of their token, 15 minutes idle, 60 at most. */
import type { Sql } from '../ports/database.ts';

const IDLE = `interval '15 minutes'`;
const LONGEST = `interval '60 minutes'`;
/** A dead session is remembered for longer than an artifact lives: redeemed again, it stays dead. */
const REMEMBERED = `interval '60 minutes'`;

/** How the signer came in. */
export type OpenedBy = 'link' | 'code' | 'artifact' | 'eid';

export interface TaskSessionRecord {
  readonly taskId: string;
  readonly openedBy: OpenedBy;
  /** Of the login that it was opened with. */
  readonly loginId: string | undefined;
}

export interface InsertedSession {
  readonly expiresAt: Date;
  /** False for one that was there already: the answer to its opening got lost. */
  readonly fresh: boolean;
}

/** @returns undefined when there was one under this token, and it has ended */
export async function insertTaskSession(
  sql: Sql,
  tokenHash: string,
  { taskId, openedBy, loginId }: TaskSessionRecord,
): Promise<InsertedSession | undefined> {
  const [inserted] = await sql.query<{ expiresAt: Date }>(
    `insert into task_sessions (token_hash, task_id, created_at, expires_at, opened_by, login_id)
     values ($1, $2, service_now(), service_now() + ${IDLE}, $3, $4) on conflict (token_hash) do nothing
     returning expires_at as "expiresAt"`,
    [tokenHash, taskId, openedBy, loginId ?? null],
  );
  if (inserted) return { expiresAt: inserted.expiresAt, fresh: true };
  const [row] = await sql.query<{ expiresAt: Date }>(
    `select expires_at as "expiresAt" from task_sessions
     where token_hash = $1 and task_id = $2 and expires_at > service_now()`,
    [tokenHash, taskId],
  );
  return row && { expiresAt: row.expiresAt, fresh: false };
}

/**
 * A living session, which is extended by this use. It is written at most once a minute: ranges of a
 * document come by the dozen.
 */
export async function useTaskSession(sql: Sql, tokenHash: string): Promise<TaskSessionRecord | undefined> {
  const [row] = await sql.query<{
    taskId: string;
    openedBy: OpenedBy;
    loginId: string | null;
    stale: boolean;
  }>(
    `select task_id as "taskId", opened_by as "openedBy", login_id as "loginId",
       expires_at < service_now() + ${IDLE} - interval '1 minute' as stale
     from task_sessions where token_hash = $1 and expires_at > service_now()`,
    [tokenHash],
  );
  if (!row) return undefined;
  if (row.stale) {
    await sql.query(
      `update task_sessions set expires_at = least(service_now() + ${IDLE}, created_at + ${LONGEST})
       where token_hash = $1 and expires_at > service_now()`,
      [tokenHash],
    );
  }
  const { taskId, openedBy, loginId } = row;
  return { taskId, openedBy, loginId: loginId ?? undefined };
}

/** Whether it lives, without extending it. */
export async function isTaskSessionAlive(sql: Sql, tokenHash: string): Promise<boolean> {
  const rows = await sql.query(
    'select 1 from task_sessions where token_hash = $1 and expires_at > service_now()',
    [tokenHash],
  );
  return rows.length > 0;
}

export async function endTaskSession(sql: Sql, tokenHash: string): Promise<void> {
  await sql.query(
    'update task_sessions set expires_at = service_now() where token_hash = $1 and expires_at > service_now()',
    [tokenHash],
  );
}

export async function deleteDeadTaskSessions(sql: Sql): Promise<void> {
  await sql.query(`delete from task_sessions where expires_at <= service_now() - ${REMEMBERED}`);
}
