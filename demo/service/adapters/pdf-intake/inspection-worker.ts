/** The worker's side: one file in, one judgement out. */
import { serveWorker } from '../workers/serve-worker.ts';
import { type InspectionLimits, inspectPdf } from './inspect-pdf.ts';

export interface InspectionOrder {
  readonly bytes: Uint8Array;
  readonly limits: InspectionLimits;
}

serveWorker((order) => {
  const { bytes, limits } = order as InspectionOrder;
  return inspectPdf(bytes, limits);
});
