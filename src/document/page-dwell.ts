/**
 * Which pages have been seen: every part of them in view, with its picture, without a break for long enough. What
 * flew past while scrolling has not been seen. Pure: told the time, keeps none.
 */
import { PART_COUNT, type PageParts } from './page-parts.js';

export const DWELL_MILLISECONDS = 400;

export class PageDwell {
  /** Since when a part has been in view, by page and part in one number. */
  readonly #since = new Map<number, number>();
  /** Parts that have been seen of pages of which others have not. */
  readonly #parts = new Map<number, Set<number>>();
  readonly #seen = new Set<number>();

  /**
   * @param now the time
   * @param inView what can be read at this moment
   * @returns the pages of which the last part has now been seen, in the order given
   */
  observe(now: number, inView: readonly PageParts[]): readonly number[] {
    const watched = new Set<number>();
    const fresh: number[] = [];
    for (const { page, parts } of inView) {
      if (this.#seen.has(page)) continue;
      const seen = this.#parts.get(page) ?? new Set();
      for (const part of parts) {
        if (seen.has(part)) continue;
        const key = page * PART_COUNT + part;
        const since = this.#since.get(key) ?? now;
        if (now - since >= DWELL_MILLISECONDS) seen.add(part);
        else {
          this.#since.set(key, since);
          watched.add(key);
        }
      }
      if (seen.size === PART_COUNT) {
        this.#parts.delete(page);
        this.#seen.add(page);
        fresh.push(page);
      } else if (seen.size > 0) this.#parts.set(page, seen);
    }
    for (const key of this.#since.keys()) if (!watched.has(key)) this.#since.delete(key);
    return fresh;
  }

  /** When to look again if nothing moves until then. */
  get nextAt(): number | undefined {
    if (this.#since.size === 0) return undefined;
    return Math.min(...this.#since.values()) + DWELL_MILLISECONDS;
  }

  /** The first part of a page that has not been seen; `undefined` when there is none. */
  firstUnseen(page: number): number | undefined {
    if (this.#seen.has(page)) return undefined;
    const seen = this.#parts.get(page);
    for (let part = 0; part < PART_COUNT; part++) if (!seen?.has(part)) return part;
    return undefined;
  }
}
