/**
 * What every page loads before a task's first page can be painted: the package's entry, with all that it imports
 * at once, compressed as a server does. What grew shows in the message.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build, loadConfigFromFile, type Rolldown } from 'vite';
import { buildIfNeeded } from '../../demo/build.ts';
import { loadedAtOnce, STATIC_IMPORT } from './loaded-at-once.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const DIST = join(ROOT, 'dist');
const BUDGET_BYTES = 32 * 1024;
const MOST_NAMED = 15;

/** The largest modules in those files, before they are minified: built anew, since a built file does not say. */
async function largestModules(files: ReadonlySet<string>): Promise<string> {
  const loaded = await loadConfigFromFile({ command: 'build', mode: 'production' });
  const config = loaded?.config ?? {};
  const made = (await build({
    ...config,
    configFile: false,
    logLevel: 'silent',
    plugins:
      config.plugins?.filter((plugin) => !plugin || !('name' in plugin) || plugin.name !== 'pdfjs-assets') ??
      [],
    build: { ...config.build, write: false },
  })) as Rolldown.RolldownOutput;
  return made.output
    .flatMap((file) =>
      file.type === 'chunk' && files.has(file.fileName) ? Object.entries(file.modules) : [],
    )
    .sort(([, a], [, b]) => b.renderedLength - a.renderedLength)
    .slice(0, MOST_NAMED)
    .map(([id, { renderedLength }]) => `${String(renderedLength).padStart(7)}  ${id.replace(ROOT, '')}`)
    .join('\n');
}

describe('the shell', () => {
  let files: Map<string, string>;

  before(async () => {
    await buildIfNeeded();
    files = await loadedAtOnce(DIST, 'signing-widget.js');
  });

  it('is no larger than its budget', async () => {
    const sizes = [...files].map(([name, code]) => ({ name, bytes: gzipSync(code, { level: 9 }).length }));
    const bytes = sizes.reduce((sum, size) => sum + size.bytes, 0);
    if (bytes <= BUDGET_BYTES) return;
    const named = sizes.map((size) => `${size.name} ${size.bytes}`).join(', ');
    const largest = await largestModules(new Set(files.keys()));
    assert.fail(
      `The shell has ${bytes} bytes of ${BUDGET_BYTES} (${named}). Its largest modules:\n${largest}`,
    );
  });

  it('holds the element, and none of the screens that come later', () => {
    const all = [...files.values()].join('');
    assert.match(all, /attachInternals/);
    assert.doesNotMatch(all, /code-entry|receipt-heading|sign-heading|consent-text/);
  });

  it('is on its way to the standalone page before its script asks for it', async () => {
    const page = await readFile(join(DIST, 'app', 'index.html'), 'utf8');
    const preloaded = [...page.matchAll(/<link rel="modulepreload" [^>]*href="\/app\/(assets\/[^"]+)">/g)];
    const [shell] = preloaded.map(([, file = '']) => file).filter((file) => file.includes('/shell.'));
    assert.ok(shell, page);
    const code = await readFile(join(DIST, 'app', shell), 'utf8');
    for (const [, address = ''] of code.matchAll(STATIC_IMPORT))
      assert.ok(
        preloaded.some(([, file]) => file === `assets/${address.slice(2)}`),
        `${address} is one more hop.`,
      );
    assert.doesNotMatch(page, /<script(?![^>]*\bsrc=)/, 'The policy of the page allows no inline script.');
  });
});
