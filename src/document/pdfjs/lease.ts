/**
 * One thing that several share: made for the first who asks, ended some time after the last has given
 * it back. Knows no pdf.js.
 */
import type { Clock } from '../clock.js';

export interface Lease<T> {
  readonly thing: T;
  /** More than one call does no harm. */
  release(): void;
}

export interface Shared<T> {
  start(): T;
  stop(thing: T): void;
  /** How long it is kept when nobody has it: closing one document is often followed by opening another. */
  readonly graceMilliseconds: number;
  readonly clock: Clock;
}

export class Lessor<T> {
  readonly #shared: Shared<T>;
  #thing: { readonly value: T; holders: number } | undefined;
  #keep: (() => void) | undefined;

  constructor(shared: Shared<T>) {
    this.#shared = shared;
  }

  acquire(): Lease<T> {
    this.#keep?.();
    this.#keep = undefined;
    const thing = (this.#thing ??= { value: this.#shared.start(), holders: 0 });
    thing.holders++;
    let held = true;
    return {
      thing: thing.value,
      release: () => {
        if (!held) return;
        held = false;
        if (--thing.holders > 0) return;
        if (this.#thing !== thing) {
          this.#shared.stop(thing.value);
          return;
        }
        this.#keep = this.#shared.clock.after(this.#shared.graceMilliseconds, () => {
          this.#thing = undefined;
          this.#shared.stop(thing.value);
        });
      },
    };
  }

  /** The thing has turned out to be of no use: the next who asks gets a new one. */
  discard(value: T): void {
    const thing = this.#thing;
    if (thing?.value !== value) return;
    this.#keep?.();
    this.#keep = undefined;
    this.#thing = undefined;
    if (thing.holders === 0) this.#shared.stop(value);
  }
}
