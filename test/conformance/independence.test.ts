/** The check of the protocol shares nothing with a service: whatever it reaches, by any way, is none of `demo`. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const PACKAGES = ['ajv/dist/2020.js', 'ajv-formats', 'standardwebhooks', 'yaml'];

/** All files that are loaded with one, and what they load from elsewhere. Types are nothing at run time. */
function reachedFrom(entry: string): { files: Set<string>; packages: Set<string> } {
  const [files, packages, left] = [new Set<string>(), new Set<string>(), [entry]];
  for (let file = left.pop(); file !== undefined; file = left.pop()) {
    if (files.has(file)) continue;
    files.add(file);
    const text = readFileSync(file, 'utf8');
    for (const [, typeOnly, from = ''] of text.matchAll(
      /^(?:import|export)(\s+type)?\b[^;]*?from '([^']+)';$/gm,
    )) {
      if (typeOnly !== undefined) continue;
      if (from.startsWith('.')) left.push(resolve(dirname(file), from));
      else if (!from.startsWith('node:')) packages.add(from);
    }
  }
  return { files, packages };
}

test('The check of the protocol reaches no file of the service, and few packages', () => {
  const { files, packages } = reachedFrom(resolve(ROOT, 'test/conformance/cli.ts'));
  assert.ok(files.size > 30, `${files.size} files`);
  for (const file of files) {
    assert.ok(existsSync(file), file);
    const name = relative(ROOT, file);
    assert.match(name, /^test\/(conformance|harness|verifier)\/|^src\/task\/contract(\.gen)?\.ts$/, name);
    assert.doesNotMatch(name, /^test\/conformance\/ours\//);
    assert.doesNotMatch(readFileSync(file, 'utf8'), /\bimport\(/, `${name} loads nothing late`);
  }
  assert.deepEqual([...packages].sort(), [...PACKAGES].sort());
});

test('What is reached by way of another file is found', () => {
  const { files } = reachedFrom(resolve(ROOT, 'test/conformance/ours/service-process.ts'));
  assert.ok([...files].some((file) => relative(ROOT, file) === 'demo/service/start-service.ts'));
});
