/** Our own service keeps the protocol; and one that does not is found out. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { after, before, describe, test } from 'node:test';
import { join } from 'node:path';
import { BREAKS } from './ours/breaks.ts';
import { copyTree, type CopiedTree } from './ours/copied-tree.ts';
import { noticeBreak } from './ours/notice-breaks.ts';
import { ROOT, startOurs, type OurService } from './ours/start-ours.ts';
import { reportText } from './report.ts';
import { runConformance, type Report } from './run.ts';

/** Those that take longer are run by `npm run conformance:breaks`. */
const LONGEST_WAIT_SECONDS = 5;
/** One of a header, one of a state, one of a credential: all of them are in `npm run conformance:breaks`. */
const TRIED = ['no Content-Range', 'an artifact is spent twice', 'pages cannot read the ETag'];

describe('our own service', () => {
  let ours: OurService;
  let report: Report;
  before(async () => {
    ours = await startOurs();
    report = await runConformance({ ...ours.target, longestWaitSeconds: LONGEST_WAIT_SECONDS });
  });
  after(() => ours.stop());

  test('passes every check', () => {
    const failed = report.results.filter(({ outcome }) => outcome === 'failed');
    assert.deepEqual(failed, [], reportText(report));
    assert.ok(report.results.length > 150);
  });

  test('leaves nothing unchecked but what takes a wait', () => {
    for (const { outcome, reason, says } of report.results)
      if (outcome === 'not checked') assert.match(reason ?? '', /^it takes a wait of \d+ s/, says);
  });

  test('is seen to answer all that the contract documents, but for what has a reason', () => {
    const unexplained = report.coverage.unseen.filter(({ reason }) => reason === undefined);
    assert.deepEqual(unexplained, []);
    assert.ok(report.coverage.seen > 200, String(report.coverage.seen));
  });

  test('is told of at the prompt, with what was not told not checked', async () => {
    const { serviceUrl, apiKey } = ours.target;
    const { code, stdout } = await atThePrompt(serviceUrl, apiKey, '--only', 'Pages of other origins');
    assert.equal(code, 0, stdout);
    assert.match(stdout, /that are registered may send .*not checked: no registered origin \(--origin\)/);
    assert.match(stdout, /\d+ passed, 0 failed, \d+ not checked\n$/);
  });
});

describe('at the prompt', () => {
  test('nobody who answers, and nothing to ask, is no result', async () => {
    assert.equal((await atThePrompt('http://127.0.0.1:9', 'some-key')).code, 2);
    assert.equal((await atThePrompt()).code, 2);
    assert.equal((await atThePrompt('http://127.0.0.1:9', 'some-key', '--nonsense')).code, 2);
    const { code, stdout } = await atThePrompt('--help');
    assert.equal(code, 0);
    assert.match(stdout, /SERVICE_URL API_KEY/);
  });
});

describe('a service that is broken', () => {
  let tree: CopiedTree;
  before(async () => {
    tree = await copyTree();
  });
  after(() => tree.remove());

  for (const name of TRIED) {
    test(`is noticed: ${name}`, async () => {
      const wrong = BREAKS.find(({ says }) => says === name);
      assert.ok(wrong);
      const { noticed, failed } = await noticeBreak(tree, wrong, false);
      assert.ok(noticed, failed.join('\n'));
    });
  }
});

function atThePrompt(...args: string[]): Promise<{ code: number; stdout: string }> {
  const cli = join(ROOT, 'test', 'conformance', 'cli.ts');
  return new Promise((resolve) => {
    execFile(process.execPath, ['--import', 'tsx', cli, ...args], { cwd: ROOT }, (error, stdout) => {
      resolve({ code: error ? Number(error.code) : 0, stdout });
    });
  });
}
