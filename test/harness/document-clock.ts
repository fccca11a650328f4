/** A clock that stands still until a test moves it. */
import type { Clock } from '../../src/document/clock.js';

export class StoppedClock implements Clock {
  #now = 0;
  readonly #calls = new Map<symbol, { readonly at: number; readonly call: () => void }>();

  now(): number {
    return this.#now;
  }

  after(milliseconds: number, call: () => void): () => void {
    const key = Symbol('call');
    this.#calls.set(key, { at: this.#now + milliseconds, call });
    return () => this.#calls.delete(key);
  }

  get waiting(): number {
    return this.#calls.size;
  }

  /** Moves on, making each call that falls due at its own time. */
  advance(milliseconds: number): void {
    const until = this.#now + milliseconds;
    for (;;) {
      const due = [...this.#calls]
        .filter(([, { at }]) => at <= until)
        .sort(([, one], [, other]) => one.at - other.at)[0];
      if (!due) break;
      const [key, { at, call }] = due;
      this.#calls.delete(key);
      this.#now = Math.max(this.#now, at);
      call();
    }
    this.#now = until;
  }
}
