/** Passkeys, by whom they belong to: a keyed hash of the subject's lasting reference. */
import type { Sql } from '../ports/database.ts';
import type { MadePasskey } from '../ports/passkey-authority.ts';
import type { OpenedBy } from './task-sessions.ts';

export interface NewPasskeyRecord extends MadePasskey {
  readonly subjectHash: string;
  /** Where it was made, and how that session had been opened. */
  readonly taskId: string;
  readonly registeredBy: OpenedBy;
}

export interface PasskeyRecord extends NewPasskeyRecord {
  readonly createdAt: Date;
}

const COLUMNS = `id, subject_hash as "subjectHash", public_key as "publicKey", counter, transports,
  backup_eligible as "backupEligible", backed_up as "backedUp", task_id as "taskId",
  registered_by as "registeredBy", created_at as "createdAt"`;

/** @returns when, or undefined where there is a passkey with this id, whoever it belongs to */
export async function insertPasskey(sql: Sql, passkey: NewPasskeyRecord): Promise<Date | undefined> {
  const [row] = await sql.query<{ createdAt: Date }>(
    `insert into passkeys (id, subject_hash, public_key, counter, transports, backup_eligible, backed_up, task_id,
       registered_by, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, service_now()) on conflict (id) do nothing
     returning created_at as "createdAt"`,
    [
      passkey.id,
      passkey.subjectHash,
      passkey.publicKey,
      passkey.counter,
      JSON.stringify(passkey.transports),
      passkey.backupEligible,
      passkey.backedUp,
      passkey.taskId,
      passkey.registeredBy,
    ],
  );
  return row?.createdAt;
}

/** The oldest first. */
export async function listPasskeys(sql: Sql, subjectHash: string): Promise<PasskeyRecord[]> {
  return sql.query<PasskeyRecord>(
    `select ${COLUMNS} from passkeys where subject_hash = $1 order by created_at, id`,
    [subjectHash],
  );
}

/**
 * Writes how far it has counted, once for each number: of two that say the same, one is a copy.
 *
 * @returns false where it has counted as far, or further, meanwhile
 */
export async function usePasskey(
  sql: Sql,
  id: string,
  { counter, backedUp }: Pick<MadePasskey, 'counter' | 'backedUp'>,
): Promise<boolean> {
  const used = await sql.query(
    `update passkeys set counter = $2, backed_up = $3
     where id = $1 and (counter < $2 or (counter = 0 and $2 = 0)) returning id`,
    [id, counter, backedUp],
  );
  return used.length > 0;
}
