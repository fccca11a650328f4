/**
 * Which pages have been seen: in view, with their picture, without a break for long enough. A page
 * that flew past while scrolling has not been seen. Pure: told the time, keeps none.
 */
export const DWELL_MILLISECONDS = 400;

export class PageDwell {
  readonly #since = new Map<number, number>();
  readonly #seen = new Set<number>();

  /**
   * @param now the time
   * @param inView the pages that can be read at this moment
   * @returns the pages that have now been seen for the first time, in the order given
   */
  observe(now: number, inView: readonly number[]): readonly number[] {
    for (const page of this.#since.keys()) {
      if (!inView.includes(page)) this.#since.delete(page);
    }
    const fresh: number[] = [];
    for (const page of inView) {
      if (this.#seen.has(page)) continue;
      const since = this.#since.get(page) ?? now;
      this.#since.set(page, since);
      if (now - since >= DWELL_MILLISECONDS) {
        this.#since.delete(page);
        this.#seen.add(page);
        fresh.push(page);
      }
    }
    return fresh;
  }

  /** When to look again if nothing moves until then. */
  get nextAt(): number | undefined {
    if (this.#since.size === 0) return undefined;
    return Math.min(...this.#since.values()) + DWELL_MILLISECONDS;
  }
}
