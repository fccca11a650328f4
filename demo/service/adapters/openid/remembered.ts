/**
 * What is read from the provider and kept for a while: once for all who ask at the same time, and a failure is
 * never kept. Knows nothing of what it keeps.
 */

export interface RememberedOptions {
  readonly lifetimeSeconds: number;
  /** The least time between two readings that somebody asked for before the lifetime was over. */
  readonly patienceSeconds?: number;
  readonly now: () => Date;
}

export interface Remembered<T> {
  current(): Promise<T>;
  /** Reads again, unless that was done just now: then it is the outcome of that, also a failure. */
  newer(): Promise<T>;
}

export function remember<T>(read: () => Promise<T>, options: RememberedOptions): Remembered<T> {
  const { lifetimeSeconds, patienceSeconds = 0, now } = options;
  let kept: { readonly value: T; readonly atMs: number } | undefined;
  let pending: Promise<T> | undefined;
  let asked: { readonly result: Promise<T>; readonly atMs: number } | undefined;

  // A clock that was set back makes an age negative, and nothing young.
  const isWithin = (atMs: number, seconds: number): boolean => {
    const ageMs = now().getTime() - atMs;
    return ageMs >= 0 && ageMs < seconds * 1000;
  };
  const readOnce = (): Promise<T> => {
    pending ??= (async () => {
      const atMs = now().getTime();
      try {
        const value = await read();
        kept = { value, atMs };
        return value;
      } finally {
        pending = undefined;
      }
    })();
    return pending;
  };

  return {
    async current() {
      return kept !== undefined && isWithin(kept.atMs, lifetimeSeconds) ? kept.value : readOnce();
    },
    newer() {
      if (asked === undefined || !isWithin(asked.atMs, patienceSeconds)) {
        asked = { result: readOnce(), atMs: now().getTime() };
      }
      return asked.result;
    },
  };
}
