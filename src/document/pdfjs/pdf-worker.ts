/**
 * The one worker that all widgets of a page share. Where no worker can be had (the page's policy
 * forbids it, or a proxy changes the type of the file) PDFs are parsed in the main thread: slower,
 * but they can be read. Whoever asks is told, because pdf.js would not.
 */
import type { PDFWorker } from 'pdfjs-dist';
import { systemClock } from '../clock.js';
import { DocumentError } from '../document-error.js';
import { type Lease, Lessor } from './lease.js';
import { needsLegacyBuild, type Pdfjs } from './pdfjs-module.js';
import type { PdfjsAssets } from './pdfjs-assets.js';
import { startWorker } from './start-worker.js';

const GRACE_MILLISECONDS = 10_000;

/** A worker, from the moment that it has been asked for. */
export class PdfWorker {
  readonly #address: URL;
  readonly #started: Promise<Worker>;
  #attached: Promise<PDFWorker> | undefined;

  constructor(address: URL) {
    this.#address = address;
    this.#started = startWorker(address);
    // Whoever attaches hears of it; nobody may have come for it yet.
    this.#started.catch(() => undefined);
  }

  /** What pdf.js speaks to. There can be only one for a worker, so that all get the same. */
  attach(pdfjs: Pdfjs, onMainThread: (cause: unknown) => void): Promise<PDFWorker> {
    // Told to everybody who comes, not only to the first.
    this.#started.catch(onMainThread);
    this.#attached ??= this.#started.then(
      (port) => pdfjs.PDFWorker.create({ port, verbosity: pdfjs.VerbosityLevel.ERRORS }),
      (cause: unknown) => workerInMainThread(pdfjs, this.#address, cause),
    );
    return this.#attached;
  }

  stop(): void {
    this.#attached?.then((worker) => worker.destroy()).catch(() => undefined);
    // pdf.js does not end a worker that it has not made.
    this.#started.then((worker) => worker.terminate()).catch(() => undefined);
  }
}

async function workerInMainThread(pdfjs: Pdfjs, address: URL, cause: unknown): Promise<PDFWorker> {
  // This is where pdf.js looks for code that is to run in the main thread. It is put back afterwards:
  // another pdf.js in the page, of another version, looks there too.
  const scope = globalThis as { pdfjsWorker?: unknown };
  const before = scope.pdfjsWorker;
  try {
    scope.pdfjsWorker = await import(/* @vite-ignore */ address.href);
    const worker = new pdfjs.PDFWorker({ verbosity: pdfjs.VerbosityLevel.ERRORS });
    await worker.promise;
    return worker;
  } catch (error) {
    throw new DocumentError('service-unavailable', 'The worker that reads PDFs could not be started.', {
      cause: new AggregateError([cause, error]),
    });
  } finally {
    scope.pdfjsWorker = before;
  }
}

const lessors = new Map<string, Lessor<PdfWorker>>();

/** Starts the worker, or takes part in the one that is there. */
export function leasePdfWorker(assets: PdfjsAssets): Lease<PdfWorker> {
  return lessorFor(assets).acquire();
}

/** For a worker that could not be started: the next lease tries again. */
export function discardPdfWorker(assets: PdfjsAssets, worker: PdfWorker): void {
  lessorFor(assets).discard(worker);
}

function lessorFor(assets: PdfjsAssets): Lessor<PdfWorker> {
  const address = needsLegacyBuild() ? assets.legacyWorker : assets.worker;
  let lessor = lessors.get(address.href);
  if (!lessor) {
    lessor = new Lessor<PdfWorker>({
      start: () => new PdfWorker(address),
      stop: (worker) => worker.stop(),
      graceMilliseconds: GRACE_MILLISECONDS,
      clock: systemClock,
    });
    lessors.set(address.href, lessor);
  }
  return lessor;
}
