/**
 * Databases in memory that begin as copies of one empty cluster, kept in the project's own cache: to make one takes
 * PostgreSQL longer than most tests that want it. Our tables are made anew in each; and that a database can begin
 * with nothing at all is tested where databases are kept in folders.
 */
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { emptyCluster, openPglite, type PgliteHome } from '../../demo/service/adapters/database/pglite.ts';
import type { Database } from '../../demo/service/ports/database.ts';

const CACHE = fileURLToPath(new URL('../../node_modules/.cache/signing-widget', import.meta.url));

let cluster: Promise<Blob> | undefined;

export async function openMemory(home: Pick<PgliteHome, 'runsOfAPlan'> = {}): Promise<Database> {
  return openPglite({ ...home, cluster: await (cluster ??= keptCluster()) });
}

async function keptCluster(): Promise<Blob> {
  // Another version may want another cluster.
  const file = join(CACHE, `cluster-${await versionOfPglite()}.tar`);
  const kept = await readFile(file).catch(() => undefined);
  if (kept) return new Blob([kept]);
  const made = await emptyCluster();
  await mkdir(CACHE, { recursive: true });
  // Renamed when it is whole: of many processes at once each finds all of it, or none.
  const whole = `${file}.${process.pid}`;
  await writeFile(whole, made.stream());
  await rename(whole, file);
  return made;
}

async function versionOfPglite(): Promise<string> {
  const entry = createRequire(import.meta.url).resolve('@electric-sql/pglite');
  const manifest = await readFile(join(entry, '..', '..', 'package.json'), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
}
