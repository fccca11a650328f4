/** Time that stands still until a test moves it: stands in for the page's timers and its clock. */
export class WidgetClock {
  readonly #real = { setTimeout: globalThis.setTimeout, clearTimeout: globalThis.clearTimeout };
  readonly #realNow = Date.now;
  readonly #startedAt = Date.now();
  readonly #timers = new Map<number, { readonly at: number; readonly call: () => void }>();
  #now = 0;
  #ids = 1_000_000;

  constructor() {
    globalThis.setTimeout = ((call: () => void, milliseconds = 0) => {
      const id = ++this.#ids;
      this.#timers.set(id, { at: this.#now + milliseconds, call });
      return id;
    }) as unknown as typeof setTimeout;
    Date.now = () => this.#startedAt + this.#now;
    globalThis.clearTimeout = ((id: number | undefined) => {
      if (id !== undefined && !this.#timers.delete(id)) this.#real.clearTimeout.call(globalThis, id);
    }) as typeof clearTimeout;
  }

  /** Moves on, and lets what falls due on the way happen in its order. */
  advance(seconds: number): void {
    const until = this.#now + seconds * 1000;
    for (;;) {
      const [next] = [...this.#timers].filter(([, { at }]) => at <= until).sort((a, b) => a[1].at - b[1].at);
      if (!next) break;
      this.#timers.delete(next[0]);
      this.#now = next[1].at;
      next[1].call();
    }
    this.#now = until;
  }

  restore(): void {
    Object.assign(globalThis, this.#real);
    Date.now = this.#realNow;
  }
}
