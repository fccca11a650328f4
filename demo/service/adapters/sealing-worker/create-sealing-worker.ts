/**
 * A `PdfSealer`, and `ReceiptMaker`, that works in a thread of its own: a large document does not hold up the service, and one
 * that takes too long is ended. The key and the network stay here; the worker asks for a signature over
 * this, a time stamp over that, and proof that these certificates hold.
 */
import type { PdfSealer, SealRequest } from '../../ports/pdf-sealer.ts';
import type { Receipt, ReceiptMaker } from '../../ports/receipt-maker.ts';
import type { RevocationSource } from '../../ports/revocation-source.ts';
import type { SealKey } from '../../ports/seal-key.ts';
import type { TimeStampAuthority } from '../../ports/time-stamp-authority.ts';
import { SealError } from '../../sealing/seal-error.ts';
import { KillableWorker } from '../workers/killable-worker.ts';
import type { SealingOrder, SealingOutcome } from './sealing-worker.ts';

export interface SealingWorkerOptions {
  readonly key: SealKey;
  readonly timeStamps: TimeStampAuthority;
  readonly revocations: RevocationSource;
  /** For one document with all its signatures and time stamps. */
  readonly timeoutSeconds?: number;
}

export interface SealingWorker extends PdfSealer, ReceiptMaker {
  /** Waits for what is being sealed, and ends the worker. */
  close(): Promise<void>;
}

interface Work {
  readonly order: { readonly request: SealRequest } | { readonly receipt: Receipt };
  readonly transfer: readonly ArrayBuffer[];
}

export function createSealingWorker({
  key,
  timeStamps,
  revocations,
  timeoutSeconds = 120,
}: SealingWorkerOptions): SealingWorker {
  // An error loses its class on the way into the worker and back; what happened here is thrown as it was.
  let current: { error?: unknown } = {};
  const keepError =
    <In, Out>(call: (argument: In) => Promise<Out>) =>
    (argument: In) => {
      // What an order that was ended still waits for may fail during the next one.
      const asking = current;
      return call(argument).catch((error: unknown) => {
        asking.error = error;
        throw new Error('The owner of the worker failed.');
      });
    };
  const worker = new KillableWorker({
    module: new URL('./sealing-worker.ts', import.meta.url),
    timeoutSeconds,
    calls: {
      sign: keepError((data: Uint8Array) => key.sign(data)),
      stamp: keepError((sha256: Uint8Array) => timeStamps.stamp(sha256)),
      prove: keepError((certificates: readonly Uint8Array[]) => revocations.prove(certificates)),
    },
  });
  return {
    seal: (request: SealRequest) =>
      inWorker(() => {
        const original = new Uint8Array(request.original);
        return { order: { request: { ...request, original } }, transfer: [original.buffer] };
      }),
    make: (receipt: Receipt) => inWorker(() => ({ order: { receipt }, transfer: [] })),
    close: () => worker.close(),
  };

  async function inWorker(work: () => Work): Promise<Uint8Array> {
    const mine: { error?: unknown } = {};
    let outcome;
    try {
      outcome = (await worker.run(() => {
        current = mine;
        const { order, transfer } = work();
        const whole: SealingOrder = { ...order, certificateChain: key.certificateChain };
        return { order: whole, transfer };
      })) as SealingOutcome;
    } catch (error) {
      throw mine.error ?? error;
    }
    if (outcome.ok) return outcome.sealed;
    throw new SealError(outcome.code, outcome.message);
  }
}
