/** Storybook, built when it is older than what it shows, and served on the loopback address. */
import { execFile } from 'node:child_process';
import { readdir, readFile, stat } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const BUILT = join(ROOT, 'storybook-static');
const SOURCES = ['src', 'stories', '.storybook', 'test/harness'];

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.woff2': 'font/woff2',
};

export interface StoryEntry {
  readonly id: string;
  readonly title: string;
  readonly name: string;
  readonly tags: readonly string[];
  readonly type: string;
}

export async function builtStories(): Promise<readonly StoryEntry[]> {
  if (await isStale()) {
    const storybook = join(ROOT, 'node_modules', 'storybook', 'dist', 'bin', 'dispatcher.js');
    await promisify(execFile)(process.execPath, [storybook, 'build', '-o', BUILT, '--quiet'], { cwd: ROOT });
  }
  const index = JSON.parse(await readFile(join(BUILT, 'index.json'), 'utf8')) as {
    entries: Record<string, StoryEntry>;
  };
  return Object.values(index.entries).filter(({ type }) => type === 'story');
}

export async function serveStories(): Promise<{ readonly origin: string; readonly server: Server }> {
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url ?? '/', 'http://x').pathname));
    readFile(join(BUILT, path === '/' ? 'index.html' : path)).then(
      (body) => {
        response.setHeader('Content-Type', TYPES[extname(path)] ?? 'application/octet-stream');
        response.end(body);
      },
      // A browser asks for an icon of its own accord.
      () => response.writeHead(path === '/favicon.ico' ? 204 : 404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, server };
}

async function isStale(): Promise<boolean> {
  const built = await stat(join(BUILT, 'index.json')).catch(() => undefined);
  if (!built) return true;
  const times = await Promise.all(SOURCES.map((source) => newest(join(ROOT, source))));
  return Math.max(...times) > built.mtimeMs;
}

async function newest(path: string): Promise<number> {
  const { mtimeMs, ...entry } = await stat(path).then((found) => ({
    mtimeMs: found.mtimeMs,
    isFolder: found.isDirectory(),
  }));
  if (!entry.isFolder) return mtimeMs;
  const children = await readdir(path);
  return Math.max(mtimeMs, ...(await Promise.all(children.map((child) => newest(join(path, child))))));
}
