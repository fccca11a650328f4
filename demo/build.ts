/** Builds the widget and the standalone page when they are missing, or older than what they are made from. */
import { spawn } from 'node:child_process';
import { readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from './configuration.ts';

const SOURCES = ['src', 'index.html', 'vite.config.ts', '.build', 'tsconfig.json', 'package-lock.json'];
const STAMP = join(ROOT, 'dist', '.built');

export async function buildIfNeeded(): Promise<'built' | 'fresh'> {
  const builtAt = await modifiedAt(STAMP);
  const changedAt = Math.max(...(await Promise.all(SOURCES.map((source) => newestIn(join(ROOT, source))))));
  if (builtAt > changedAt) return 'fresh';
  await rm(STAMP, { force: true });
  await vite('build');
  await vite('build', '--mode', 'app');
  await writeFile(STAMP, '');
  return 'built';
}

function vite(...args: string[]): Promise<void> {
  const command = join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js');
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [command, ...args, '--logLevel', 'warn'], {
      cwd: ROOT,
      stdio: 'inherit',
    });
    child.once('error', reject);
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`vite ${args.join(' ')} failed.`)),
    );
  });
}

async function newestIn(path: string): Promise<number> {
  const own = await modifiedAt(path);
  const entries = await readdir(path, { withFileTypes: true, recursive: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile());
  const times = await Promise.all(files.map((entry) => modifiedAt(join(entry.parentPath, entry.name))));
  return Math.max(own, ...times);
}

async function modifiedAt(path: string): Promise<number> {
  return stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );
}
