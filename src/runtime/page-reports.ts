/**
 * Tells the service which pages have been in view: gathered for a moment and sent as ranges, at
 * once when the page is left. What could not be sent goes when the line is back, or with the next; the signer never
 * hears of it.
 */
import { withPage, type PageRange } from '../session/page-ranges.ts';

const GATHER_MILLISECONDS = 1000;

export class PageReports {
  readonly #send: (actionId: string, pages: readonly PageRange[]) => Promise<void>;
  #waiting = new Map<string, readonly PageRange[]>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #sending: Promise<void> = Promise.resolve();
  #listening: AbortController | undefined;

  constructor(send: (actionId: string, pages: readonly PageRange[]) => Promise<void>) {
    this.#send = send;
  }

  add(actionId: string, pages: PageRange): void {
    this.#keep(actionId, [pages]);
    this.#listen();
    this.#timer ??= setTimeout(() => void this.flush(), GATHER_MILLISECONDS);
  }

  /** Resolves when all that was waiting has been sent, or has failed. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const batch = this.#waiting;
    this.#waiting = new Map();
    this.#sending = this.#sending.then(async () => {
      for (const [actionId, pages] of batch) {
        await this.#send(actionId, pages).catch(() => this.#keep(actionId, pages));
      }
    });
    return this.#sending;
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#waiting.clear();
    this.#listening?.abort();
    this.#listening = undefined;
  }

  #listen(): void {
    if (this.#listening) return;
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    // Out of sight may be the last that is heard of a page: https://www.w3.org/TR/page-visibility-2/
    const leaving = () => document.visibilityState === 'hidden' && void this.flush();
    document.addEventListener('visibilitychange', leaving, { signal });
    window.addEventListener('pagehide', () => void this.flush(), { signal });
    window.addEventListener('online', () => void this.flush(), { signal });
  }

  #keep(actionId: string, pages: readonly PageRange[]): void {
    let kept = this.#waiting.get(actionId) ?? [];
    for (const [first, last] of pages) {
      for (let page = first; page <= last; page++) kept = withPage(kept, page);
    }
    this.#waiting.set(actionId, kept);
  }
}
