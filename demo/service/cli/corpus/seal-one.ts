/** One file of a corpus: looked at, sealed, and checked by everyone who can. */
import { createHash } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import type { IntakeRefusal, PdfIntake } from '../../ports/pdf-intake.ts';
import type { PdfSealer, SealRequest } from '../../ports/pdf-sealer.ts';
import { WorkerLostError } from '../../adapters/workers/killable-worker.ts';
import type { VerifySealedPdf } from './own-verifier.ts';
import { verifyWithTools } from './verify-with-tools.ts';

export type Outcome =
  | { readonly kind: 'sealed'; readonly pages: number }
  | { readonly kind: 'refused'; readonly reason: IntakeRefusal }
  | { readonly kind: 'failed'; readonly problems: readonly string[] }
  | { readonly kind: 'hung' }
  | { readonly kind: 'crashed'; readonly problems: readonly string[] };

export interface Workbench {
  readonly intake: PdfIntake;
  readonly sealer: PdfSealer;
  readonly signers: number;
  readonly anchorsPem: string;
  readonly caFile: string;
  readonly tools: ReadonlySet<string>;
  readonly verify: VerifySealedPdf | undefined;
  /** Where the sealed file stands while it is checked. */
  readonly sealedPath: string;
}

export async function sealOne(originalPath: string, bench: Workbench): Promise<Outcome> {
  try {
    const original = await readFile(originalPath);
    const intake = await bench.intake.inspect(original);
    if (!intake.accepted) return { kind: 'refused', reason: intake.reason };
    const sealed = await bench.sealer.seal(sampleRequest(original, bench.signers));
    const problems = await verify(originalPath, original, sealed, bench);
    return problems.length > 0 ? { kind: 'failed', problems } : { kind: 'sealed', pages: intake.pages };
  } catch (error) {
    if (error instanceof WorkerLostError && error.loss === 'timed-out') return { kind: 'hung' };
    return {
      kind: 'crashed',
      problems: [error instanceof Error ? `${error.name}: ${error.message}` : 'unknown'],
    };
  }
}

async function verify(
  originalPath: string,
  original: Buffer,
  sealed: Uint8Array,
  bench: Workbench,
): Promise<string[]> {
  const problems: string[] = [];
  if (!original.equals(sealed.subarray(0, original.length))) problems.push('the original is not a prefix');
  const own = await bench.verify?.(sealed, { anchorsPem: bench.anchorsPem, original });
  for (const { code, message } of own?.problems ?? []) problems.push(`verifier: ${code}: ${message}`);
  if (own && !own.valid && own.problems.length === 0) problems.push('verifier: not valid');
  try {
    await writeFile(bench.sealedPath, sealed);
    const { sealedPath, caFile } = bench;
    const sample = { originalPath, original, sealed, sealedPath, caFile, signatures: bench.signers + 1 };
    problems.push(...(await verifyWithTools(sample, bench.tools)));
  } finally {
    await rm(bench.sealedPath, { force: true });
  }
  return problems;
}

/** The first signature stands on page 1, the others on the signature page: both ways in every file. */
function sampleRequest(original: Uint8Array, signers: number): SealRequest {
  const sha256 = (data: Uint8Array | string) => createHash('sha256').update(data).digest('hex');
  const methods = ['handwritten', 'eid', 'consent', 'passkey'] as const;
  const names = ['Kari Nordmann', 'Łukasz Żółć', 'Ελένη Παπαδοπούλου', '王小明'];
  return {
    original,
    originalSha256: sha256(original),
    order: { id: 'ord_corpus', title: 'A file of the corpus', sender: 'Corpus' },
    signatures: Array.from({ length: signers }, (_, index) => ({
      taskId: `task_${index}`,
      fieldName: `signature-${index + 1}`,
      signerName: names[index % names.length] ?? 'Signer',
      method: methods[index % methods.length] ?? 'consent',
      ...(index === 0
        ? { typedText: 'Kari Nordmann', place: { page: 1, x: 40, y: 40, width: 160, height: 56 } }
        : {}),
      signedAt: new Date(Date.UTC(2026, 0, 15, 9, index)),
      evidenceSha256: sha256(`evidence ${index}`),
    })),
  };
}
