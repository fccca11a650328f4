/** The verifier shares nothing with what it verifies; only its tests know the sealer. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

/** They ask other programs, or are asked at the prompt. */
const PROGRAMS = ['cli.ts', 'evidence/cli.ts', 'verify-with-tools.ts', 'ask-openssl.ts', 'run-tool.ts'];

test('The verifier imports node:crypto, node:zlib and its own files only', () => {
  const folder = new URL('.', import.meta.url).pathname;
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && !name.startsWith('samples'))
    .filter((name) => !PROGRAMS.includes(name));
  assert.ok(files.length > 15);
  for (const name of files) {
    for (const [, from = ''] of readFileSync(folder + name, 'utf8').matchAll(/from '([^']+)'/g)) {
      const own = /^\.\.?\/[\w./-]+\.ts$/.test(from) && !from.includes('demo') && !from.includes('samples');
      assert.ok(own || from === 'node:crypto' || from === 'node:zlib', `${name} imports ${from}`);
    }
  }
});
