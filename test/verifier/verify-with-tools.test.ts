/** A tool that is not there is said to be missing, and on a build machine that is a failure. */
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, test } from 'node:test';
import { sealedSample } from './samples/sealed-sample.ts';
import { requireTools, type ToolResult, verifyWithTools } from './verify-with-tools.ts';

const environment = { PATH: process.env.PATH, CI: process.env.CI, TMPDIR: process.env.TMPDIR };

function set(name: keyof typeof environment, value: string | undefined): void {
  if (value === undefined) Reflect.deleteProperty(process.env, name);
  else process.env[name] = value;
}

afterEach(() => {
  set('PATH', environment.PATH);
  set('CI', environment.CI);
});

describe('Asking tools that are not ours', () => {
  test('names each tool that is not installed', async () => {
    const sample = await sealedSample('table', 1, false);
    set('PATH', '/nowhere');
    const results = await verifyWithTools(sample.sealed, sample);
    assert.deepEqual(
      results.map(({ tool, status }) => `${tool} ${status}`),
      ['pdfsig missing', 'openssl missing', 'qpdf missing'],
    );
    const unreadable = await verifyWithTools(Buffer.from('no PDF'), sample);
    assert.ok(unreadable.every(({ status }) => status === 'missing'));
  });

  test('is refused by each of them for bytes that are no PDF', async () => {
    const { anchorsPem } = await sealedSample('table', 1, false);
    const results = await verifyWithTools(Buffer.from('no PDF'), { anchorsPem });
    requireTools(results);
    assert.ok(results.every(({ status }) => status !== 'accepted'));
  });

  test('leaves nothing behind, whether the file can be read or not', async () => {
    const { sealed, anchorsPem } = await sealedSample('table', 1, false);
    const folder = mkdtempSync(join(tmpdir(), 'verifier-tools-'));
    try {
      set('TMPDIR', folder);
      for (const bytes of [sealed, Buffer.from('no PDF')]) {
        await verifyWithTools(bytes, { anchorsPem });
        assert.deepEqual(readdirSync(folder), []);
      }
    } finally {
      set('TMPDIR', environment.TMPDIR);
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test('fails on a build machine when one is missing, and names it', () => {
    const results: ToolResult[] = [
      { tool: 'pdfsig', status: 'missing', detail: '' },
      { tool: 'qpdf', status: 'accepted', detail: '' },
    ];
    set('CI', 'true');
    assert.throws(() => requireTools(results), /pdfsig/);
    assert.doesNotThrow(() => requireTools(results.slice(1)));
    set('CI', undefined);
    assert.doesNotThrow(() => requireTools(results));
  });
});
