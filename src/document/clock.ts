/** Time, so that a test can hold it. */
export interface Clock {
  /** Milliseconds since some moment that stays the same. */
  now(): number;
  /** Calls once, later. Gives back what takes it back. */
  after(milliseconds: number, call: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => performance.now(),
  after(milliseconds, call) {
    const timer = setTimeout(call, milliseconds);
    return () => clearTimeout(timer);
  },
};
