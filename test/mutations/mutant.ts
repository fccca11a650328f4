/** One change to an export of evidence, or to a sealed PDF beside it, and what is expected to be found of it. */
import type { Evidence } from '../../src/task/contract.ts';
import type { DevelopmentAuthority } from '../../demo/service/adapters/keys/development-authority.ts';
import type { Resign } from '../harness/evidence-service.ts';
import type { ProblemCode } from '../verifier/findings.ts';
import type { Sealers } from '../verifier/samples/craft-cms.ts';
import type { Mutation } from '../verifier/samples/mutation.ts';
import type { SealedFile, SealedOrder } from './sealed-orders.ts';

export const FAMILIES = [
  'byte flips',
  'appended revisions',
  'swapped xref',
  'shadow hide and replace',
  'changed field values',
  'added annotations and pages',
  'moved ByteRange',
  'swapped token',
  'signature stripped',
  'evidence swapped',
] as const;
export type Family = (typeof FAMILIES)[number];

/** Whom a change is made by, and beside what. */
export interface Stage {
  /** The keys of the service itself. */
  readonly authority: DevelopmentAuthority;
  readonly anchorsPem: string;
  readonly resign: Resign;
  /** Certificates that say what the service's say, by somebody whom nobody trusts. */
  readonly lookalike: { readonly sealers: Sealers; readonly resign: Resign };
  /** An order that is not this one. */
  otherThan(order: SealedOrder): SealedOrder;
}

interface Change {
  readonly title: string;
  /** One of these is found, so that it is refused for the reason that it has; left out where any may be. */
  readonly expected?: readonly ProblemCode[];
  /** How one of the messages begins. */
  readonly says?: string;
}

/** Made when it is wanted: some want signing. */
export interface PdfMutant extends Change {
  /** Which file of the order. */
  readonly at: number;
  readonly bytes: () => Uint8Array | Promise<Uint8Array>;
  /** The service has sealed it so, and only its evidence can tell that it should be another. */
  readonly toldByEvidence?: true;
}

export interface ExportMutant extends Change {
  readonly evidence: () => Evidence | string | Promise<Evidence | string>;
  /** In place of the order's own sealed files. */
  readonly files?: readonly Uint8Array[];
  /** The service itself could sign it anew, and it is refused even then. */
  readonly signedAnew?: true;
}

export type Mutant = PdfMutant | ExportMutant;

export type MakeFamily = (order: SealedOrder, stage: Stage, seed: number) => readonly Mutant[];

export const isOfPdf = (mutant: Mutant): mutant is PdfMutant => 'bytes' in mutant;

/** Those that a maker of the verifier's own tests makes of each sealed file. */
export function madeOfFiles(
  { files }: SealedOrder,
  make: (file: SealedFile & { readonly title: string; readonly anchorsPem: string }) => readonly Mutation[],
): PdfMutant[] {
  return files.flatMap((file, at) =>
    make({ ...file, title: '', anchorsPem: '' }).map(({ family, title, bytes, expected }): PdfMutant => ({
      title: `${family}: ${title}`,
      at,
      bytes: () => bytes,
      // The original is not told to who checks the file alone, and is named in the evidence.
      expected: expected.includes('original-prefix') ? [...expected, 'sealed-file'] : expected,
    })),
  );
}
