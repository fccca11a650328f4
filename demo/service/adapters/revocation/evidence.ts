/** What all proofs of a certificate's status have in common. */
import type { X509Certificate } from 'node:crypto';
import * as asn1 from 'asn1js';
import { type RevocationFailure, RevocationError } from '../../ports/revocation-source.ts';

/** A certificate and the one that issued it: only the two together say whose status is asked. */
export interface Subject {
  readonly certificate: X509Certificate;
  readonly issuer: X509Certificate;
  readonly at: Date;
}

/** How far the clocks of those who answer may be ahead of ours. */
const CLOCK_TOLERANCE_MILLISECONDS = 5 * 60_000;
/** How old an answer may be that does not say until when it counts (RFC 6960 section 4.2.2.1). */
const LONGEST_UNDATED_MILLISECONDS = 24 * 3_600_000;

export const refuse = (reason: RevocationFailure, message: string, cause?: unknown): RevocationError =>
  new RevocationError(reason, message, cause === undefined ? undefined : { cause });

/** @throws RevocationError unless what counts from `thisUpdate` to `nextUpdate` counts now */
export function checkCurrent(what: string, thisUpdate: Date, nextUpdate: Date | undefined, at: Date): void {
  const latest = at.getTime() + CLOCK_TOLERANCE_MILLISECONDS;
  if (!(thisUpdate.getTime() <= latest)) throw refuse('untrustworthy', `${what} is from the future.`);
  const until = nextUpdate?.getTime() ?? thisUpdate.getTime() + LONGEST_UNDATED_MILLISECONDS;
  if (!(until >= at.getTime())) throw refuse('untrustworthy', `${what} is out of date.`);
}

/** Whatever the libraries make of a damaged answer: it is no proof, and no fault of ours. */
export function attempt<T>(message: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof RevocationError) throw error;
    throw refuse('untrustworthy', message, error);
  }
}

/** One value, and nothing behind it: bytes that nobody signed are not taken along. */
export function readWhole(bytes: Uint8Array): asn1.AsnType {
  const { offset, result } = asn1.fromBER(bytes);
  if (offset !== bytes.length) throw new TypeError('Bytes are left over.');
  return result;
}

export function same(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}
