/**
 * `npm run corpus:view -- FOLDER`: every PDF below a folder is opened in the widget, on the standalone page with its
 * own policy, in a real browser. Each must be drawn, its first page pixel for pixel as a bare page with the same
 * pdf.js draws it (the floor), or end in a code of the protocol, with a panel, within 15 s. No script, no request
 * elsewhere, no dialog, window or navigation, nothing forbidden by the policy, no error that is ours.
 *
 *     --pages N     also the pages up to N (1)
 *     --at-once N   files at the same time, each in a browser of its own (2)
 *     --out DIR     pictures that differ, and `results.jsonl`, a line for each file (a temporary folder)
 *     --resume      go on where the last run into the same DIR ended
 *
 * Exit code 1 when a file failed.
 */
import { appendFile, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildIfNeeded } from '../../demo/build.ts';
import { startFloorSite } from './floor-site.ts';
import { OfferedFiles } from './offered-files.ts';
import { pdfsBelow } from './pdfs-below.ts';
import { startStandInService } from './stand-in-service.ts';
import { ViewLane } from './view-lane.ts';
import { ViewReport, wordOf, type ViewOutcome } from './view-report.ts';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    pages: { type: 'string', default: '1' },
    'at-once': { type: 'string', default: '2' },
    out: { type: 'string' },
    resume: { type: 'boolean', default: false },
  },
});
const [folder] = positionals;
const [pages, atOnce] = [Number(values.pages), Number(values['at-once'])];
if (folder === undefined || !(pages >= 1) || !(atOnce >= 1 && atOnce <= 16)) {
  console.error('Usage: npm run corpus:view -- FOLDER [--pages N] [--at-once N] [--out DIR] [--resume]');
  process.exit(2);
}
const out = values.out ?? (await mkdtemp(join(tmpdir(), 'corpus-view-')));
await mkdir(out, { recursive: true });
const results = join(out, 'results.jsonl');

interface Result {
  readonly file: string;
  readonly outcome: ViewOutcome;
  readonly milliseconds: number;
}

const report = new ViewReport();
const done = values.resume ? await resultsSoFar() : [];
if (!values.resume) await rm(results, { force: true });
for (const { file, outcome } of done) report.add(file, outcome);
const known = new Set(done.map(({ file }) => file));
const waiting = (await pdfsBelow(folder)).filter((file) => !known.has(relative(folder, file)));
if (waiting.length + done.length === 0) {
  console.error(`No PDF below ${folder}.`);
  process.exit(2);
}

await buildIfNeeded();
const files = new OfferedFiles();
const floorSite = await startFloorSite(files);
const service = await startStandInService(files, fileURLToPath(new URL('../../dist', import.meta.url)));
console.log(`${waiting.length} files, ${done.length} done before; pictures and results in ${out}`);
try {
  let count = done.length;
  const run = async () => {
    const lane = new ViewLane({
      files,
      serviceUrl: service.url,
      floorUrl: floorSite.url,
      outFolder: out,
      pages,
    });
    for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
      const began = performance.now();
      const outcome = await lane.look(path);
      const milliseconds = Math.round(performance.now() - began);
      const file = relative(folder, path);
      report.add(file, outcome);
      await appendFile(results, `${JSON.stringify({ file, outcome, milliseconds } satisfies Result)}\n`);
      console.log(`${String((count += 1)).padStart(6)}  ${wordOf(outcome).padEnd(30)} ${file}`);
      if (outcome.kind === 'failed')
        for (const problem of outcome.problems) console.log(`        ${problem}`);
    }
    await lane.stop();
  };
  await Promise.all(Array.from({ length: atOnce }, run));
} finally {
  await service.stop();
  await floorSite.stop();
}
for (const line of report.lines()) console.log(line);
process.exitCode = report.isClean ? 0 : 1;

async function resultsSoFar(): Promise<Result[]> {
  const text = await readFile(results, 'utf8').catch(() => '');
  return text
    .split('\n')
    .filter((line) => line.endsWith('}'))
    .map((line) => JSON.parse(line) as Result);
}
