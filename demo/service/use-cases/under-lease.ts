/**
 * Work that is one instance's alone for as long as it lives. Its lease is short and is renewed while the work goes on, so
 * that what a dead instance had taken is soon taken by another. A lease that is lost all the same (a process that stood
 * still, a database that was away) means that two do the same work: whatever is under a lease must be right then too.
 */
import type { ServiceLog } from '../ports/service-log.ts';
import { LEASE_SECONDS } from '../storage/leases.ts';

/** Two renewals may be missed. */
export const RENEWAL_SECONDS = LEASE_SECONDS / 3;

/** @param renew is not under way any more when this resolves: it does not undo what is written next */
export async function underLease<Result>(
  log: ServiceLog,
  renew: () => Promise<unknown>,
  work: () => Promise<Result>,
): Promise<Result> {
  let renewing: Promise<unknown> | undefined;
  const timer = setInterval(() => {
    // One that takes longer than the time between two is not made twice.
    renewing ??= renew()
      .catch((error: unknown) => log.error({ err: error }, 'a lease was not renewed'))
      .finally(() => (renewing = undefined));
  }, RENEWAL_SECONDS * 1000);
  timer.unref();
  try {
    return await work();
  } finally {
    clearInterval(timer);
    await renewing;
  }
}
