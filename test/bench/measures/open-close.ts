/** One widget, opened and closed again and again on one page: what does it leave behind? */
import type { Bench } from '../bench.ts';
import type { BenchFile } from '../files/bench-files.ts';
import { heapObjectBytes } from './heap-objects.ts';
import { PlainBrowser, type Protocol } from './plain-browser.ts';
import { memoryBytes } from './process-memory.ts';
import { slope } from './statistics.ts';

/** Until then caches fill that are there to be filled. */
const WARM_UP_ROUNDS = 30;
const LOOKS = 6;

export interface OpenClose {
  readonly rounds: number;
  readonly heapBytes: readonly number[];
  readonly heapBytesPerRound: number;
  readonly processBytes: readonly number[];
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

/** The page is there, and its first document. */
const FIRST = `new Promise((resolve) => {
  const look = () => {
    if (document.querySelector('signing-widget')?.status === 'reviewing') resolve();
    else setTimeout(look, 50);
  };
  look();
})`;

const once = `new Promise((resolve, reject) => {
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

const times = (rounds: number) => `(async () => {
  for (let round = 0; round < ${rounds}; round += 1) await ${once};
})()`;

/** What the server remembers of requests is not to grow without end either. */
const MOST_AT_ONCE = 200;

export async function measureOpenClose(bench: Bench, file: BenchFile, rounds: number): Promise<OpenClose> {
  const browser = await PlainBrowser.start();
  try {
    const page = await browser.open(bench.url('widget', file));
    await page.send('Performance.enable');
    await evaluate(page, FIRST);
    const looks: Look[] = [];
    const run = async (from: number, to: number) => {
      for (let round = from; round < to; round += MOST_AT_ONCE) {
        await evaluate(page, times(Math.min(MOST_AT_ONCE, to - round)));
        bench.server.ledger.begin();
      }
      looks.push({ round: to, ...(await look(browser.system, page)) });
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
      processBytes: looks.map(({ process }) => process),
      processBytesPerRound: growth(({ process }) => process),
      nodesPerRound: growth(({ nodes }) => nodes),
      listenersPerRound: growth(({ listeners }) => listeners),
    };
  } finally {
    await browser.stop();
  }
}

async function look(system: Protocol, page: Protocol): Promise<Omit<Look, 'round'>> {
  // A look at the heap takes memory itself: the process is looked at first.
  const process = (await memoryBytes(system, page)) ?? NaN;
  const heap = await heapObjectBytes(page);
  const { metrics } = await page.send('Performance.getMetrics');
  const metric = (name: string) => metrics.find((each) => each.name === name)?.value ?? NaN;
  return { process, heap, nodes: metric('Nodes'), listeners: metric('JSEventListeners') };
}

async function evaluate(page: Protocol, expression: string): Promise<void> {
  const { exceptionDetails } = await page.send('Runtime.evaluate', { expression, awaitPromise: true });
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
}
