/** The program at the prompt: what it says, and with which exit code. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { replaced } from './samples/mutation.ts';
import { sealedSample } from './samples/sealed-sample.ts';

const CLI = new URL('./cli.ts', import.meta.url).pathname;
let folder: string;
const path = (name: string): string => join(folder, name);

function run(...parameters: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, ['--import', 'tsx', CLI, ...parameters], { encoding: 'utf8' });
}

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'verifier-cli-'));
  const { sealed, original, anchorsPem } = await sealedSample('table', 1, false);
  writeFileSync(path('sealed.pdf'), sealed);
  writeFileSync(path('changed.pdf'), replaced(sealed, 100, 'x'));
  writeFileSync(path('original.pdf'), original);
  writeFileSync(path('ca.pem'), anchorsPem);
});

after(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('The program that checks a sealed PDF', () => {
  test('names each signature and ends with 0 when the file is valid', () => {
    const { status, stdout } = run(
      path('sealed.pdf'),
      '--anchors',
      path('ca.pem'),
      '--original',
      path('original.pdf'),
    );
    assert.equal(status, 0);
    assert.match(stdout, /^certification .*\napproval Signature1: .*\ndocument-time-stamp .*\nVALID\n$/);
  });

  test('names each problem with its code and ends with 1 when it is not', () => {
    const { status, stdout } = run(
      path('changed.pdf'),
      '--anchors',
      path('ca.pem'),
      '--original',
      path('original.pdf'),
    );
    assert.equal(status, 1);
    assert.match(stdout, /^problem original-prefix: /m);
    assert.match(stdout, /^INVALID$/m);
  });

  test('says what the other tools say when asked', () => {
    const { stdout } = run(path('changed.pdf'), '--anchors', path('ca.pem'), '--tools');
    for (const tool of ['pdfsig', 'openssl'])
      assert.match(stdout, new RegExp(`^${tool} (refused|missing): `, 'm'));
  });

  test('ends with 2 when it was not told what to do, or there is no file', () => {
    assert.equal(run().status, 2);
    assert.equal(run(path('sealed.pdf')).status, 2);
    assert.equal(run(path('nowhere.pdf'), '--anchors', path('ca.pem')).status, 2);
    assert.equal(run(path('sealed.pdf'), '--anchors', path('ca.pem'), '--level', 'B-LT').status, 2);
  });
});
