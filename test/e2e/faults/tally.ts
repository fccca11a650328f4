/** Counts what happens, for those who wait until it has happened so often. */
export class Tally {
  #count = 0;
  #waiting: { readonly count: number; readonly tell: () => void }[] = [];

  more(): void {
    this.#count += 1;
    const told = this.#waiting.filter(({ count }) => count <= this.#count);
    this.#waiting = this.#waiting.filter((waiting) => !told.includes(waiting));
    for (const { tell } of told) tell();
  }

  /** @throws when it has not happened so often in that time */
  async reaches(count: number, milliseconds: number): Promise<void> {
    if (this.#count >= count) return;
    await new Promise<void>((tell, fail) => {
      const late = () => fail(new Error(`It has happened ${this.#count} times, and not ${count}.`));
      const timer = setTimeout(late, milliseconds).unref();
      this.#waiting.push({
        count,
        tell: () => {
          clearTimeout(timer);
          tell();
        },
      });
    });
  }
}
