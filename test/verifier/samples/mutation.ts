/** A change to a sealed file, and the codes of which the verifier must name at least one. */
import type { ProblemCode } from '../findings.ts';

export interface Mutation {
  readonly family: string;
  readonly title: string;
  readonly bytes: Uint8Array;
  readonly expected: readonly ProblemCode[];
  /** Other options than those of the sample. */
  readonly options?: { readonly anchorsPem?: string; readonly original?: Uint8Array; readonly at?: Date };
  /** Tools that must refuse it too. */
  readonly refusedBy?: readonly ('pdfsig' | 'openssl')[];
}

/** The choices of a run; print it, and the run can be made again. */
export const SEED = Number(process.env.VERIFIER_SEED ?? 20_260_115);

/** Mulberry32: small, and the same on every machine. */
export function randomFrom(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

export function replaced(bytes: Uint8Array, at: number, replacement: Uint8Array | string): Buffer {
  const copy = Buffer.from(bytes);
  copy.set(typeof replacement === 'string' ? Buffer.from(replacement, 'latin1') : replacement, at);
  return copy;
}
