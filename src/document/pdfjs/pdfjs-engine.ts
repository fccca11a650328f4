/** The engine that is used unless a host brings its own: pdf.js in one worker, everything active switched off. */
import type { Clock } from '../clock.js';
import type { DocumentBytes, DocumentEngine, OpenDocument } from '../document-engine.js';
import type { Lease } from './lease.js';
import { openInWorker } from './open-in-worker.js';
import { discardPdfWorker, leasePdfWorker, type PdfWorker, startPdfWorker } from './pdf-worker.js';
import { type PdfjsAssets, pdfjsAssetsIn } from './pdfjs-assets.js';
import { loadPdfjs, type Pdfjs } from './pdfjs-module.js';
import { SteadyDocument, WorkerLost } from './steady-document.js';

export interface PdfjsOptions {
  /** The folder that has `pdfjs/` with worker, cMaps, fonts and wasm in it; or where each of them is. */
  readonly assets: URL | PdfjsAssets;
  /**
   * No worker could be started, and PDFs are parsed in the main thread, where they hold up the page:
   * most often the page's `worker-src` does not allow one.
   */
  readonly onMainThread?: (cause: unknown) => void;
  /** By which a worker that does not answer is given up. */
  readonly clock?: Clock;
}

/**
 * Fetches pdf.js and starts its worker, both at once, before there is a document.
 * @returns what gives them back: to be called when no document will come, or when one has been opened
 */
export function preloadPdfjs({ assets }: PdfjsOptions): () => void {
  const lease = leasePdfWorker(assetsFrom(assets));
  // Opening a document tries again, and tells of a failure.
  loadPdfjs().catch(() => undefined);
  return () => lease.release();
}

export function createPdfjsEngine({ assets: given, onMainThread, clock }: PdfjsOptions): DocumentEngine {
  const assets = assetsFrom(given);
  const openIn = (lease: Lease<PdfWorker>, bytes: DocumentBytes, signal: AbortSignal | undefined) =>
    openInWorker(bytes, signal, {
      lease,
      attach: async (pdfjs) => {
        try {
          return await lease.thing.attach(pdfjs, (cause) => onMainThread?.(cause));
        } catch (error) {
          discardPdfWorker(assets, lease.thing);
          throw error;
        }
      },
      parameters: (pdfjs) => parameters(pdfjs, assets),
    });
  return {
    async open(bytes, signal): Promise<OpenDocument> {
      signal.throwIfAborted();
      // Who has lost one worker by another's doing gets one that is shared with nobody: if it is the one that does
      // these things, it does them to itself.
      const reopen = (until?: AbortSignal) => openIn(startPdfWorker(assets, clock), bytes.again(), until);
      const first = await openIn(leasePdfWorker(assets, clock), bytes, signal).catch((error: unknown) => {
        if (error instanceof WorkerLost) return reopen(signal);
        throw error;
      });
      return new SteadyDocument(first, reopen);
    },
  };
}

function assetsFrom(assets: URL | PdfjsAssets): PdfjsAssets {
  return assets instanceof URL ? pdfjsAssetsIn(assets) : assets;
}

function parameters(pdfjs: Pdfjs, assets: PdfjsAssets) {
  return {
    cMapUrl: assets.cMaps.href,
    cMapPacked: true,
    standardFontDataUrl: assets.standardFonts.href,
    wasmUrl: assets.wasm.href,
    iccUrl: assets.iccs.href,
    // A machine's own Helvetica would give each signer other pixels, and pdf.js would fetch the
    // replacement by a `url()` that a host's `font-src` had to allow. The shipped ones come as data.
    useSystemFonts: false,
    // A form's layout is computed by what is in the file, not by a language of its own.
    enableXfa: false,
    verbosity: pdfjs.VerbosityLevel.ERRORS,
    // Drawing stays in the main thread, on canvases that the viewer counts.
    disableWorkerRendering: true,
  };
}
