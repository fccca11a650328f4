/**
 * Inspects what signers upload: a PDF as the customer's own, a picture in a worker of its own that is ended when one
 * takes too long.
 */
import { mediaTypeOf } from '../../domain/media-type.ts';
import { isArchiveToo } from '../../pictures/second-format.ts';
import type { PdfIntake } from '../../ports/pdf-intake.ts';
import type { UploadInspection, UploadIntake } from '../../ports/upload-intake.ts';
import { KillableWorker, WorkerLostError } from '../workers/killable-worker.ts';
import type { PictureOrder } from './picture-worker.ts';
import { refuseUpload } from './upload-refusals.ts';

export interface UploadIntakeOptions {
  readonly pdf: PdfIntake;
  /** Of a picture. Default 5. */
  readonly timeoutSeconds?: number;
}

export interface ClosableUploadIntake extends UploadIntake {
  /** Waits for what is being inspected, and ends the worker. */
  close(): Promise<void>;
}

/** Pixels are counted and not kept. */
const WORKER_HEAP_MB = 128;

export function createUploadIntake({ pdf, timeoutSeconds = 5 }: UploadIntakeOptions): ClosableUploadIntake {
  const worker = new KillableWorker({
    module: new URL('./picture-worker.ts', import.meta.url),
    timeoutSeconds,
    resourceLimits: { maxOldGenerationSizeMb: WORKER_HEAP_MB },
  });

  async function inspectPicture(order: PictureOrder): Promise<UploadInspection> {
    try {
      // A copy of its own, handed over: the caller keeps its bytes.
      const result = await worker.run(() => {
        const copy = new Uint8Array(order.bytes);
        return { order: { ...order, bytes: copy }, transfer: [copy.buffer] };
      });
      return result as UploadInspection;
    } catch (error) {
      // Anything else is our fault and not the file's.
      if (!(error instanceof WorkerLostError) || error.loss === 'ended') throw error;
      return refuseUpload('picture-damaged');
    }
  }

  return {
    async inspect(bytes, accept) {
      // Of an empty file it is said that it is empty, and not that it is of no kind.
      const mediaType = bytes.length === 0 ? 'application/pdf' : mediaTypeOf(bytes);
      if (mediaType === undefined || (bytes.length > 0 && !accept.includes(mediaType)))
        return refuseUpload('not-accepted');
      if (isArchiveToo(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)))
        return refuseUpload('file-and-more');
      if (mediaType !== 'application/pdf') return inspectPicture({ bytes, mediaType });
      const inspected = await pdf.inspect(bytes);
      return inspected.accepted ? { accepted: true, mediaType, pages: inspected.pages } : inspected;
    },
    close: () => worker.close(),
  };
}
