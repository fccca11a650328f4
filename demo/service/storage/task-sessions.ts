/** Task sessions: kept under the keyed hash of their token, 15 minutes idle, 60 at most. */
import type { Sql } from '../ports/database.ts';

const IDLE = `interval '15 minutes'`;
const LONGEST = `interval '60 minutes'`;

export async function insertTaskSession(sql: Sql, tokenHash: string, taskId: string): Promise<Date> {
  const [row] = await sql.query<{ expiresAt: Date }>(
    `insert into task_sessions (token_hash, task_id, created_at, expires_at)
     values ($1, $2, service_now(), service_now() + ${IDLE}) returning expires_at as "expiresAt"`,
    [tokenHash, taskId],
  );
  if (!row) throw new Error('The session was not stored.');
  return row.expiresAt;
}

/**
 * The task of a living session, which is extended by this use. It is written at most once a minute:
 * ranges of a document come by the dozen.
 */
export async function useTaskSession(sql: Sql, tokenHash: string): Promise<string | undefined> {
  const [row] = await sql.query<{ taskId: string; stale: boolean }>(
    `select task_id as "taskId", expires_at < service_now() + ${IDLE} - interval '1 minute' as stale
     from task_sessions where token_hash = $1 and expires_at > service_now()`,
    [tokenHash],
  );
  if (row?.stale) {
    await sql.query(
      `update task_sessions set expires_at = least(service_now() + ${IDLE}, created_at + ${LONGEST})
       where token_hash = $1 and expires_at > service_now()`,
      [tokenHash],
    );
  }
  return row?.taskId;
}

export async function deleteTaskSession(sql: Sql, tokenHash: string): Promise<void> {
  await sql.query('delete from task_sessions where token_hash = $1', [tokenHash]);
}

export async function deleteDeadTaskSessions(sql: Sql): Promise<void> {
  await sql.query('delete from task_sessions where expires_at <= service_now()');
}
