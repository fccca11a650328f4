/** `npm run bench`: the document view in a real browser, beside the least page there is and the viewer of pdf.js. */
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { buildIfNeeded } from '../../demo/build.ts';
import { startBench, type Bench } from './bench.ts';
import { benchFiles, type BenchFile, type FileName } from './files/bench-files.ts';
import { measureCode } from './measures/code.ts';
import { measureFirstPaint } from './measures/first-paint.ts';
import { measureLine } from './measures/line-check.ts';
import { measureMemory } from './measures/memory.ts';
import { measureOpenClose } from './measures/open-close.ts';
import { measureScrolling } from './measures/scrolling.ts';
import { showWaterfalls } from './measures/waterfall.ts';
import { machine, readOptions, type Options } from './options.ts';
import { print } from './report/print.ts';
import type { Results } from './report/results.ts';

/** Small, for what is the same for every document; and long, for reading. */
const SMALL: FileName = '10';
const SMALLEST: FileName = '1';
const LONG: FileName = '2000';

const options = readOptions(process.argv.slice(2));
await buildIfNeeded();
const bench = await startBench(await benchFiles(options.files));
try {
  if (options.measures.includes('waterfall')) await showWaterfalls(bench);
  const results = await measure(bench, options);
  print(results);
  if (options.json !== undefined) await writeFile(options.json, `${JSON.stringify(results, null, 2)}\n`);
} finally {
  await bench.stop();
}

async function measure(at: Bench, { measures, runs, rounds }: Options): Promise<Results> {
  const wants = (name: (typeof measures)[number]) => {
    if (measures.includes(name)) console.log(`… ${name}`);
    return measures.includes(name);
  };
  return {
    date: new Date().toISOString(),
    machine: machine(),
    chromium: at.browserVersion,
    pdfjs: await versionOf('pdfjs-dist'),
    runs,
    ...(wants('code') && { code: await measureCode(at, one(at, SMALL)) }),
    ...(wants('first-paint') && { firstPaint: await measureFirstPaint(at, runs, false) }),
    ...(wants('line') && {
      lineMeasured: await measureLine(at),
      line: await measureFirstPaint(at, runs, true),
    }),
    ...(wants('memory') && { memory: await measureMemory(at, one(at, LONG), Math.min(runs, 3)) }),
    ...(wants('scrolling') && { scrolling: await measureScrolling(at, one(at, LONG), Math.min(runs, 3)) }),
    ...(wants('open-close') && { openClose: await measureOpenClose(at, one(at, SMALLEST), rounds) }),
  };
}

/** The one that is meant for a measure, or the first of those that were asked for. */
function one({ files }: Bench, name: FileName): BenchFile {
  const file = files.find((each) => each.name === name) ?? files[0];
  if (!file) throw new Error('There is no document to open.');
  return file;
}

async function versionOf(name: string): Promise<string> {
  const manifest = createRequire(import.meta.url).resolve(`${name}/package.json`);
  return (JSON.parse(await readFile(manifest, 'utf8')) as { version: string }).version;
}
