/** Watches over the end of a task session: says so before it comes, and when it has. */
import { endOf, type SessionTimes } from './session-times.ts';

export interface WatchEnds {
  readonly ending: (secondsLeft: number) => void;
  readonly kept: () => void;
  readonly over: () => void;
}

/** Long enough to read the warning, find the button and press it (WCAG 2.2, 2.2.1 asks for 20 seconds). */
const WARN_MILLISECONDS = 120_000;

export class SessionWatch {
  readonly #ends: WatchEnds;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(ends: WatchEnds) {
    this.#ends = ends;
  }

  /** Called after each use of the session. */
  used(times: SessionTimes | undefined): void {
    this.stop();
    if (!times) return;
    const left = endOf(times) - Date.now();
    if (left > WARN_MILLISECONDS) this.#ends.kept();
    this.#wait(times);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #wait(times: SessionTimes): void {
    const left = endOf(times) - Date.now();
    const warned = left <= WARN_MILLISECONDS;
    if (left <= 0) return this.#ends.over();
    if (warned) this.#ends.ending(Math.ceil(left / 1000));
    this.#timer = setTimeout(() => this.#wait(times), warned ? left : left - WARN_MILLISECONDS);
  }
}
