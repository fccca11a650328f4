/** One suite, run on every database that the service can live on. It knows their adapters, and no test. */
import { after, describe } from 'node:test';
import { openPostgres } from '../../demo/service/adapters/database/postgres.ts';
import type { Database } from '../../demo/service/ports/database.ts';
import { openMemory } from './memory-database.ts';
import { startPostgres, whyNoPostgres, type PostgresServer } from './postgres-server.ts';

/**
 * Opens an instance on the suite's own database: called again, another instance on the same data. PGlite lives
 * in one process, so there the instances are one. They are closed when the suite ends.
 */
export type OpenDatabase = () => Promise<Database>;

export function eachDatabase(title: string, suite: (open: OpenDatabase) => void): void {
  describe(`${title}, on PGlite`, () => {
    let opened: Promise<Database> | undefined;
    after(async () => (await opened)?.close());
    suite(async () => {
      const database = await (opened ??= openMemory());
      return { ...database, close: () => Promise.resolve() };
    });
  });
  describe(`${title}, on PostgreSQL`, { skip: whyNoPostgres() ?? false }, () => {
    const opened: Promise<Database>[] = [];
    let url: Promise<string> | undefined;
    after(async () => {
      for (const database of opened) await (await database).close();
    });
    suite(async () => {
      url ??= postgres().then((server) => server.freshDatabase());
      const database = openPostgres(await url);
      opened.push(database);
      return database;
    });
  });
}

let server: Promise<PostgresServer | undefined> | undefined;
after(async () => (await server)?.stop());

/** The server of this test process: started when the first test wants it, stopped after the last. */
export async function postgres(): Promise<PostgresServer> {
  const running = await (server ??= startPostgres());
  if (!running) throw new Error(whyNoPostgres());
  return running;
}
