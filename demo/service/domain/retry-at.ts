/** What did not succeed for lack of something outside is tried again: soon at first, then ever less often, at most hourly. */
const FIRST_WAIT_SECONDS = 5;
const LONGEST_WAIT_SECONDS = 3600;

/** @param attempts how many have been made, the one that just failed included */
export function retryAt(now: Date, attempts: number): Date {
  const waitSeconds = Math.min(FIRST_WAIT_SECONDS * 3 ** Math.max(0, attempts - 1), LONGEST_WAIT_SECONDS);
  return new Date(now.getTime() + waitSeconds * 1000);
}
