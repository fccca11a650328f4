/** One development authority and small orders for the tests of the sealer. */
import { createHash } from 'node:crypto';
import type { SealRequest, SealedSignature } from '../../../demo/service/ports/pdf-sealer.ts';
import { createPdfSealer } from '../../../demo/service/sealing/create-pdf-sealer.ts';
import { authority } from '../../verifier/samples/sealed-sample.ts';
import { type Verification, verifySealedPdf } from '../../verifier/verify-sealed-pdf.ts';

export { authority };

const WAYS = ['consent', 'typed', 'eid', 'passkey'] as const;

export function signature(at: number, more: Partial<SealedSignature> = {}): SealedSignature {
  return {
    taskId: `task-${at}`,
    fieldName: `Signature${at}`,
    signerName: `Signer ${at}`,
    ways: [WAYS[at % WAYS.length]!],
    locale: 'en',
    signedAt: new Date(Date.UTC(2026, 0, 15, 10, at)),
    evidenceSha256: createHash('sha256').update(`evidence ${at}`).digest('hex'),
    ...more,
  };
}

export function signatures(count: number, more: (at: number) => Partial<SealedSignature> = () => ({})) {
  return Array.from({ length: count }, (_, index) => signature(index + 1, more(index + 1)));
}

export const placed = (page: number, at = 1): Pick<SealedSignature, 'place'> => ({
  place: { page, x: 60, y: 80 * at, width: 200, height: 60 },
});

export function sealRequest(original: Uint8Array, signing: readonly SealedSignature[]): SealRequest {
  return {
    original,
    originalSha256: createHash('sha256').update(original).digest('hex'),
    order: { id: 'order-1', title: 'An agreement', sender: 'The sender', language: 'en' },
    signatures: signing,
  };
}

export async function seal(request: SealRequest): Promise<Uint8Array> {
  const { sealKey, timeStampAuthority, revocations } = await authority();
  return createPdfSealer({ key: sealKey, timeStamps: timeStampAuthority, revocations }).seal(request);
}

export async function verified(sealed: Uint8Array, original: Uint8Array): Promise<Verification> {
  const { trustAnchorsPem } = await authority();
  return verifySealedPdf(sealed, { anchorsPem: trustAnchorsPem, original });
}
