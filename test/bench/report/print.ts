/** Results as a person reads them, in tables that a README can take. */
import type { FirstPaint } from '../measures/first-paint.ts';
import { quantile } from '../measures/statistics.ts';
import { CONTENDERS } from '../pages/contenders.ts';
import { passes, verdicts, type Verdict } from './goals.ts';
import type { Results } from './results.ts';

export function print(results: Results): void {
  const { date, chromium, machine, pdfjs, runs } = results;
  console.log(`\n${date}, Chromium ${chromium}, pdf.js ${pdfjs}, ${machine}, medians of ${runs}`);
  if (results.firstPaint) printPaints('First page, at full speed', results.firstPaint);
  if (results.line) {
    const { bitsPerSecond = NaN, roundTripMilliseconds = NaN } = results.lineMeasured ?? {};
    const line = `${(bitsPerSecond / 1e6).toFixed(2)} Mbit/s and ${roundTripMilliseconds.toFixed(1)} ms measured`;
    printPaints(`First page, on the slow line (${line})`, results.line);
  }
  if (results.code) {
    for (const { contender, bytes, parts } of results.code) {
      console.log(`\nCode before the first page, ${contender}: ${bytes} bytes`);
      for (const part of parts) console.log(`${String(part.bytes).padStart(9)} ${part.name}`);
    }
  }
  if (results.memory) {
    printTable(
      'Memory, 2,000 pages',
      ['', 'opened, MB', 'scrolled, MB', 'ratio', 'canvases'],
      results.memory.map(({ contender, openedBytes, scrolledBytes, canvases }) => [
        contender,
        megabytes(openedBytes),
        megabytes(scrolledBytes),
        (scrolledBytes / openedBytes).toFixed(2),
        String(canvases),
      ]),
    );
  }
  if (results.scrolling) {
    printTable(
      'Scrolling fast, 2,000 pages',
      ['', 'frames/s', 'late', 'slowest, ms', 'long tasks', 'ours, ms', 'blank', 'canvases'],
      results.scrolling.map((each) => [
        each.contender,
        each.framesPerSecond.toFixed(1),
        percent(each.lateShare),
        each.slowestFrameMilliseconds.toFixed(0),
        each.longTasks.toFixed(0),
        each.longestOwnMilliseconds.toFixed(0),
        percent(each.blankShare),
        String(each.canvases),
      ]),
    );
  }
  if (results.openClose) {
    const { rounds, heapBytes, processBytes, ...growth } = results.openClose;
    console.log(`\nOpened and closed ${rounds} times: heap ${heapBytes.map(megabytes).join(', ')} MB`);
    console.log(`  the process: ${processBytes.map(megabytes).join(', ')} MB`);
    for (const [what, by] of Object.entries(growth)) console.log(`  ${what}: ${by.toFixed(1)}`);
  }
  printVerdicts(verdicts(results));
}

function printPaints(title: string, paints: readonly FirstPaint[]): void {
  const files = [...new Set(paints.map(({ file }) => file))];
  const of = (file: string, contender: string) =>
    paints.find((each) => each.file === file && each.contender === contender);
  const bytes = paints.some(({ documentBytes }) => documentBytes !== undefined);
  printTable(
    title,
    [
      'document',
      ...CONTENDERS.map((contender) => `${contender}, ms`),
      'widget : floor',
      'viewer : widget',
      'stock : widget',
      ...(bytes ? CONTENDERS.map((contender) => `${contender}, document MB`) : []),
    ],
    files.map((file) => {
      const time = (contender: string) => of(file, contender)?.median ?? NaN;
      return [
        file,
        ...CONTENDERS.map((contender) => spread(of(file, contender)?.milliseconds ?? [])),
        (time('widget') / time('floor')).toFixed(2),
        (time('viewer') / time('widget')).toFixed(2),
        (time('stock') / time('widget')).toFixed(2),
        ...(bytes ? CONTENDERS.map((contender) => megabytes(of(file, contender)?.documentBytes ?? NaN)) : []),
      ];
    }),
  );
}

function printVerdicts(all: readonly Verdict[]): void {
  printTable(
    'Goals',
    ['goal', 'measured', 'wanted', ''],
    all.map((verdict) => {
      const { goal, measured, wanted, atMost, unit } = verdict;
      const digits = unit === '×' || unit === 'MB' ? 2 : 1;
      // By how much of what is wanted: below ten per cent is a near miss.
      const off = (Math.abs(measured - wanted) / wanted) * 100;
      return [
        goal,
        `${measured.toFixed(digits)} ${unit}`,
        `${atMost ? '≤' : '≥'} ${wanted} ${unit}`,
        passes(verdict) ? 'pass' : `MISS by ${off.toFixed(0)} %`,
      ];
    }),
  );
}

function printTable(title: string, head: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = head.map((cell, at) => Math.max(cell.length, 3, ...rows.map((row) => row[at]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`;
  console.log(`\n**${title}**\n`);
  console.log(line(head));
  console.log(`|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`);
  for (const row of rows) console.log(line(row));
}

function spread(milliseconds: readonly number[]): string {
  const at = (share: number) => quantile(milliseconds, share).toFixed(0);
  return `${at(0.5)} (${at(0)}–${at(1)})`;
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(2);
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
