/** Events are taken one at a time, in their order: one that a listener sends, too, and one that has to wait holds up the rest. */
export class EventQueue<E> {
  readonly #events: E[] = [];
  readonly #take: (event: E) => Promise<E> | undefined;
  #busy = false;

  /** @param take a promise: it has to wait, and what comes of that is taken in its place; it is never rejected */
  constructor(take: (event: E) => Promise<E> | undefined) {
    this.#take = take;
  }

  add(event: E): void {
    this.#events.push(event);
    if (!this.#busy) this.#run();
  }

  #run(): void {
    this.#busy = true;
    let waiting: Promise<E> | undefined;
    try {
      while (!waiting) {
        const next = this.#events.shift();
        if (!next) break;
        waiting = this.#take(next);
      }
    } finally {
      this.#busy = waiting !== undefined;
    }
    void waiting?.then((first) => {
      this.#events.unshift(first);
      this.#run();
    });
  }
}
