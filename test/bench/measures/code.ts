/** The code that has come over the line when the first page is there, file by file. */
import type { Bench } from '../bench.ts';
import type { BenchFile } from '../files/bench-files.ts';
import type { Request } from '../line/ledger.ts';
import { SLOW_LINE, startLine } from '../line/throttled-line.ts';
import { CONTENDERS, type Contender } from '../pages/contenders.ts';
import { openPage } from './opened-page.ts';

export interface Code {
  readonly contender: Contender;
  readonly bytes: number;
  readonly parts: readonly { readonly name: string; readonly bytes: number }[];
}

export async function measureCode(bench: Bench, file: BenchFile): Promise<Code[]> {
  const line = await startLine(bench.server.port, SLOW_LINE);
  const browser = await bench.launch();
  try {
    const results: Code[] = [];
    for (const contender of CONTENDERS) {
      let requests: Request[] = [];
      const { context } = await openPage(browser, {
        url: bench.url(contender, file, line.port),
        onPainted: () => (requests = bench.server.ledger.requests((port) => line.delivered(port))),
      });
      await context.close();
      const parts = requests
        .filter(({ kind, bytes }) => kind === 'code' && bytes > 0)
        .map(({ what, bytes }) => ({ name: what.split('/').at(-1) ?? what, bytes }))
        .sort((one, other) => other.bytes - one.bytes);
      results.push({ contender, bytes: parts.reduce((sum, { bytes }) => sum + bytes, 0), parts });
    }
    return results;
  } finally {
    await browser.close();
    await line.stop();
  }
}
