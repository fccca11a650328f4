/**
 * `npm test`: every suite, one after the other, and one line at the end that counts them all.
 * `npm test -- unit browser` runs only those; a path runs only what lies below it.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildIfNeeded } from '../demo/build.ts';

interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** Of tests, each in a process of its own: much of what they do is to wait for each other's browser or database. */
const FILES_AT_ONCE = 2;
/** These drive a browser of their own, after all that is faster. */
const DRIVEN = ['test/e2e/', 'test/stories/'];

const suites: Readonly<Record<string, (files: readonly string[]) => Promise<Counts>>> = {
  unit: (files) => runNodeTests(files.filter((file) => file.endsWith('.test.ts') && !isDriven(file))),
  browser: (files) => runBrowserTests(files.filter((file) => file.endsWith('.browser.ts'))),
  // The stories take longest: begun last, they would be waited for alone.
  driven: (files) =>
    runNodeTests(files.filter((file) => file.endsWith('.test.ts') && isDriven(file)).reverse()),
};

const wanted = process.argv.slice(2);
const names = Object.keys(suites).filter((name) => wanted.length === 0 || wanted.includes(name));
const folders = wanted.filter((word) => !(word in suites));
const all = await testFiles();
const files =
  folders.length === 0 ? all : all.filter((file) => folders.some((folder) => file.startsWith(folder)));

await buildIfNeeded();
const total: Counts = { passed: 0, failed: 0, skipped: 0 };
for (const name of folders.length > 0 ? Object.keys(suites) : names) {
  const startedAt = Date.now();
  const counts = await suites[name]?.(files);
  if (!counts) continue;
  const { passed, failed, skipped } = counts;
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
  const seconds = Math.round((Date.now() - startedAt) / 1000);
  console.log(`\n${name}: ${passed} passed, ${failed} failed, ${skipped} skipped in ${seconds} s\n`);
}
// A run that found nothing to run has not shown anything.
if (total.passed + total.failed === 0) total.failed = 1;
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
console.log(`${total.passed} passed, ${total.failed} failed${skipped}`);
process.exitCode = total.failed > 0 ? 1 : 0;

async function testFiles(): Promise<string[]> {
  const entries = await readdir(join(ROOT, 'test'), { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}

function isDriven(file: string): boolean {
  return DRIVEN.some((folder) => file.startsWith(folder));
}

async function runNodeTests(testsToRun: readonly string[]): Promise<Counts> {
  if (testsToRun.length === 0) return { passed: 0, failed: 0, skipped: 0 };
  const folder = await mkdtemp(join(tmpdir(), 'signing-widget-tests-'));
  const report = join(folder, 'report.tap');
  const { exitCode } = await run(process.execPath, [
    '--import',
    'tsx',
    '--test',
    `--test-concurrency=${FILES_AT_ONCE}`,
    '--test-timeout=600000',
    '--test-reporter=dot',
    '--test-reporter-destination=stdout',
    '--test-reporter=tap',
    `--test-reporter-destination=${report}`,
    ...testsToRun,
  ]);
  const tap = await readFile(report, 'utf8').catch(() => '');
  await rm(folder, { recursive: true, force: true });
  const count = (word: string) => Number(new RegExp(`^# ${word} (\\d+)$`, 'm').exec(tap)?.[1] ?? 0);
  const failed = count('fail') + count('cancelled');
  if (failed > 0) console.log(failures(tap));
  for (const line of tap.match(/^.*# SKIP.*$/gm) ?? []) console.log(line.trim());
  return {
    passed: count('pass'),
    failed: atLeastOneUnless(exitCode === 0, failed),
    skipped: count('skipped'),
  };
}

/** The failed tests with what the report says of each, without the many that passed. */
function failures(tap: string): string {
  const lines = tap.split('\n');
  return lines
    .flatMap((line, index) => {
      if (!/^\s*not ok /.test(line)) return [];
      const end = lines.findIndex((other, at) => at > index && /^\s*\.\.\.$/.test(other));
      return [...lines.slice(index, Math.min(end, index + 40)), ''];
    })
    .join('\n');
}

async function runBrowserTests(testsToRun: readonly string[]): Promise<Counts> {
  if (testsToRun.length === 0) return { passed: 0, failed: 0, skipped: 0 };
  const runner = join(ROOT, 'node_modules', '@web', 'test-runner', 'dist', 'bin.js');
  const { exitCode, output } = await run(process.execPath, [
    '--import',
    'tsx',
    runner,
    '--files',
    ...testsToRun,
  ]);
  // The runner draws its line of progress again and again; the last one is the result.
  const last = [...output.matchAll(/(\d+) passed, (\d+) failed(?:, (\d+) skipped)?/g)].at(-1);
  const failed = Number(last?.[2] ?? 0);
  return {
    passed: Number(last?.[1] ?? 0),
    failed: atLeastOneUnless(exitCode === 0 && last !== undefined, failed),
    skipped: Number(last?.[3] ?? 0),
  };
}

function atLeastOneUnless(well: boolean, failed: number): number {
  return well ? failed : Math.max(1, failed);
}

function run(command: string, args: readonly string[]): Promise<{ exitCode: number; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      process.stdout.write(text);
    });
    child.once('error', reject);
    child.once('close', (code) => resolve({ exitCode: code ?? 1, output }));
  });
}
