/** Our own service keeps the protocol; and one that does not is found out. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { after, before, describe, test } from 'node:test';
import { join } from 'node:path';
import { BREAKS } from './ours/breaks.ts';
import { copyTree, type CopiedTree } from './ours/copied-tree.ts';
import { noticeBreaks } from './ours/notice-breaks.ts';
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

  test('leaves nothing unchecked but what takes a wait, or harm', () => {
    for (const { outcome, reason, says } of report.results)
      if (outcome === 'not checked')
        assert.match(reason ?? '', /^it takes a wait of \d+ s|^a service that is well/, says);
  });

  test('is seen to answer all that the contract documents, but for what has a reason', () => {
    const unexplained = report.coverage.unseen.filter(({ reason }) => reason === undefined);
    assert.deepEqual(unexplained, []);
    assert.ok(report.coverage.seen > 200, String(report.coverage.seen));
  });

  test('is told of to a program, with what was not told not checked', async () => {
    const { serviceUrl, apiKey } = ours.target;
    const { code, stdout } = await atThePrompt(
      serviceUrl,
      apiKey,
      '--json',
      '--only',
      'Pages of other origins',
    );
    assert.equal(code, 0, stdout);
    const { results } = JSON.parse(stdout) as Report;
    const sends = results.find(({ says }) => says.startsWith('that are registered may send'));
    assert.deepEqual([sends?.outcome, sends?.reason], ['not checked', 'no registered origin (--origin)']);
  });

  test('that does not let a page in is told of with what was expected, by which section, and what came', async () => {
    const { serviceUrl, apiKey } = ours.target;
    const origin = 'https://nobody-registered.example';
    const only = ['--only', 'that are registered may send'];
    const told = await atThePrompt(serviceUrl, apiKey, '--origin', origin, ...only);
    assert.equal(told.code, 1, told.stdout);
    assert.match(told.stdout, /✗ that are registered may send .*\n +expected .* \(Task URL, CORS\)\n +came /);
    assert.match(told.stdout, /\d+ passed, 1 failed, \d+ not checked\n$/);
  });
});

describe('a service that is broken', () => {
  let tree: CopiedTree;
  before(async () => {
    tree = await copyTree();
  });
  after(() => tree.remove());

  test('is noticed in each place, by the check that is about it', async () => {
    const breaks = BREAKS.filter(({ says }) => TRIED.includes(says));
    assert.equal(breaks.length, TRIED.length);
    const { noticed, failed } = await noticeBreaks(tree, breaks, false);
    assert.deepEqual(noticed, breaks, failed.join('\n'));
  });
});

function atThePrompt(...args: string[]): Promise<{ code: number; stdout: string }> {
  const cli = join(ROOT, 'test', 'conformance', 'cli.ts');
  return new Promise((resolve) => {
    execFile(process.execPath, ['--import', 'tsx', cli, ...args], { cwd: ROOT }, (error, stdout) => {
      resolve({ code: error ? Number(error.code) : 0, stdout });
    });
  });
}
