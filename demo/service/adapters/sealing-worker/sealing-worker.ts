/** The worker's side of sealing: PDFs are taken apart and drawn here; keys and network stay outside. */
import type { SealRequest } from '../../ports/pdf-sealer.ts';
import type { Receipt } from '../../ports/receipt-maker.ts';
import type { ValidationData } from '../../ports/revocation-source.ts';
import { createReceiptMaker } from '../../receipt/create-receipt-maker.ts';
import { createPdfSealer, type SealerOptions } from '../../sealing/create-pdf-sealer.ts';
import { SealError } from '../../sealing/seal-error.ts';
import { serveWorker } from '../workers/serve-worker.ts';

export type SealingOrder = { readonly certificateChain: readonly Uint8Array[] } & (
  { readonly request: SealRequest } | { readonly receipt: Receipt }
);

/** Errors cross between threads without their class and their own fields. */
export type SealingOutcome =
  | { readonly ok: true; readonly sealed: Uint8Array }
  | { readonly ok: false; readonly code: SealError['code']; readonly message: string };

serveWorker(async (unknownOrder, callOwner): Promise<SealingOutcome> => {
  const order = unknownOrder as SealingOrder;
  const { certificateChain } = order;
  const options: SealerOptions = {
    key: {
      certificateChain,
      sign: async (data) => (await callOwner('sign', data)) as Uint8Array,
    },
    timeStamps: { stamp: async (sha256) => (await callOwner('stamp', sha256)) as Uint8Array },
    revocations: {
      prove: async (certificates) => (await callOwner('prove', certificates)) as ValidationData,
    },
  };
  try {
    const sealed =
      'receipt' in order
        ? await createReceiptMaker(options).make(order.receipt)
        : await createPdfSealer(options).seal(order.request);
    return { ok: true, sealed };
  } catch (error) {
    if (!(error instanceof SealError)) throw error;
    return { ok: false, code: error.code, message: error.message };
  }
});
