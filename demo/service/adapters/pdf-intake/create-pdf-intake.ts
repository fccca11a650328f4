/**
 * Inspects uploads in a worker, one after the other, and ends the worker when a file takes too long:
 * whatever a file does to its reader, the service stays up.
 */
import type { IntakeResult, PdfIntake } from '../../ports/pdf-intake.ts';
import { KillableWorker, WorkerLostError } from '../workers/killable-worker.ts';
import type { InspectionOrder } from './inspection-worker.ts';
import { refuse } from './refusals.ts';

export interface PdfIntakeOptions {
  readonly maxBytes?: number;
  readonly maxPages?: number;
  readonly timeoutSeconds?: number;
}

export interface ClosablePdfIntake extends PdfIntake {
  /** Waits for what is being inspected, and ends the worker. */
  close(): Promise<void>;
}

/** Much more than the structure of a file of the largest size needs. */
const WORKER_HEAP_MB = 512;

export function createPdfIntake(options: PdfIntakeOptions = {}): ClosablePdfIntake {
  const { maxBytes = 50 * 1024 * 1024, maxPages = 5000, timeoutSeconds = 5 } = options;
  const worker = new KillableWorker({
    module: new URL('./inspection-worker.ts', import.meta.url),
    timeoutSeconds,
    resourceLimits: { maxOldGenerationSizeMb: WORKER_HEAP_MB },
  });
  return {
    async inspect(bytes) {
      if (bytes.length === 0) return refuse('empty');
      if (bytes.length > maxBytes) return refuse('too-large');
      try {
        // A copy of its own, handed over: the caller keeps its bytes.
        const result = await worker.run(() => {
          const copy = new Uint8Array(bytes);
          const order: InspectionOrder = { bytes: copy, limits: { maxBytes, maxPages } };
          return { order, transfer: [copy.buffer] };
        });
        return result as IntakeResult;
      } catch (error) {
        // Anything else is our fault and not the file's.
        if (!(error instanceof WorkerLostError) || error.loss === 'ended') throw error;
        return refuse('timed-out');
      }
    },
    close: () => worker.close(),
  };
}
