/** What waits to be done, for operators: one look at small indexes, whatever the size of the tables. */
import type { Sql } from '../ports/database.ts';

export interface WorkWaiting {
  /** Orders whose sealed files are to be made. */
  readonly packaging: number;
  /** Seconds for which the oldest of them has been due; 0 where none is. */
  readonly packagingOverdueSeconds: number;
  /** Completions without their time stamp. */
  readonly unstamped: number;
  readonly deliveries: readonly {
    readonly channel: string;
    readonly status: 'pending' | 'failed' | 'unknown';
    readonly count: number;
  }[];
}

export async function readWorkWaiting(sql: Sql): Promise<WorkWaiting> {
  const [row] = await sql.query<WorkWaiting>(
    `select
       (select count(*)::integer from orders where packaging in ('pending', 'failed')) as packaging,
       (select greatest(0, coalesce(extract(epoch from service_now() - min(packaging_due_at)), 0))::float
        from orders where packaging in ('pending', 'failed')) as "packagingOverdueSeconds",
       (select count(*)::integer from tasks
        where completion_time_stamp is null and completion_stamp_due_at is not null) as unstamped,
       (select coalesce(jsonb_agg(jsonb_build_object('channel', channel, 'status', status, 'count', count)), '[]')
        from (select channel, status, count(*) from deliveries where status in ('pending', 'failed', 'unknown')
              group by channel, status) as waiting) as deliveries`,
  );
  if (!row) throw new Error('The database did not tell what waits.');
  return row;
}
