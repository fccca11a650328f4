import type { HistoryEntry } from '../domain/history.ts';
import type { Sql } from '../ports/database.ts';

/** The whole history of an order, the oldest first. */
export async function readHistory(sql: Sql, orderId: string): Promise<HistoryEntry[]> {
  const rows = await sql.query<
    Omit<HistoryEntry, 'taskId' | 'data'> & Nullable<Pick<HistoryEntry, 'taskId' | 'data'>>
  >(
    `select sequence, type, at, task_id as "taskId", data, previous_hash as "previousHash", hash
     from history where order_id = $1 order by sequence`,
    [orderId],
  );
  return rows.map(({ taskId, data, ...entry }) => ({
    ...entry,
    ...(taskId && { taskId }),
    ...(data && { data }),
  }));
}

type Nullable<Row> = { [Name in keyof Row]: Row[Name] | null };

/** The last entry about a task that is of one of these types. */
export async function readLastOf<Type extends HistoryEntry['type']>(
  sql: Sql,
  task: { readonly id: string; readonly orderId: string },
  types: readonly Type[],
): Promise<Type | undefined> {
  const [row] = await sql.query<{ type: Type }>(
    `select type from history where order_id = $1 and task_id = $2 and type = any($3::text[])
     order by sequence desc limit 1`,
    [task.orderId, task.id, types],
  );
  return row?.type;
}

export async function countOf(
  sql: Sql,
  task: { readonly id: string; readonly orderId: string },
  types: readonly HistoryEntry['type'][],
): Promise<number> {
  const [row] = await sql.query<{ count: number }>(
    `select count(*)::integer as count from history where order_id = $1 and task_id = $2 and type = any($3::text[])`,
    [task.orderId, task.id, types],
  );
  return row?.count ?? 0;
}

/** Entries of these types after a place in the history, the oldest first. */
export function readStatusChanges<Type extends HistoryEntry['type']>(
  sql: Sql,
  orderId: string,
  afterSequence: number,
  types: readonly Type[],
): Promise<(Pick<HistoryEntry, 'sequence' | 'at'> & { type: Type; taskId: string | null })[]> {
  return sql.query(
    `select sequence, type, at, task_id as "taskId" from history
     where order_id = $1 and sequence > $2 and type = any($3::text[]) order by sequence`,
    [orderId, afterSequence, types],
  );
}
