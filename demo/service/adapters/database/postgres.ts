/**
 * PostgreSQL on a server of its own: any number of instances of the service side by side. A connection whose
 * state is not known never goes back to the pool.
 */
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import type { Database, Sql } from '../../ports/database.ts';
import { DatabaseFailure, withoutValues } from './database-failure.ts';
import { inTransaction } from './in-transaction.ts';
import { migrate } from './migrate.ts';
import { PostgresConnection } from './postgres-connection.ts';
import { PostgresListener } from './postgres-listener.ts';
import { postgresSettings } from './postgres-settings.ts';

const POOL_SIZE = 10;
const ATTEMPTS = 4;
/** serialization_failure and deadlock_detected: the server has undone everything, and asks to try again. */
const WORTH_TRYING_AGAIN: readonly string[] = ['40001', '40P01'];

/** @param url `postgresql://user:password@host:port/database` */
export async function openPostgres(url: string): Promise<Database> {
  const settings = postgresSettings(url);
  const pool = new pg.Pool({ ...settings, max: POOL_SIZE });
  // A connection that breaks while nobody has it leaves the pool, and another takes its place. One that breaks
  // while somebody has it fails the statement that is under way. Unheard, either would end the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  const listener = new PostgresListener(settings);
  const scripts = new WeakMap<Sql, PostgresConnection>();
  let closing: Promise<void> | undefined;

  const database: Database = {
    query: <Row extends object>(text: string, values?: readonly unknown[]) =>
      untilUndisturbed(() => withConnection(pool, (connection) => connection.rows<Row>(text, values))),
    transaction: (work) =>
      untilUndisturbed(() =>
        withConnection(pool, (connection) =>
          inTransaction(connection, (sql) => {
            scripts.set(sql, connection);
            return work(sql);
          }),
        ),
      ),
    listen: (channel, heard) => listener.listen(channel, heard),
    close: () => (closing ??= Promise.all([listener.close(), pool.end()]).then(() => undefined)),
  };
  try {
    await migrate(database, async (sql, script) => {
      await scripts.get(sql)?.script(script);
    });
  } catch (error) {
    await database.close();
    throw error;
  }
  return database;
}

async function withConnection<Result>(
  pool: pg.Pool,
  work: (connection: PostgresConnection) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect().catch((error: unknown) => {
    throw withoutValues(error);
  });
  const connection = new PostgresConnection(client);
  try {
    return await work(connection);
  } finally {
    client.release(connection.broken);
  }
}

/**
 * Runs work again that the server undid because of others. That is safe because nothing of it has happened,
 * and because work in a transaction touches nothing but the database. A connection that is lost is another
 * matter: whether its COMMIT was carried out is not known, and the caller is told.
 */
async function untilUndisturbed<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      const disturbed = error instanceof DatabaseFailure && WORTH_TRYING_AGAIN.includes(error.code);
      if (!disturbed || attempt >= ATTEMPTS) throw error;
      // Unlike the other's wait, so that the two do not meet again.
      await pause(Math.random() * 20 * attempt);
    }
  }
}
