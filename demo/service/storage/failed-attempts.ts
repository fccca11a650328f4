/**
 * How often a caller has failed lately. A try is counted as failed before it is made, and taken back when it
 * succeeds: however many come at once, no more get through than may fail.
 */
import type { Sql } from '../ports/database.ts';

export interface AttemptLimit {
  readonly failures: number;
  readonly windowSeconds: number;
}

/** @returns 0 when the try may be made, else the seconds until one may */
export async function reserveAttempt(sql: Sql, callerHash: string, limit: AttemptLimit): Promise<number> {
  const { failures, windowSeconds } = limit;
  const counting = `array(select at from unnest(failed_attempts.failed_at) at
    where at > service_now() - make_interval(secs => $2) order by at)`;
  const reserved = await sql.query(
    `insert into failed_attempts (caller_hash, failed_at) values ($1, array[service_now()])
     on conflict (caller_hash) do update set failed_at = ${counting} || service_now()
       where cardinality(${counting}) < $3
     returning caller_hash`,
    [callerHash, windowSeconds, failures],
  );
  if (reserved.length > 0) return 0;
  const [row] = await sql.query<{ seconds: number }>(
    `select extract(epoch from (${counting})[1] + make_interval(secs => $2) - service_now())::float8 as seconds
     from failed_attempts where caller_hash = $1`,
    [callerHash, windowSeconds],
  );
  return Math.max(1, Math.ceil(row?.seconds ?? 1));
}

/** It did not fail: the newest is taken back, whichever of those under way it belonged to. */
export async function releaseAttempt(sql: Sql, callerHash: string): Promise<void> {
  await sql.query(
    `update failed_attempts set failed_at = failed_at[1:cardinality(failed_at) - 1]
     where caller_hash = $1 and cardinality(failed_at) > 0`,
    [callerHash],
  );
}

/** What no limit counts any more. */
export async function deleteOldAttempts(sql: Sql, longestWindowSeconds: number): Promise<void> {
  await sql.query(
    `delete from failed_attempts
     where not exists (select 1 from unnest(failed_at) at where at > service_now() - make_interval(secs => $1))`,
    [longestWindowSeconds],
  );
}
