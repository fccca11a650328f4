/** How a broken line is taken up again: when, and how often, before somebody is told. */

export interface Resumption {
  /** The n-th pause is before the n-th try; the count starts again whenever bytes have come in. */
  readonly pausesMilliseconds: readonly number[];
  wait(milliseconds: number, signal: AbortSignal): Promise<void>;
}

/** The network failed, as opposed to an answer that is wrong. The cause is what to tell of it. */
export class LineBroken extends Error {}

export const PATIENT: Resumption = {
  pausesMilliseconds: [250, 1000, 4000],

  wait: (milliseconds, signal) =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(done, milliseconds);
      function done() {
        signal.removeEventListener('abort', given);
        resolve();
      }
      function given() {
        clearTimeout(timer);
        reject(signal.reason);
      }
      signal.addEventListener('abort', given, { once: true });
    }),
};
