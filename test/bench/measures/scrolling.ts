/** Scrolling fast: frames, tasks that hold them up and whose they are, and how much of the view has no picture. */
import type { CDPSession } from 'playwright-core';
import type { Bench } from '../bench.ts';
import type { BenchFile } from '../files/bench-files.ts';
import { READING, WATCH_CANVASES, WATCH_FRAMES } from '../pages/reading.ts';
import { shareOfTasks, type Profile, type Task } from './long-tasks.ts';
import { READERS, type Reader } from './memory.ts';
import { openPage, protocolOf } from './opened-page.ts';
import { scrollBy } from './scroll.ts';
import { median, quantile } from './statistics.ts';

/** Five pages a second: as fast as a wheel is turned by somebody who looks for a heading. */
const PIXELS_PER_SECOND = 6000;
const SECONDS = 20;

export interface Scrolling {
  readonly contender: Reader;
  readonly framesPerSecond: number;
  /** That came more than half a frame late. */
  readonly lateShare: number;
  readonly slowestFrameMilliseconds: number;
  readonly longTasks: number;
  /** Of all tasks over 50 ms, the one in which our own code ran the longest. */
  readonly longestOwnMilliseconds: number;
  readonly blankShare: number;
  readonly canvases: number;
}

interface Frames {
  readonly times: readonly number[];
  readonly longTasks: readonly Task[];
  readonly view: number;
  readonly blank: number;
  readonly canvases: number;
  readonly travelled: number;
}

export async function measureScrolling(bench: Bench, file: BenchFile, runs: number): Promise<Scrolling[]> {
  const taken = new Map(READERS.map((reader) => [reader, [] as Scrolling[]]));
  for (let run = 0; run < runs; run += 1) {
    for (const [contender, all] of taken) all.push(await measureOnce(bench, file, contender));
  }
  return [...taken].map(([contender, all]) => ({
    contender,
    framesPerSecond: median(all.map((one) => one.framesPerSecond)),
    lateShare: median(all.map((one) => one.lateShare)),
    slowestFrameMilliseconds: median(all.map((one) => one.slowestFrameMilliseconds)),
    longTasks: median(all.map((one) => one.longTasks)),
    longestOwnMilliseconds: median(all.map((one) => one.longestOwnMilliseconds)),
    blankShare: median(all.map((one) => one.blankShare)),
    canvases: Math.max(...all.map((one) => one.canvases)),
  }));
}

async function measureOnce(bench: Bench, file: BenchFile, contender: Reader): Promise<Scrolling> {
  const browser = await bench.launch();
  try {
    const { page } = await openPage(browser, {
      url: bench.url(contender, file),
      initScript: WATCH_CANVASES + READING[contender],
    });
    const protocol = await protocolOf(page);
    await protocol.send('Profiler.enable');
    await protocol.send('Profiler.setSamplingInterval', { interval: 1000 });
    const clock = await clockOffset(protocol);
    await protocol.send('Profiler.start');
    await page.evaluate(WATCH_FRAMES);
    await scrollBy(protocol, PIXELS_PER_SECOND * SECONDS, PIXELS_PER_SECOND);
    await page.evaluate('benchFrames.stopped = true');
    const frames = await page.evaluate<Frames>('benchFrames');
    const { profile } = await protocol.send('Profiler.stop');
    if (frames.travelled < (PIXELS_PER_SECOND * SECONDS) / 2) throw new Error('The view was not scrolled.');
    return figures(contender, frames, profile, clock);
  } finally {
    await browser.close();
  }
}

function figures(contender: Reader, frames: Frames, profile: Profile, clock: number): Scrolling {
  const { times, longTasks, view, blank, canvases } = frames;
  const intervals = times.slice(1).map((at, index) => at - (times[index] ?? at));
  const seconds = ((times.at(-1) ?? 0) - (times[0] ?? 0)) / 1000;
  const own = shareOfTasks(longTasks, profile, clock, (url) => /\/dist\/(?!pdfjs-api)[^/]*\.js/.test(url));
  return {
    contender,
    framesPerSecond: intervals.length / seconds,
    lateShare: intervals.filter((each) => each > 25).length / intervals.length,
    slowestFrameMilliseconds: quantile(intervals, 1),
    longTasks: longTasks.length,
    longestOwnMilliseconds: Math.max(0, ...own),
    blankShare: blank / view,
    canvases,
  };
}

/** From the page's clock to the profiler's, in microseconds. */
async function clockOffset(protocol: CDPSession): Promise<number> {
  await protocol.send('Performance.enable');
  const { result } = await protocol.send('Runtime.evaluate', { expression: 'performance.now()' });
  const { metrics } = await protocol.send('Performance.getMetrics');
  const seconds = metrics.find(({ name }) => name === 'Timestamp')?.value ?? NaN;
  return seconds * 1e6 - (result.value as number) * 1000;
}
