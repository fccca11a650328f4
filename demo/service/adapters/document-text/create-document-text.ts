/**
 * Searches documents in a worker, one after the other, and ends the worker when one takes too long or too much
 * memory: whatever a file does to its reader, the service stays up.
 */
import { type DocumentText, TextSearchError } from '../../ports/document-text.ts';
import { KillableWorker, WorkerLostError } from '../workers/killable-worker.ts';
import type { SearchOrder, SearchOutcome } from './search-worker.ts';

export interface DocumentTextOptions {
  /**
   * For all that is looked for in one document. A customer waits for it, and others after: 20 seconds by default,
   * in which about 1,500 full pages can be read.
   */
  readonly timeoutSeconds?: number;
}

export interface ClosableDocumentText extends DocumentText {
  /** Waits for what is being searched, and ends the worker. */
  close(): Promise<void>;
}

/** As much as intake has for the structure of the same files. */
const WORKER_HEAP_MB = 512;

export function createDocumentText({ timeoutSeconds = 20 }: DocumentTextOptions = {}): ClosableDocumentText {
  const worker = new KillableWorker({
    module: new URL('./search-worker.ts', import.meta.url),
    timeoutSeconds,
    resourceLimits: { maxOldGenerationSizeMb: WORKER_HEAP_MB },
  });
  return {
    async find(bytes, wanted) {
      const outcome = (await worker
        .run(() => {
          const copy = new Uint8Array(bytes);
          const order: SearchOrder = { bytes: copy, wanted };
          return { order, transfer: [copy.buffer] };
        })
        .catch((error: unknown) => {
          if (!(error instanceof WorkerLostError) || error.loss === 'ended') throw error;
          throw new TextSearchError('timed-out', { cause: error });
        })) as SearchOutcome;
      if (!outcome.ok) throw new TextSearchError('unreadable', { cause: outcome.cause });
      return outcome.found;
    },
    close: () => worker.close(),
  };
}
