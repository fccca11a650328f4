/** The engine that is used unless a host brings its own: pdf.js in one worker, everything active switched off. */
import type { DocumentBytes, DocumentEngine, OpenDocument } from '../document-engine.js';
import { DocumentError } from '../document-error.js';
import { Lifeline } from './lifeline.js';
import { discardPdfWorker, leasePdfWorker } from './pdf-worker.js';
import { type PdfjsAssets, pdfjsAssetsIn } from './pdfjs-assets.js';
import { PdfjsDocument } from './pdfjs-document.js';
import { loadPdfjs, type Pdfjs } from './pdfjs-module.js';
import { RANGE_BYTES, rangeTransport } from './range-transport.js';

export interface PdfjsOptions {
  /** The folder that has `pdfjs/` with worker, cMaps, fonts and wasm in it; or where each of them is. */
  readonly assets: URL | PdfjsAssets;
  /**
   * No worker could be started, and PDFs are parsed in the main thread, where they hold up the page:
   * most often the page's `worker-src` does not allow one.
   */
  readonly onMainThread?: (cause: unknown) => void;
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

export function createPdfjsEngine({ assets: given, onMainThread }: PdfjsOptions): DocumentEngine {
  const assets = assetsFrom(given);
  return {
    async open(bytes, signal): Promise<OpenDocument> {
      signal.throwIfAborted();
      const lease = leasePdfWorker(assets);
      try {
        const [pdfjs, worker, head] = await Promise.all([
          loadPdfjs(),
          loadPdfjs().then((loaded) => attached(lease.thing, loaded)),
          bytes.head(),
        ]);
        signal.throwIfAborted();
        const task = pdfjs.getDocument({
          ...parameters(pdfjs, assets),
          ...sourceOf(pdfjs, bytes, head),
          worker,
        });
        const lifeline = new Lifeline();
        const end = (reason: unknown) => {
          lifeline.cut(reason);
          task.destroy().catch(() => undefined);
        };
        bytes.proven.catch(end);
        const abort = () => end(signal.reason);
        signal.addEventListener('abort', abort, { once: true });
        try {
          return await PdfjsDocument.from(pdfjs, task, {
            lifeline,
            painted: () => bytes.fetchRest(),
            closed: () => lease.release(),
          });
        } catch (error) {
          await task.destroy().catch(() => undefined);
          signal.throwIfAborted();
          if (lifeline.isCut) throw error;
          throw documentErrorFrom(error, pdfjs);
        } finally {
          signal.removeEventListener('abort', abort);
        }
      } catch (error) {
        lease.release();
        throw error;
      }
    },
  };

  async function attached(worker: Parameters<typeof discardPdfWorker>[1], pdfjs: Pdfjs) {
    try {
      return await worker.attach(pdfjs, (cause) => onMainThread?.(cause));
    } catch (error) {
      discardPdfWorker(assets, worker);
      throw error;
    }
  }
}

function assetsFrom(assets: URL | PdfjsAssets): PdfjsAssets {
  return assets instanceof URL ? pdfjsAssetsIn(assets) : assets;
}

/** A file that is there as a whole has no need of ranges. */
function sourceOf(pdfjs: Pdfjs, bytes: DocumentBytes, head: Uint8Array<ArrayBuffer>) {
  if (head.byteLength === bytes.sizeBytes) return { data: head };
  return {
    range: rangeTransport(pdfjs, bytes, head),
    rangeChunkSize: RANGE_BYTES,
    // What nobody needs now comes when we say so: https://mozilla.github.io/pdf.js/api/draft/module-pdfjsLib.html
    disableAutoFetch: true,
    disableStream: true,
  };
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

function documentErrorFrom(cause: unknown, pdfjs: Pdfjs): DocumentError {
  if (cause instanceof pdfjs.PasswordException) {
    return new DocumentError('document-unsupported', 'The document asks for a password.', { cause });
  }
  return new DocumentError('document-unreadable', 'The document cannot be read as a PDF.', { cause });
}
