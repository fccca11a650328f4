/** Logins with an eID: offered, begun, and what the eID said at the end. */
import type { Sql } from '../ports/database.ts';

const LIFE = `interval '10 minutes'`;
/** One that was never finished is remembered for a while, so that whoever comes too late is told so. */
const REMEMBERED = `interval '1 day'`;

export interface LoginRecord {
  readonly id: string;
  readonly taskId: string;
  readonly afresh: boolean;
  readonly returnUrl: string | undefined;
  readonly alive: boolean;
}

const COLUMNS = `id, task_id as "taskId", afresh, return_url as "returnUrl", expires_at > service_now() as alive`;

type LoginRow = Omit<LoginRecord, 'returnUrl'> & { readonly returnUrl: string | null };

export async function insertLogin(
  sql: Sql,
  { id, taskId, afresh }: Pick<LoginRecord, 'id' | 'taskId' | 'afresh'>,
): Promise<void> {
  await sql.query(
    `insert into logins (id, task_id, created_at, expires_at, afresh)
     values ($1, $2, service_now(), service_now() + ${LIFE}, $3)`,
    [id, taskId, afresh],
  );
}

export async function findLogin(sql: Sql, id: string): Promise<LoginRecord | undefined> {
  const [row] = await sql.query<LoginRow>(`select ${COLUMNS} from logins where id = $1`, [id]);
  return row && recordOf(row);
}

/** Begins one that the service runs. Begun again, only the last beginning can end it. */
export async function beginLogin(
  sql: Sql,
  id: string,
  { stateHash, returnUrl }: { readonly stateHash: string; readonly returnUrl: string },
): Promise<LoginRecord | undefined> {
  const [row] = await sql.query<LoginRow>(
    `update logins set state_hash = $2, return_url = $3
     where id = $1 and expires_at > service_now() and verified_at is null returning ${COLUMNS}`,
    [id, stateHash, returnUrl],
  );
  return row && recordOf(row);
}

/** The state that the eID brings back is spent by this, in one statement: it comes once. */
export async function takeLoginState(sql: Sql, stateHash: string): Promise<LoginRecord | undefined> {
  const [row] = await sql.query<LoginRow>(
    `update logins set state_hash = null where state_hash = $1 returning ${COLUMNS}`,
    [stateHash],
  );
  return row && recordOf(row);
}

export interface LoginEvidence {
  readonly idToken: string;
  readonly keySet: string;
  readonly acr: string;
}

/**
 * Writes what the eID said, once: what has been written is evidence.
 *
 * @param sessionHash the session that it opens
 * @returns false when it has ended before, but for the same token and the same session: a repeat of a request
 */
export async function endLogin(
  sql: Sql,
  id: string,
  evidence: LoginEvidence,
  sessionHash: string | undefined,
): Promise<boolean> {
  const ended = await sql.query(
    `update logins set id_token = $2, key_set = $3, acr = $4, verified_at = service_now(), session_hash = $5,
       return_url = null
     where id = $1 and expires_at > service_now() and verified_at is null returning id`,
    [id, evidence.idToken, evidence.keySet, evidence.acr, sessionHash ?? null],
  );
  if (ended.length > 0) return true;
  const repeated = await sql.query(
    `select 1 from logins where id = $1 and expires_at > service_now() and session_hash = $2 and id_token = $3`,
    [id, sessionHash ?? null, evidence.idToken],
  );
  return repeated.length > 0;
}

/**
 * It came to nothing: what belongs to it is worth nothing from now on. One that counted stays as it is.
 *
 * @returns whether it was alive until now
 */
export async function voidLogin(sql: Sql, id: string): Promise<boolean> {
  const voided = await sql.query(
    `update logins set expires_at = service_now()
     where id = $1 and expires_at > service_now() and verified_at is null returning id`,
    [id],
  );
  return voided.length > 0;
}

export interface FinishedLogin extends LoginEvidence {
  readonly id: string;
  readonly verifiedAt: Date;
}

export async function findFinishedLogin(sql: Sql, id: string): Promise<FinishedLogin | undefined> {
  return (await findFinishedLogins(sql, [id]))[0];
}

export function findFinishedLogins(sql: Sql, ids: readonly string[]): Promise<FinishedLogin[]> {
  return sql.query<FinishedLogin>(
    `select id, id_token as "idToken", key_set as "keySet", acr, verified_at as "verifiedAt"
     from logins where id = any($1::text[]) and verified_at is not null order by verified_at, id`,
    [ids],
  );
}

/** Those that ended are evidence and stay. */
export async function deleteDeadLogins(sql: Sql): Promise<void> {
  await sql.query(
    `delete from logins where verified_at is null and expires_at <= service_now() - ${REMEMBERED}`,
  );
}

function recordOf({ returnUrl, ...row }: LoginRow): LoginRecord {
  return { ...row, returnUrl: returnUrl ?? undefined };
}
