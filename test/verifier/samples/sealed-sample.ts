/** Files as the service's own sealer makes them, from one development authority for the whole run. */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type DevelopmentAuthority,
  openDevelopmentAuthority,
} from '../../../demo/service/adapters/keys/development-authority.ts';
import type { SealedSignature } from '../../../demo/service/ports/pdf-sealer.ts';
import { createPdfSealer } from '../../../demo/service/sealing/create-pdf-sealer.ts';
import { originalPdf, type OriginalKind } from './original-pdf.ts';

export interface SealedSample {
  readonly title: string;
  readonly original: Buffer;
  readonly sealed: Buffer;
  readonly anchorsPem: string;
}

let opened: Promise<DevelopmentAuthority> | undefined;

export function authority(): Promise<DevelopmentAuthority> {
  opened ??= newAuthority();
  return opened;
}

/** Keys live in a private folder only while they are made. */
export async function newAuthority(): Promise<DevelopmentAuthority> {
  const folder = mkdtempSync(join(tmpdir(), 'verifier-'));
  try {
    return await openDevelopmentAuthority(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const WAYS = ['consent', 'typed', 'eid', 'passkey'] as const;

export async function sealedSample(
  kind: OriginalKind,
  signers: number,
  places: boolean,
): Promise<SealedSample> {
  const { sealKey, timeStampAuthority, revocations, trustAnchorsPem } = await authority();
  const original = originalPdf(kind);
  const signatures = Array.from({ length: signers }, (_, at): SealedSignature => {
    const way = WAYS[at % WAYS.length]!;
    return {
      taskId: `task-${at}`,
      fieldName: `Signature${at + 1}`,
      signerName: `Signer ${at + 1}`,
      ways: [way],
      locale: 'en',
      ...(way === 'typed' && { look: { kind: 'text', text: 'A. Signer' } as const }),
      signedAt: new Date('2026-01-15T10:00:00Z'),
      evidenceSha256: createHash('sha256').update(`evidence ${at}`).digest('hex'),
      ...(places && { place: { page: 1 + (at % 2), x: 60, y: 80 + 90 * at, width: 200, height: 70 } }),
    };
  });
  const sealed = await createPdfSealer({ key: sealKey, timeStamps: timeStampAuthority, revocations }).seal({
    original,
    originalSha256: createHash('sha256').update(original).digest('hex'),
    order: { id: 'order-1', title: 'An agreement', sender: 'The sender', language: 'en' },
    signatures,
  });
  const title = `${signers} signers, ${kind}, ${places ? 'places' : 'signature page'}`;
  return { title, original, sealed: Buffer.from(sealed), anchorsPem: trustAnchorsPem };
}
