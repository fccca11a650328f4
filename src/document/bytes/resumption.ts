/** How a broken line is taken up again: when, how often, and not while the browser knows that there is none. */
import { DocumentError } from '../document-error.js';

export interface Resumption {
  /** The n-th pause is before the n-th try; the count starts again whenever bytes have come in. */
  readonly pausesMilliseconds: readonly number[];
  wait(milliseconds: number, signal: AbortSignal): Promise<void>;
  /** Resolves at once when there may be a line, else when there is one again. */
  online(signal: AbortSignal): Promise<void>;
}

/** The network failed, as opposed to an answer that is wrong. */
export class LineBroken extends Error {}

export const PATIENT: Resumption = {
  pausesMilliseconds: [250, 1000, 4000],

  wait: (milliseconds, signal) =>
    untilDone(signal, (done) => {
      const timer = setTimeout(done, milliseconds);
      return () => clearTimeout(timer);
    }),

  // `false` is certain, `true` means nothing: https://html.spec.whatwg.org/multipage/system-state.html#dom-navigator-online
  online: (signal) =>
    untilDone(signal, (done) => {
      if (globalThis.navigator?.onLine !== false) done();
      globalThis.addEventListener?.('online', done, { once: true });
      return () => globalThis.removeEventListener?.('online', done);
    }),
};

/** Counts the tries of one request. */
export class Patience {
  readonly #resumption: Resumption;
  #failures = 0;

  constructor(resumption: Resumption) {
    this.#resumption = resumption;
  }

  /** The line has brought something: its next break is the first again. */
  renew(): void {
    this.#failures = 0;
  }

  /**
   * @param mayLast whether there is something to look at meanwhile: then a line that the browser knows to be
   *   gone is waited for
   * @throws {DocumentError} `offline` when it has broken too often
   */
  async wait(broken: LineBroken, mayLast: boolean, signal: AbortSignal): Promise<void> {
    if (mayLast) await this.#resumption.online(signal);
    const pause = this.#resumption.pausesMilliseconds[this.#failures];
    this.#failures++;
    if (pause === undefined) {
      const cause = broken.cause;
      throw new DocumentError('offline', 'The line broke while the document was loading.', { cause });
    }
    await this.#resumption.wait(pause, signal);
  }
}

function untilDone(signal: AbortSignal, start: (done: () => void) => () => void): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const ended = new AbortController();
    const stop = start(() => {
      ended.abort();
      resolve();
    });
    const given = () => {
      stop();
      reject(signal.reason);
    };
    if (!ended.signal.aborted) signal.addEventListener('abort', given, { once: true, signal: ended.signal });
  });
}
