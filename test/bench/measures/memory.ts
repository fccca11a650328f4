/** What an open document of 2,000 pages holds, before anything is scrolled and after all of it was. */
import type { Bench } from '../bench.ts';
import type { BenchFile } from '../files/bench-files.ts';
import { READING, WATCH_CANVASES } from '../pages/reading.ts';
import { openPage, protocolOf } from './opened-page.ts';
import { memoryBytes } from './process-memory.ts';
import { scrollBy, scrollPlace } from './scroll.ts';
import { median } from './statistics.ts';

export type Reader = keyof typeof READING;
export const READERS = Object.keys(READING) as Reader[];

export interface Memory {
  readonly contender: Reader;
  readonly openedBytes: number;
  readonly scrolledBytes: number;
  readonly canvases: number;
}

/** Every page is on its way to be drawn for a moment; a document is through in minutes. */
const PIXELS_PER_SECOND = 40_000;

/** @returns nothing where the system does not tell what a process holds */
export async function measureMemory(bench: Bench, file: BenchFile, runs: number): Promise<Memory[]> {
  const taken = new Map(READERS.map((reader) => [reader, [] as Memory[]]));
  for (let run = 0; run < runs; run += 1) {
    for (const [contender, all] of taken) {
      const one = await measureOnce(bench, file, contender);
      if (!one) return [];
      all.push(one);
    }
  }
  return [...taken].map(([contender, all]) => ({
    contender,
    openedBytes: median(all.map(({ openedBytes }) => openedBytes)),
    scrolledBytes: median(all.map(({ scrolledBytes }) => scrolledBytes)),
    canvases: Math.max(...all.map(({ canvases }) => canvases)),
  }));
}

async function measureOnce(bench: Bench, file: BenchFile, contender: Reader): Promise<Memory | undefined> {
  const browser = await bench.launch();
  try {
    const { page } = await openPage(browser, {
      url: bench.url(contender, file),
      initScript: WATCH_CANVASES + READING[contender],
    });
    const protocol = await protocolOf(page);
    const system = await browser.newBrowserCDPSession();
    const openedBytes = await memoryBytes(system, protocol);
    if (openedBytes === undefined) return undefined;
    let canvases = 0;
    for (
      let place = await scrollPlace(protocol);
      place.top < place.most - 1;
      place = await scrollPlace(protocol)
    ) {
      await scrollBy(protocol, Math.min(place.most - place.top, 8 * PIXELS_PER_SECOND), PIXELS_PER_SECOND);
      canvases = Math.max(canvases, await page.evaluate('benchLiveCanvases()'));
    }
    const scrolledBytes = (await memoryBytes(system, protocol)) ?? NaN;
    return { contender, openedBytes, scrolledBytes, canvases };
  } finally {
    await browser.close();
  }
}
