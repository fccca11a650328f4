/**
 * Sends what can be redeemed once. When the answer gets lost it is sent again under the same key, for as long as
 * the credential can live: the service then gives the same session, and nobody is locked out by a broken line.
 */
import { verdictOf } from '../session/failure.ts';
import { unknownOutcomeSeconds } from '../session/waits.ts';
import { failureOf } from '../task/problem.ts';

/** An artifact lives 30 seconds from when it was made. */
const LONGEST_MILLISECONDS = 25_000;

/** @throws what `send` has thrown last, or the signal's reason when aborted */
export async function redeem<R>(send: () => Promise<R>, signal: AbortSignal): Promise<R> {
  const startedAt = Date.now();
  for (let tries = 0; ; tries++) {
    try {
      return await send();
    } catch (error) {
      signal.throwIfAborted();
      const waitMilliseconds = tries === 0 ? 0 : unknownOutcomeSeconds(tries - 1) * 1000;
      const tooLate = Date.now() + waitMilliseconds - startedAt > LONGEST_MILLISECONDS;
      if (verdictOf(failureOf(error)) !== 'unknown' || tooLate) throw error;
      if (waitMilliseconds > 0) await pause(waitMilliseconds, signal);
    }
  }
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, milliseconds);
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    signal.addEventListener('abort', stop, { once: true });
  });
}
