/** Files of a folder in memory, each compressed once: no run pays for compression. */
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { gzipSync } from 'node:zlib';

export interface StaticFile {
  readonly body: Buffer;
  readonly type: string;
  readonly encoding: 'gzip' | undefined;
}

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.html': 'text/html',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};

/** By path below `prefix`. */
export async function staticFiles(prefix: string, folder: string): Promise<Map<string, StaticFile>> {
  const files = new Map<string, StaticFile>();
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  for (const entry of entries) {
    if (!entry.isFile() || entry.name.endsWith('.map') || entry.name.endsWith('.d.ts')) continue;
    const path = join(entry.parentPath, entry.name);
    const type = TYPES[extname(entry.name)];
    const bytes = await readFile(path);
    const address = prefix + relative(folder, path).split(sep).join('/');
    files.set(address, fileOf(bytes, type));
  }
  return files;
}

export function fileOf(bytes: Buffer, type: string | undefined): StaticFile {
  const encoding = type ? 'gzip' : undefined;
  const body = encoding ? gzipSync(bytes, { level: 9 }) : bytes;
  return { body, type: type ?? 'application/octet-stream', encoding };
}
