/** What signers have uploaded, as it stands with their actions. Its bytes are kept elsewhere, under its id. */
import type { Sql } from '../ports/database.ts';
import type { UploadedFileRecord } from './order-record.ts';

/** Inside a transaction that holds the order's lock. */
export async function setUploadedFile(
  sql: Sql,
  actionId: string,
  file: UploadedFileRecord | undefined,
): Promise<void> {
  await sql.query('update actions set upload_file = $2::jsonb where id = $1', [
    actionId,
    file ? JSON.stringify(file) : null,
  ]);
}

/**
 * Lets go of what no task has been completed with and none can be any more.
 *
 * @returns the ids of files whose bytes are for nobody
 */
export async function dropUnusedUploads(sql: Sql): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(
    `with unused as (
       select a.id, a.upload_file ->> 'id' as file from actions a join tasks t on t.id = a.task_id
       where a.upload_file is not null and t.status not in ('blocked', 'ready') and a.status <> 'done'
       limit 100 for update of a skip locked)
     update actions set upload_file = null from unused where actions.id = unused.id
     returning unused.file as id`,
  );
  return rows.map(({ id }) => id);
}
