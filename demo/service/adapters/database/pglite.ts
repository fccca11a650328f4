/**
 * PostgreSQL inside this process, in a folder. It never calls fsync, so a power cut can lose what was
 * committed last, and it would let two processes open one folder: the lock file forbids that.
 */
import { PGlite, type Results, type Transaction } from '@electric-sql/pglite';
import { chmod, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database, Sql } from '../../ports/database.ts';
import { withoutValues } from './database-failure.ts';
import { lockFolder } from './folder-lock.ts';
import { migrate } from './migrate.ts';
import { quotedChannel } from './quoted-channel.ts';

/** Where it is kept. Without a folder it lives in memory and is gone with the process. */
export interface PgliteHome {
  readonly folder?: string | undefined;
  /** In memory: an empty cluster to begin with, as `emptyCluster` makes it, since making one takes seconds. */
  readonly cluster?: Blob;
}

export async function openPglite({ folder, cluster }: PgliteHome = {}): Promise<Database> {
  if (folder === undefined) return connect(await PGlite.create(cluster ? { loadDataDir: cluster } : {}));
  // What is in it is about people, and is nobody else's on this machine: PGlite itself writes files for all.
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(folder, 0o700);
  const unlock = await lockFolder(folder);
  try {
    const database = await connect(await PGlite.create(join(folder, 'pglite')));
    const close = async () => {
      await database.close();
      await unlock();
    };
    return { ...database, close };
  } catch (error) {
    await unlock();
    throw error;
  }
}

/** What a database in memory begins as, before any of our tables. */
export async function emptyCluster(): Promise<Blob> {
  const db = await PGlite.create();
  try {
    return await db.dumpDataDir('none');
  } finally {
    await db.close();
  }
}

async function connect(db: PGlite): Promise<Database> {
  const scripts = new WeakMap<Sql, Transaction>();
  const database: Database = {
    query: rowsOf(db),
    transaction: (work) =>
      db
        .transaction(async (transaction) => {
          const sql: Sql = { query: rowsOf(transaction) };
          scripts.set(sql, transaction);
          return work(sql);
        })
        .catch(throwWithoutValues),
    listen: (channel, heard) => listen(db, channel, heard),
    close: () => db.close(),
  };
  await migrate(database, async (sql, script) => {
    await scripts.get(sql)?.exec(script);
  });
  return database;
}

function rowsOf(db: { query<Row>(text: string, values?: unknown[]): Promise<Results<Row>> }): Sql['query'] {
  return async <Row extends object>(text: string, values: readonly unknown[] = []) =>
    (await db.query<Row>(text, [...values]).catch(throwWithoutValues)).rows;
}

/** Not by PGlite's own `listen`, which changes names and puts them into SQL as they are. */
async function listen(
  db: PGlite,
  channel: string,
  heard: (payload: string) => void,
): Promise<() => Promise<void>> {
  const name = quotedChannel(channel);
  const stop = db.onNotification((on, payload) => {
    if (on === channel) heard(payload);
  });
  try {
    await db.exec(`listen ${name}`);
  } catch (error) {
    stop();
    throw withoutValues(error);
  }
  // A notice that nobody hears costs nothing inside one process: the database goes on listening.
  return async () => stop();
}

function throwWithoutValues(error: unknown): never {
  throw withoutValues(error);
}
