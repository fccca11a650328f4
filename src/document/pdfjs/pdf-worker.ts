/**
 * The one worker that all widgets of a page share. Where no worker can be had (the page's policy
 * forbids it, or a proxy changes the type of the file) PDFs are parsed in the main thread: slower,
 * but they can be read. Whoever asks is told, because pdf.js would not.
 */
import type { PDFWorker } from 'pdfjs-dist';
import { type Clock, systemClock } from '../clock.js';
import { DocumentError } from '../document-error.js';
import { type Lease, Lessor } from './lease.js';
import { type PdfjsAssets, workerIn } from './pdfjs-assets.js';
import type { Pdfjs } from './pdfjs-module.js';
import { startWorker } from './start-worker.js';
import { WorkWatch } from './work-watch.js';

const GRACE_MILLISECONDS = 10_000;

/** @param alone whether nobody else had asked anything of the worker: then it was what this one asked */
type Lost = (alone: boolean) => void;

/** A worker, from the moment that it has been asked for. */
export class PdfWorker {
  readonly watch: WorkWatch;
  readonly #address: URL;
  readonly #started: Promise<Worker>;
  readonly #onLost: (worker: PdfWorker) => void;
  readonly #documents = new Set<Lost>();
  #attached: Promise<PDFWorker> | undefined;

  constructor(address: URL, clock: Clock, onLost: (worker: PdfWorker) => void = () => undefined) {
    this.#address = address;
    this.#onLost = onLost;
    this.watch = new WorkWatch({ ask: () => this.#ask(), stuck: () => this.#lose() }, clock);
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

  /** A document is read in it. @returns to be called when it is closed */
  take(lost: Lost): () => void {
    this.#documents.add(lost);
    return () => this.#documents.delete(lost);
  }

  stop(): void {
    this.watch.stop();
    this.#attached?.then((worker) => worker.destroy()).catch(() => undefined);
    // pdf.js does not end a worker that it has not made.
    this.#started.then((worker) => worker.terminate()).catch(() => undefined);
  }

  /** Something that changes nothing, and is answered. */
  async #ask(): Promise<void> {
    const worker = await this.#attached;
    await worker?.messageHandler.sendWithPromise('configure', {} as JSON);
  }

  /** A worker that goes round in circles hears nothing: it is ended, and another one is started for the others. */
  #lose(): void {
    const documents = [...this.#documents];
    this.#documents.clear();
    this.#onLost(this);
    this.stop();
    for (const lost of documents) lost(documents.length === 1);
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
export function leasePdfWorker(assets: PdfjsAssets, clock: Clock = systemClock): Lease<PdfWorker> {
  return lessorFor(assets, clock).acquire();
}

/** One that nobody else gets. */
export function startPdfWorker(assets: PdfjsAssets, clock: Clock = systemClock): Lease<PdfWorker> {
  const thing = new PdfWorker(workerIn(assets), clock);
  return { thing, release: () => thing.stop() };
}

/** For a worker that could not be started: the next lease tries again. */
export function discardPdfWorker(assets: PdfjsAssets, worker: PdfWorker): void {
  lessorFor(assets, systemClock).discard(worker);
}

function lessorFor(assets: PdfjsAssets, clock: Clock): Lessor<PdfWorker> {
  const address = workerIn(assets);
  let lessor = lessors.get(address.href);
  if (!lessor) {
    const made = new Lessor<PdfWorker>({
      start: () => new PdfWorker(address, clock, (worker) => made.discard(worker)),
      stop: (worker) => worker.stop(),
      graceMilliseconds: GRACE_MILLISECONDS,
      clock,
    });
    lessor = made;
    lessors.set(address.href, lessor);
  }
  return lessor;
}
