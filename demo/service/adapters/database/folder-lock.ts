/**
 * One process for each data folder. The lock is a file with the process's id, made whole before it gets
 * its name; the lock of a process that died is taken over.
 */
import { randomUUID } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

export class FolderInUse extends Error {
  constructor(folder: string, pid: number) {
    super(
      `The data folder ${folder} is in use by process ${pid}. Stop that process, or set DATA_DIR to another folder. ` +
        `If process ${pid} is something else, remove the file "lock" in the folder.`,
    );
    this.name = 'FolderInUse';
  }
}

/** What this very process holds: after a restart in a container a dead holder often had our own id. */
const heldHere = new Set<string>();

/** @returns the way to give the folder back */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const lock = resolve(folder, 'lock');
  if (heldHere.has(lock)) throw new FolderInUse(folder, process.pid);
  // Before anything is waited for: a second caller of this process would take our own id for a dead one's.
  heldHere.add(lock);
  try {
    await takeLock(folder, lock);
  } catch (error) {
    heldHere.delete(lock);
    throw error;
  }
  return async () => {
    await rm(lock, { force: true });
    heldHere.delete(lock);
  };
}

async function takeLock(folder: string, lock: string): Promise<void> {
  const mine = join(folder, `lock-${randomUUID()}`);
  await writeFile(mine, String(process.pid), { flag: 'wx' });
  try {
    for (let attempt = 0; ; attempt += 1) {
      try {
        // A link is made by one process only, and never shows a half-written file.
        await link(mine, lock);
        return;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || attempt >= 3) throw error;
        await removeStale(folder, lock);
      }
    }
  } finally {
    await rm(mine, { force: true });
  }
}

async function removeStale(folder: string, lock: string): Promise<void> {
  const holder = await readFile(lock, 'utf8').catch(() => undefined);
  if (holder === undefined) return;
  if (isAlive(Number(holder))) throw new FolderInUse(folder, Number(holder));
  const stale = join(folder, `stale-${randomUUID()}`);
  try {
    await rename(lock, stale);
    // Somebody else may have taken it over since we looked: then it is theirs, and goes back.
    if ((await readFile(stale, 'utf8')) !== holder) await link(stale, lock);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  } finally {
    await rm(stale, { force: true });
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
