/** `npm run verify-evidence`: what it says, and with which exit code. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { changed, type GetSample } from './checked.ts';

const CLI = new URL('../verifier/evidence/cli.ts', import.meta.url).pathname;

export function atThePrompt(sample: GetSample): void {
  let folder = '';
  const path = (name: string): string => join(folder, name);
  const run = (...parameters: string[]) =>
    spawnSync(process.execPath, ['--import', 'tsx', CLI, ...parameters], { encoding: 'utf8' });

  describe('the program that checks evidence', () => {
    before(() => {
      folder = mkdtempSync(join(tmpdir(), 'evidence-cli-'));
      const { evidence, sealed, anchorsPem } = sample();
      const other = changed(evidence, ({ history }) => history.entries.splice(3, 1));
      writeFileSync(path('evidence.json'), JSON.stringify(evidence));
      writeFileSync(path('other.json'), JSON.stringify(other));
      writeFileSync(path('sealed.pdf'), sealed);
      writeFileSync(path('ca.pem'), anchorsPem);
    });
    after(() => rmSync(folder, { recursive: true }));

    test('says what was checked, and ends with 0', () => {
      const { status, stdout } = run(path('evidence.json'), path('sealed.pdf'), '--anchors', path('ca.pem'));
      assert.equal(status, 0);
      assert.match(stdout, /^evidence of ord_\S+, 20\S+Z, with 1 sealed file\nvalid\n$/);
    });

    test('names each problem, and ends with 1', () => {
      const { status, stdout } = run(path('other.json'), '--anchors', path('ca.pem'));
      assert.equal(status, 1);
      assert.match(stdout, /^problem history-line: line 4 of the history /m);
      assert.match(stdout, /\nrefused\n$/);
    });

    test('says how it is asked, or which file is not there, and ends with 2', () => {
      for (const asked of [
        [],
        [path('evidence.json')],
        ['--anchor', 'x'],
        ['none.json', '--anchors', path('ca.pem')],
      ]) {
        const { status, stdout, stderr } = run(...asked);
        assert.equal(status, 2);
        assert.equal(stdout, '');
        assert.match(stderr, /usage: npm run verify-evidence|none\.json/);
      }
    });
  });
}
