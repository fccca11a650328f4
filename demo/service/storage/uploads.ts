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

/** Before the bytes of an upload are written. */
export async function rememberStoredUpload(sql: Sql, id: string): Promise<void> {
  await sql.query('insert into stored_uploads (id, stored_at) values ($1, service_now())', [id]);
}

/** When its bytes are gone. */
export async function forgetStoredUpload(sql: Sql, id: string): Promise<void> {
  await sql.query('delete from stored_uploads where id = $1', [id]);
}

/** No upload is on its way for so long. */
const ON_ITS_WAY = `interval '1 hour'`;

/** @returns the ids of files that no action names: whoever put them, or took them away, was interrupted */
export async function findStrayUploads(sql: Sql): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(
    `select s.id from stored_uploads s where s.stored_at <= service_now() - ${ON_ITS_WAY}
       and not exists (select 1 from actions a where a.upload_file ->> 'id' = s.id)
     order by s.stored_at limit 100`,
  );
  return rows.map(({ id }) => id);
}
