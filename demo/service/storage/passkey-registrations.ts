/** Challenges for passkeys that are to be made: kept as keyed hashes, for ten minutes, and used once. */
import type { Sql } from '../ports/database.ts';

export interface RegistrationRecord {
  readonly challengeHash: string;
  readonly taskId: string;
  /** Hash of the token of the session, or the window, that asked: nobody else's passkey is taken for it. */
  readonly holderHash: string;
}

export async function insertRegistration(sql: Sql, registration: RegistrationRecord): Promise<void> {
  await sql.query(
    `insert into passkey_registrations (challenge_hash, task_id, holder_hash, expires_at)
     values ($1, $2, $3, service_now() + interval '10 minutes')`,
    [registration.challengeHash, registration.taskId, registration.holderHash],
  );
}

/** @returns false when it is unknown, was somebody else's, has expired, or was used before */
export async function takeRegistration(
  sql: Sql,
  { challengeHash, taskId, holderHash }: RegistrationRecord,
): Promise<boolean> {
  const taken = await sql.query(
    `delete from passkey_registrations
     where challenge_hash = $1 and task_id = $2 and holder_hash = $3 and expires_at > service_now()
     returning challenge_hash`,
    [challengeHash, taskId, holderHash],
  );
  return taken.length > 0;
}

export async function deleteDeadRegistrations(sql: Sql): Promise<void> {
  await sql.query('delete from passkey_registrations where expires_at <= service_now()');
}
