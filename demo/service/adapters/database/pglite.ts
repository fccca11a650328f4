/**
 * PostgreSQL inside this process, in a folder. It never calls fsync, so a power cut can lose what was
 * committed last, and it would let two processes open one folder: the lock file forbids that.
 */
import { Mutex, PGlite } from '@electric-sql/pglite';
import { chmod, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database } from '../../ports/database.ts';
import { lockFolder } from './folder-lock.ts';
import { inTransaction } from './in-transaction.ts';
import { migrate } from './migrate.ts';
import { PgliteStatements } from './pglite-statements.ts';
import { quotedChannel } from './quoted-channel.ts';

/** Where it is kept. Without a folder it lives in memory and is gone with the process. */
export interface PgliteHome {
  readonly folder?: string | undefined;
  /** In memory: an empty cluster to begin with, as `emptyCluster` makes it, since making one takes seconds. */
  readonly cluster?: Blob;
  /** Left out, as many statements as is good for speed. */
  readonly runsOfAPlan?: number;
}

export async function openPglite({ folder, cluster, runsOfAPlan }: PgliteHome = {}): Promise<Database> {
  if (folder === undefined)
    return connect(await PGlite.create(cluster ? { loadDataDir: cluster } : {}), runsOfAPlan);
  // What is in it is about people, and is nobody else's on this machine: PGlite itself writes files for all.
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(folder, 0o700);
  const unlock = await lockFolder(folder);
  try {
    const database = await connect(await PGlite.create(join(folder, 'pglite')), runsOfAPlan);
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

async function connect(db: PGlite, runsOfAPlan?: number): Promise<Database> {
  const statements = new PgliteStatements(db, runsOfAPlan);
  const turns = new Mutex();
  const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> =>
    turns.runExclusive(async () => {
      await statements.renewPlans();
      return work();
    });
  const database: Database = {
    query: (text, values) => inTurn(() => statements.rows(text, values)),
    transaction: (work) => inTurn(() => inTransaction(statements, work)),
    listen: (channel, heard) => inTurn(() => listen(db, statements, channel, heard)),
    close: () => turns.runExclusive(() => db.close()),
  };
  await migrate(database, (_sql, script) => statements.script(script));
  return database;
}

/** Not by PGlite's own `listen`, which changes names and puts them into SQL as they are. */
async function listen(
  db: PGlite,
  statements: PgliteStatements,
  channel: string,
  heard: (payload: string) => void,
): Promise<() => Promise<void>> {
  const name = quotedChannel(channel);
  const stop = db.onNotification((on, payload) => {
    if (on === channel) heard(payload);
  });
  try {
    await statements.run(`listen ${name}`);
  } catch (error) {
    stop();
    throw error;
  }
  // A notice that nobody hears costs nothing inside one process: the database goes on listening.
  return async () => stop();
}
