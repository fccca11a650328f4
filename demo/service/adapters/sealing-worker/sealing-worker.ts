/** The worker's side of sealing: the PDF is taken apart and drawn here; keys and network stay outside. */
import type { SealRequest } from '../../ports/pdf-sealer.ts';
import { createPdfSealer } from '../../sealing/create-pdf-sealer.ts';
import { SealError } from '../../sealing/seal-error.ts';
import { serveWorker } from '../workers/serve-worker.ts';

export interface SealingOrder {
  readonly request: SealRequest;
  readonly certificateChain: readonly Uint8Array[];
}

/** Errors cross between threads without their class and their own fields. */
export type SealingOutcome =
  | { readonly ok: true; readonly sealed: Uint8Array }
  | { readonly ok: false; readonly code: SealError['code']; readonly message: string };

serveWorker(async (unknownOrder, callOwner): Promise<SealingOutcome> => {
  const { request, certificateChain } = unknownOrder as SealingOrder;
  const sealer = createPdfSealer({
    key: {
      certificateChain,
      sign: async (data) => (await callOwner('sign', data)) as Uint8Array,
    },
    timeStamps: { stamp: async (sha256) => (await callOwner('stamp', sha256)) as Uint8Array },
  });
  try {
    return { ok: true, sealed: await sealer.seal(request) };
  } catch (error) {
    if (!(error instanceof SealError)) throw error;
    return { ok: false, code: error.code, message: error.message };
  }
});
