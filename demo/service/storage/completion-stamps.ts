/** Which completions wait for their time stamp, and the stamps as they come. */
import type { Sql } from '../ports/database.ts';

/** How long one instance may ask for a time stamp before another asks as well. */
const LEASE = `interval '1 minute'`;

export interface UnstampedCompletion {
  readonly taskId: string;
  readonly sha256: string;
  /** How often it has been asked for, this time included. */
  readonly attempts: number;
}

/**
 * Takes the completion that has waited longest. Where an order is being packaged, packaging does it: the sealed
 * files would have to wait for the stamp anyway.
 */
export async function takeUnstampedCompletion(sql: Sql): Promise<UnstampedCompletion | undefined> {
  const [taken] = await sql.query<UnstampedCompletion>(
    `update tasks set completion_stamp_due_at = service_now() + ${LEASE},
       completion_stamp_attempts = completion_stamp_attempts + 1
     where id = (select t.id from tasks t join orders o on o.id = t.order_id
                 where t.completion_time_stamp is null and t.completion_stamp_due_at <= service_now()
                   and o.packaging not in ('pending', 'failed')
                 order by t.completion_stamp_due_at limit 1 for update of t skip locked)
     returning id as "taskId", completion_sha256 as sha256, completion_stamp_attempts as attempts`,
  );
  return taken;
}

export async function putOffCompletionStamp(sql: Sql, taskId: string, dueAt: Date): Promise<void> {
  await sql.query('update tasks set completion_stamp_due_at = $2 where id = $1', [taskId, dueAt]);
}

/** The first stays: it is the one that has been told of. */
export async function setCompletionTimeStamp(sql: Sql, taskId: string, token: Uint8Array): Promise<void> {
  await sql.query(
    `update tasks set completion_time_stamp = $2, completion_stamp_due_at = null
     where id = $1 and completion_time_stamp is null`,
    [taskId, Buffer.from(token).toString('base64')],
  );
}
