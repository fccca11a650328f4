/** From the start of the navigation to the first page: the contenders in turn, each time in another order. */
import type { Bench } from '../bench.ts';
import type { BenchFile, FileName } from '../files/bench-files.ts';
import type { Request } from '../line/ledger.ts';
import { SLOW_LINE, startLine } from '../line/throttled-line.ts';
import { CONTENDERS, type Contender } from '../pages/contenders.ts';
import { openPage } from './opened-page.ts';
import { median } from './statistics.ts';

export interface FirstPaint {
  readonly file: FileName;
  readonly contender: Contender;
  readonly milliseconds: readonly number[];
  readonly median: number;
  /** Over the line before the first page; at full speed nobody can tell what had come by then. */
  readonly codeBytes?: number;
  readonly documentBytes?: number;
}

export async function measureFirstPaint(bench: Bench, runs: number, slow: boolean): Promise<FirstPaint[]> {
  const line = slow ? await startLine(bench.server.port, SLOW_LINE) : undefined;
  const browser = await bench.launch();
  const { ledger } = bench.server;
  const results: FirstPaint[] = [];
  const once = async (contender: Contender, file: BenchFile) => {
    let requests: Request[] = [];
    const opened = await openPage(browser, {
      url: bench.url(contender, file, line?.port),
      onPainted: () => (requests = line ? ledger.requests((port) => line.delivered(port)) : []),
    });
    await opened.context.close();
    return { milliseconds: opened.painted.at, requests };
  };
  try {
    for (const file of bench.files) {
      const taken = new Map(
        CONTENDERS.map((contender) => [contender, [] as Awaited<ReturnType<typeof once>>[]]),
      );
      for (let run = 0; run <= runs; run += 1) {
        for (const contender of turned(CONTENDERS, run)) {
          const one = await once(contender, file);
          // The first of all is a warm-up of the browser and of the machine's own caches.
          if (run > 0) taken.get(contender)?.push(one);
        }
      }
      for (const [contender, all] of taken) {
        const milliseconds = all.map((one) => one.milliseconds);
        const bytes = (kind: Request['kind']) =>
          median(all.map(({ requests }) => sum(requests.filter((each) => each.kind === kind))));
        results.push({
          file: file.name,
          contender,
          milliseconds,
          median: median(milliseconds),
          ...(line && { codeBytes: bytes('code'), documentBytes: bytes('document') }),
        });
      }
    }
    return results;
  } finally {
    await browser.close();
    await line?.stop();
  }
}

function sum(requests: readonly Request[]): number {
  return requests.reduce((total, { bytes }) => total + bytes, 0);
}

/** Nobody always comes first, or always after the same one. */
function turned<T>(all: readonly T[], by: number): T[] {
  const at = by % all.length;
  const rest = [...all.slice(at), ...all.slice(0, at)];
  return by % 2 === 0 ? rest : rest.reverse();
}
