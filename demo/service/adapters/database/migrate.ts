import type { Database, Sql } from '../../ports/database.ts';
import { MIGRATIONS } from './migrations.ts';

/** Any number that nothing else in this database locks. */
const MIGRATION_LOCK = 7_266_401;

/** Brings the tables up to date. `execute` runs a script of several statements. */
export async function migrate(
  database: Database,
  execute: (sql: Sql, script: string) => Promise<void>,
): Promise<void> {
  await database.transaction(async (sql) => {
    // Instances that start at the same moment do it one after the other, the first table included: two that
    // create it at once fail, with or without "if not exists". A long step is no reason to give up.
    await execute(sql, `set local statement_timeout = 0; select pg_advisory_xact_lock(${MIGRATION_LOCK});`);
    await sql.query(
      'create table if not exists migrations (name text primary key, applied_at timestamptz not null)',
    );
    const applied = await sql.query<{ name: string }>('select name from migrations');
    const known = new Set(applied.map((row) => row.name));
    for (const step of MIGRATIONS) {
      if (known.has(step.name)) continue;
      await execute(sql, step.sql);
      await sql.query('insert into migrations (name, applied_at) values ($1, clock_timestamp())', [
        step.name,
      ]);
    }
  });
}
