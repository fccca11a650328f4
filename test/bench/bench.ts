/** What every measure works with: the server, the browser, the documents, and how large the page is shown. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../harness/chromium.ts';
import type { BenchFile } from './files/bench-files.ts';
import { startBenchServer, type BenchServer } from './line/bench-server.ts';
import { fileOf, staticFiles, type StaticFile } from './line/static-files.ts';
import { openPage } from './measures/opened-page.ts';
import { addressOf, pageAt, type Contender } from './pages/contenders.ts';
import { STOCK_FOLDER } from './pages/stock-page.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** All text files have pages of this width. */
const PAGE_WIDTH = (595 * 96) / 72;

/** Something that is large, whatever documents were asked for. */
export const LINE_CHECK_PATH = '/line-check';
const LINE_CHECK_BYTES = 4e6;

export interface Bench {
  readonly server: BenchServer;
  readonly files: readonly BenchFile[];
  readonly code: ReadonlyMap<string, StaticFile>;
  readonly browserVersion: string;
  /** One for each measure: what one leaves behind is not in the next one's figures. */
  launch(): Promise<Browser>;
  /** Straight to the server, or through a line in front of it. */
  url(contender: Contender, file: BenchFile, port?: number): string;
  stop(): Promise<void>;
}

export async function startBench(files: readonly BenchFile[]): Promise<Bench> {
  const code = new Map<string, StaticFile>([
    ...(await staticFiles('/dist/', join(ROOT, 'dist'))),
    ...(await staticFiles('/pdfjs/', join(ROOT, 'node_modules', 'pdfjs-dist'))),
    ...(await staticFiles('/stock-viewer/', STOCK_FOLDER)),
    [LINE_CHECK_PATH, fileOf(Buffer.alloc(LINE_CHECK_BYTES), undefined)],
  ]);
  const server = await startBenchServer({ files: code, documents: files, page: (url) => pageAt(url, files) });
  const [first] = files;
  if (!first) throw new Error('There is no document to open.');
  const browser = await launchBrowser();
  const url = (contender: Contender, file: BenchFile, zoom: number, port = server.port) =>
    `http://127.0.0.1:${port}${addressOf(contender, file, zoom)}`;
  try {
    // The widget fits the page to the room it has; the others show it as large.
    const { context, painted } = await openPage(browser, { url: url('widget', first, 1) });
    await context.close();
    const zoom = painted.cssWidth / PAGE_WIDTH;
    return {
      server,
      files,
      code,
      browserVersion: browser.version(),
      launch: () => launchBrowser(),
      url: (contender, file, port) => url(contender, file, zoom, port),
      stop: () => server.stop(),
    };
  } finally {
    await browser.close();
  }
}
