/** One widget, opened and closed again and again on one page: what does it leave behind? */
import type { CDPSession } from 'playwright-core';
import type { Bench } from '../bench.ts';
import type { BenchFile } from '../files/bench-files.ts';
import { heapObjectBytes } from './heap-objects.ts';
import { openPage, protocolOf } from './opened-page.ts';
import { memoryBytes } from './process-memory.ts';
import { slope } from './statistics.ts';

/** Until then caches fill that are there to be filled. */
const WARM_UP_ROUNDS = 30;
const LOOKS = 6;

export interface OpenClose {
  readonly rounds: number;
  readonly heapBytes: readonly number[];
  readonly heapBytesPerRound: number;
  readonly processBytesPerRound: number;
  readonly nodesPerRound: number;
  readonly listenersPerRound: number;
}

interface Look {
  readonly round: number;
  readonly heap: number;
  readonly nodes: number;
  readonly listeners: number;
  readonly process: number;
}

const ROUND = `new Promise((resolve, reject) => {
  const widget = document.querySelector('signing-widget');
  const listening = new AbortController();
  const { signal } = listening;
  widget.addEventListener('signing-document-ready', () => {
    listening.abort();
    widget.close();
    resolve();
  }, { signal });
  widget.addEventListener('signing-error', ({ code }) => {
    listening.abort();
    reject(new Error(code));
  }, { signal });
  widget.open();
})`;

export async function measureOpenClose(bench: Bench, file: BenchFile, rounds: number): Promise<OpenClose> {
  const browser = await bench.launch();
  try {
    const { page } = await openPage(browser, { url: bench.url('widget', file) });
    const protocol = await protocolOf(page);
    await protocol.send('Performance.enable');
    const looks: Look[] = [];
    const run = async (from: number, to: number) => {
      for (let round = from; round < to; round += 1) {
        await page.evaluate(ROUND);
        // What the server remembers of requests is not to grow either.
        if (round % 100 === 0) bench.server.ledger.begin();
      }
      // A look at the heap takes memory itself: the process is looked at first.
      const process = (await memoryBytes(browser, protocol)) ?? NaN;
      looks.push({ round: to, process, ...(await look(protocol)) });
    };
    await run(-WARM_UP_ROUNDS, 0);
    for (let part = 0; part < LOOKS; part += 1) {
      await run(Math.round((part * rounds) / LOOKS), Math.round(((part + 1) * rounds) / LOOKS));
    }
    // What a page learns of its own code goes on growing for a hundred rounds, and ends; a leak does not.
    const later = looks.slice(-LOOKS / 2 - 1);
    const growth = (of: (look: Look) => number) => slope(later.map((each) => [each.round, of(each)]));
    return {
      rounds,
      heapBytes: looks.map(({ heap }) => heap),
      heapBytesPerRound: growth(({ heap }) => heap),
      processBytesPerRound: growth(({ process }) => process),
      nodesPerRound: growth(({ nodes }) => nodes),
      listenersPerRound: growth(({ listeners }) => listeners),
    };
  } finally {
    await browser.close();
  }
}

async function look(protocol: CDPSession): Promise<{ heap: number; nodes: number; listeners: number }> {
  const heap = await heapObjectBytes(protocol);
  const { metrics } = await protocol.send('Performance.getMetrics');
  const metric = (name: string) => metrics.find((each) => each.name === name)?.value ?? NaN;
  return { heap, nodes: metric('Nodes'), listeners: metric('JSEventListeners') };
}
