/** One opening over the slow line, request by request: what waits for what. */
import type { Bench } from '../bench.ts';
import type { Request } from '../line/ledger.ts';
import { SLOW_LINE, startLine } from '../line/throttled-line.ts';
import { CONTENDERS } from '../pages/contenders.ts';
import { openPage } from './opened-page.ts';

export async function showWaterfalls(bench: Bench): Promise<void> {
  const line = await startLine(bench.server.port, SLOW_LINE);
  const browser = await bench.launch();
  try {
    for (const file of bench.files) {
      for (const contender of CONTENDERS) {
        let requests: Request[] = [];
        const { context, painted } = await openPage(browser, {
          url: bench.url(contender, file, line.port),
          onPainted: () => (requests = bench.server.ledger.requests((port) => line.delivered(port))),
        });
        await context.close();
        console.log(`\n${contender}, ${file.name}: first page after ${painted.at.toFixed(0)} ms`);
        show(requests);
      }
    }
  } finally {
    await browser.close();
    await line.stop();
  }
}

/** Some documents are asked for in hundreds of pieces. */
const MOST_SHOWN = 30;

function show(requests: readonly Request[]): void {
  const start = requests[0]?.askedAt ?? 0;
  for (const { what, askedAt, bytes, whole } of requests.slice(0, MOST_SHOWN)) {
    const at = (askedAt - start).toFixed(0).padStart(6);
    console.log(`${at} ms ${String(bytes).padStart(9)}${whole ? ' ' : '…'} ${what}`);
  }
  const rest = requests.slice(MOST_SHOWN);
  const bytes = rest.reduce((sum, each) => sum + each.bytes, 0);
  if (rest.length > 0) console.log(`          ${String(bytes).padStart(9)}  in ${rest.length} more requests`);
}
