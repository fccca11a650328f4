/**
 * Looks through a document page by page, from the one that the reader is at, and goes on while they look at
 * what it has found. Of each page it keeps how many hits it has, and no text. Knows no picture and no page's tree.
 */
import { patternFor } from './find-in-text.js';

/** The hits of a page are counted from 0, in the order of its text. */
export interface Hit {
  readonly page: number;
  readonly index: number;
}

export interface SearchProgress {
  readonly hits: number;
  readonly done: boolean;
}

export interface SearchedDocument {
  readonly pageCount: number;
  pageText(page: number, signal: AbortSignal): Promise<string>;
  /** Between two pages: whatever else there is to do is done first. */
  pause(): Promise<void>;
}

export class DocumentSearch {
  readonly #document: SearchedDocument;
  readonly #changed: () => void;
  readonly #counts = new Map<number, number>();
  #hits = 0;
  #done = true;
  #running: AbortController | undefined;

  /** @param changed when there are more hits, and when all pages have been looked through */
  constructor(document: SearchedDocument, changed: () => void) {
    this.#document = document;
    this.#changed = changed;
  }

  get progress(): SearchProgress {
    return { hits: this.#hits, done: this.#done };
  }

  /** Begins anew. Resolves when the whole document has been looked through, or something else is looked for. */
  async start(query: string, fromPage: number): Promise<void> {
    this.stop();
    const running = new AbortController();
    this.#running = running;
    const pattern = patternFor(query);
    const { pageCount } = this.#document;
    if (pattern) {
      this.#done = false;
      for (let step = 0; step < pageCount; step++) {
        const page = ((fromPage - 1 + step) % pageCount) + 1;
        const count = await this.#countOn(page, pattern, running.signal);
        if (running.signal.aborted) return;
        if (count > 0) {
          this.#counts.set(page, count);
          this.#hits += count;
          this.#changed();
        }
        await this.#document.pause();
        if (running.signal.aborted) return;
      }
    }
    this.#done = true;
    this.#changed();
  }

  /** Forgets what it has found. */
  stop(): void {
    this.#running?.abort();
    this.#counts.clear();
    this.#hits = 0;
    this.#done = true;
  }

  countOn(page: number): number {
    return this.#counts.get(page) ?? 0;
  }

  /** The first one on a page or after it, else the first of all. */
  firstFrom(page: number): Hit | undefined {
    const pages = this.#pages();
    const found = pages.find((other) => other >= page) ?? pages[0];
    return found === undefined ? undefined : { page: found, index: 0 };
  }

  /** After the last comes the first, among those that have been found so far. */
  beside({ page, index }: Hit, direction: 1 | -1): Hit | undefined {
    const within = index + direction;
    if (within >= 0 && within < this.countOn(page)) return { page, index: within };
    const pages = this.#pages();
    const next =
      direction === 1
        ? (pages.find((other) => other > page) ?? pages[0])
        : (pages.findLast((other) => other < page) ?? pages.at(-1));
    if (next === undefined) return undefined;
    return { page: next, index: direction === 1 ? 0 : this.countOn(next) - 1 };
  }

  /** Its number among all that have been found so far, from 1. */
  numberOf({ page, index }: Hit): number {
    let before = 0;
    for (const [other, count] of this.#counts) if (other < page) before += count;
    return before + index + 1;
  }

  #pages(): number[] {
    return [...this.#counts.keys()].sort((one, other) => one - other);
  }

  async #countOn(page: number, pattern: (text: string) => readonly unknown[], signal: AbortSignal) {
    try {
      return pattern(await this.#document.pageText(page, signal)).length;
    } catch {
      // Where one page cannot be read the others still can.
      return 0;
    }
  }
}
