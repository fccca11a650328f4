/** How long to wait, in seconds, before the service is asked again; `n` counts from 0. */
const READ_AGAIN = [2, 3, 5, 8, 13, 21, 34, 60] as const;
const BLOCKED = [10, 15, 30, 60] as const;

function at(series: readonly number[], n: number): number {
  return series[Math.min(n, series.length - 1)] ?? 60;
}

export const unknownOutcomeSeconds = (n: number): number => at(READ_AGAIN, n);
export const brokenLineSeconds = (n: number): number => at(READ_AGAIN, n);
export const sealedSeconds = (n: number): number => at(READ_AGAIN, n);
export const blockedSeconds = (n: number): number => at(BLOCKED, n);

/** Completions sent for one press before the signer is asked whether to try again. */
export const MOST_TRIES = 4;
