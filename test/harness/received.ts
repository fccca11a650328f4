/** What has come in at a receiver, in its order, and what is still to come. */
export class Received<Item> {
  readonly all: Item[] = [];
  #waiting: { readonly count: number; readonly resolve: () => void }[] = [];

  add(item: Item): void {
    this.all.push(item);
    const reached = this.#waiting.filter(({ count }) => this.all.length >= count);
    this.#waiting = this.#waiting.filter(({ count }) => this.all.length < count);
    for (const { resolve } of reached) resolve();
  }

  /** Resolves when so many have come; the test's own time limit ends what never comes. */
  async first(count: number): Promise<readonly Item[]> {
    if (this.all.length < count) {
      await new Promise<void>((resolve) => this.#waiting.push({ count, resolve }));
    }
    return this.all.slice(0, count);
  }
}
