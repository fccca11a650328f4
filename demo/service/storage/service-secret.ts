import type { Sql } from '../ports/database.ts';

/**
 * Instances that share a database share the secret that credentials are hashed with, or would find nothing of
 * each other's.
 *
 * @param fingerprint tells one secret from another, and nothing of either
 */
export async function holdServiceSecret(sql: Sql, fingerprint: string): Promise<void> {
  await sql.query('insert into service_secret (fingerprint) values ($1) on conflict do nothing', [
    fingerprint,
  ]);
  const [row] = await sql.query<{ fingerprint: string }>('select fingerprint from service_secret');
  if (row?.fingerprint !== fingerprint) {
    throw new Error(
      'The database belongs to a service with another secret. Instances that share a database share the data ' +
        'folder, or have copies of its file "service-secret" (SERVICE_SECRET_FILE) and one store for documents.',
    );
  }
}
