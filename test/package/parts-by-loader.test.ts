/**
 * What an `import` statement names can be asked for at that address only, which by the HTML standard may stand for a
 * failure as long as the page lives. So it names only what comes before anything else does.
 */
import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { buildIfNeeded } from '../../demo/build.ts';
import { loadedAtOnce, statedImports } from './loaded-at-once.ts';

const DIST = fileURLToPath(new URL('../../dist', import.meta.url));
const BUILDS = [
  {
    name: 'the library',
    folder: DIST,
    first: /^signing-widget(-class)?\.js$/,
    other: /^login-callback\.js$/,
  },
  {
    name: 'the standalone page',
    folder: join(DIST, 'app', 'assets'),
    first: /^(index|shell)\..*\.js$/,
    other: /^passkey\./,
  },
];

describe('a part that comes later', () => {
  before(buildIfNeeded);

  for (const { name, folder, first, other } of BUILDS) {
    it(`is named in no import statement of ${name}`, async () => {
      const files = (await readdir(folder)).filter((file) => file.endsWith('.js'));
      const atOnce = new Map<string, string>();
      for (const file of files.filter((file) => first.test(file))) await loadedAtOnce(folder, file, atOnce);
      assert.ok(atOnce.size > 2 && atOnce.size < 10, `What comes first: ${[...atOnce.keys()]}`);
      const named: string[] = [];
      // A page of its own.
      for (const file of files.filter((file) => !other.test(file))) {
        const later = (await statedImports(folder, file)).filter((imported) => !atOnce.has(imported));
        named.push(...later.map((imported) => `${file} imports ${imported}`));
      }
      assert.deepEqual(named, []);
    });
  }
});
