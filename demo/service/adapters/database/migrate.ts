import type { Database, Sql } from '../../ports/database.ts';
import { MIGRATIONS } from './migrations.ts';

/** Brings the tables up to date. `execute` runs a script of several statements. */
export async function migrate(
  database: Database,
  execute: (sql: Sql, script: string) => Promise<void>,
): Promise<void> {
  await database.query(
    'create table if not exists migrations (name text primary key, applied_at timestamptz not null)',
  );
  await database.transaction(async (sql) => {
    // Two instances that start at the same moment do it one after the other.
    await sql.query('lock table migrations in exclusive mode');
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
