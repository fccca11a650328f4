/** Opens a document in one worker, and ends it there: when it is closed, broken, without end, or the worker is lost. */
import type { PDFWorker } from 'pdfjs-dist';
import type { DocumentBytes, OpenDocument } from '../document-engine.js';
import { DocumentError } from '../document-error.js';
import { askForCrossReference } from './cross-reference-ahead.js';
import type { Lease } from './lease.js';
import { Lifeline } from './lifeline.js';
import type { PdfWorker } from './pdf-worker.js';
import { PdfjsDocument } from './pdfjs-document.js';
import { loadPdfjs, type Pdfjs } from './pdfjs-module.js';
import { RANGE_BYTES, rangeTransport } from './range-transport.js';
import { WorkerLost } from './steady-document.js';

export interface OpeningPlace {
  /** Given back when the document is closed. */
  readonly lease: Lease<PdfWorker>;
  attach(pdfjs: Pdfjs): Promise<PDFWorker>;
  parameters(pdfjs: Pdfjs): object;
}

/** @throws {WorkerLost} when the worker was ended by what another document asked of it */
export async function openInWorker(
  bytes: DocumentBytes,
  signal: AbortSignal | undefined,
  { lease, attach, parameters }: OpeningPlace,
): Promise<OpenDocument> {
  try {
    const [pdfjs, worker, head] = await Promise.all([loadPdfjs(), loadPdfjs().then(attach), headOf(bytes)]);
    signal?.throwIfAborted();
    const task = pdfjs.getDocument({ ...parameters(pdfjs), ...sourceOf(pdfjs, bytes, head), worker });

    let proven = false;
    let tellLost: () => void = () => undefined;
    const lost = new Promise<void>((resolve) => (tellLost = resolve));
    // A worker that is lost answers no goodbye.
    const destroy = () => Promise.race([task.destroy(), lost]);
    const cut = (reason: unknown) => {
      lifeline.cut(reason);
      destroy().catch(() => undefined);
    };
    const lifeline = new Lifeline(() =>
      lease.thing.watch.begin({ waits: () => !proven, endless: () => cut(withoutEnd()) }),
    );
    const leave = lease.thing.take((alone) => {
      tellLost();
      cut(alone ? withoutEnd() : new WorkerLost('The worker was ended.'));
      lease.release();
    });
    const end = () =>
      destroy().finally(() => {
        leave();
        lease.release();
      });
    bytes.proven.then(() => (proven = true), cut);
    const abort = () => cut(signal?.reason);
    signal?.addEventListener('abort', abort, { once: true });
    try {
      return await PdfjsDocument.from(pdfjs, task, { lifeline, painted: () => bytes.fetchRest(), end });
    } catch (error) {
      await end().catch(() => undefined);
      signal?.throwIfAborted();
      if (lifeline.isCut) throw error;
      throw documentErrorFrom(error, pdfjs);
    } finally {
      signal?.removeEventListener('abort', abort);
    }
  } catch (error) {
    lease.release();
    throw error;
  }
}

async function headOf(bytes: DocumentBytes): Promise<Uint8Array<ArrayBuffer>> {
  const head = await bytes.head();
  // Whoever needs it hears of what happens to it.
  if (head.byteLength < bytes.sizeBytes) askForCrossReference(bytes, head).catch(() => undefined);
  return head;
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

function documentErrorFrom(cause: unknown, pdfjs: Pdfjs): DocumentError {
  if (cause instanceof pdfjs.PasswordException) {
    return new DocumentError('document-unsupported', 'The document asks for a password.', { cause });
  }
  return new DocumentError('document-unreadable', 'The document cannot be read as a PDF.', { cause });
}

function withoutEnd(): DocumentError {
  return new DocumentError('document-unreadable', 'Reading the document has no end.');
}
