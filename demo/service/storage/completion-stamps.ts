/** Which completions wait for their time stamp, and the stamps as they come. */
import type { Sql } from '../ports/database.ts';
import { LEASE_SECONDS } from './leases.ts';

export interface UnstampedCompletion {
  readonly taskId: string;
  readonly sha256: string;
  /** How often it has been asked for, this time included. */
  readonly attempts: number;
}

/**
 * Takes the completions that have waited longest. Where an order is being packaged, packaging does it: the sealed files
 * would have to wait for the stamp anyway. The lease is not renewed: a time stamp authority has less time than it lasts.
 */
export function takeUnstampedCompletions(sql: Sql, most: number): Promise<UnstampedCompletion[]> {
  return sql.query<UnstampedCompletion>(
    `update tasks set completion_stamp_due_at = service_now() + make_interval(secs => $2),
       completion_stamp_attempts = completion_stamp_attempts + 1
     where id in (select t.id from tasks t join orders o on o.id = t.order_id
                  where t.completion_time_stamp is null and t.completion_stamp_due_at <= service_now()
                    and o.packaging not in ('pending', 'failed')
                  order by t.completion_stamp_due_at limit $1 for update of t skip locked)
     returning id as "taskId", completion_sha256 as sha256, completion_stamp_attempts as attempts`,
    [most, LEASE_SECONDS],
  );
}

export async function putOffCompletionStamp(sql: Sql, taskId: string, dueAt: Date): Promise<void> {
  await sql.query('update tasks set completion_stamp_due_at = $2 where id = $1', [taskId, dueAt]);
}

export interface CompletionStamp {
  readonly taskId: string;
  readonly token: Uint8Array;
}

/** Of two for one completion the first stays: it is the one that has been told of. */
export async function setCompletionTimeStamps(sql: Sql, stamps: readonly CompletionStamp[]): Promise<void> {
  if (stamps.length === 0) return;
  const rows = stamps.map(({ taskId: id, token }) => ({ id, token: Buffer.from(token).toString('base64') }));
  await sql.query(
    `update tasks set completion_time_stamp = stamp.token, completion_stamp_due_at = null
     from jsonb_to_recordset($1::jsonb) as stamp(id text, token text)
     where tasks.id = stamp.id and completion_time_stamp is null`,
    [JSON.stringify(rows)],
  );
}
