/** What every test of evidence does: changes a copy of it, has it checked, and looks for what was found. */
import type { Evidence } from '../../src/task/contract.ts';
import type { EvidenceSample } from '../harness/evidence-sample.ts';
import type { ProblemCode } from '../verifier/findings.ts';
import { type EvidenceVerification, verifyEvidence } from '../verifier/evidence/verify-evidence.ts';

export type Entry = Evidence['history']['entries'][number];
/** A part of an export, as somebody sees it who changes what they like. */
export interface Open {
  [member: string]: unknown;
}
/** It is made once, before the tests. */
export type GetSample = () => EvidenceSample;

export function verified(
  { anchorsPem }: EvidenceSample,
  evidence: Evidence | string,
  files: readonly Uint8Array[] = [],
): EvidenceVerification {
  const text = typeof evidence === 'string' ? evidence : JSON.stringify(evidence);
  return verifyEvidence(text, files, { anchorsPem });
}

/** A copy, with something in it changed. */
export function changed(evidence: Evidence, change: (copy: Evidence) => unknown): Evidence {
  const copy = structuredClone(evidence);
  change(copy);
  return copy;
}

export function found({ problems }: EvidenceVerification, code: ProblemCode): string[] {
  return problems.filter((problem) => problem.code === code).map(({ message }) => message);
}

/** The same text but for a letter or digit in its middle. */
export function flipped(text: string): string {
  const at = Math.floor(text.length / 2);
  return `${text.slice(0, at)}${text[at] === 'a' ? 'b' : 'a'}${text.slice(at + 1)}`;
}
