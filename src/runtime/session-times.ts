/** How long a task session lives: 15 minutes without use, and 60 at most (the protocol's "Opening a task"). */
export interface SessionTimes {
  /** Milliseconds since 1970, by this device's clock. */
  readonly openedAt: number;
  readonly usedAt: number;
}

const IDLE_MILLISECONDS = 15 * 60_000;
const LONGEST_MILLISECONDS = 60 * 60_000;

export function endOf({ openedAt, usedAt }: SessionTimes): number {
  return Math.min(usedAt + IDLE_MILLISECONDS, openedAt + LONGEST_MILLISECONDS);
}
