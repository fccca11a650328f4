/**
 * An open document that outlives its worker: when another document has made an end of the worker that they shared, this
 * one is opened again, in another, and what was asked of it is done there. Knows no pdf.js.
 */
import type { OpenDocument, PageLink, PagePainting, PageSize, PageText } from '../document-engine.js';

/** The worker has been ended, and not by what this document asked of it. */
export class WorkerLost extends Error {
  override readonly name = 'WorkerLost';
}

export class SteadyDocument implements OpenDocument {
  readonly pageCount: number;
  readonly firstPageSize: PageSize;
  readonly pageLinks?: (page: number, signal: AbortSignal) => Promise<readonly PageLink[]>;
  readonly pageText?: (page: number, signal: AbortSignal) => Promise<string>;
  readonly #reopen: () => Promise<OpenDocument>;
  #now: Promise<OpenDocument>;
  #closed = false;

  constructor(first: OpenDocument, reopen: () => Promise<OpenDocument>) {
    this.pageCount = first.pageCount;
    this.firstPageSize = first.firstPageSize;
    this.#now = Promise.resolve(first);
    this.#reopen = reopen;
    if (first.pageLinks) {
      this.pageLinks = (page, signal) =>
        this.#ask(async (document) => (await document.pageLinks?.(page, signal)) ?? [], signal);
    }
    if (first.pageText) {
      this.pageText = (page, signal) =>
        this.#ask(async (document) => (await document.pageText?.(page, signal)) ?? '', signal);
    }
  }

  pageSize(page: number): Promise<PageSize> {
    return this.#ask((document) => document.pageSize(page));
  }

  renderPage(page: number, painting: PagePainting): Promise<void> {
    return this.#ask((document) => document.renderPage(page, painting), painting.signal);
  }

  renderText(page: number, text: PageText): Promise<void> {
    return this.#ask((document) => document.renderText(page, text), text.signal);
  }

  releasePage(page: number): void {
    this.#now.then((document) => document.releasePage?.(page)).catch(() => undefined);
  }

  async close(): Promise<void> {
    this.#closed = true;
    const document = await this.#now.catch(() => undefined);
    await document?.close();
  }

  async #ask<T>(work: (document: OpenDocument) => Promise<T>, signal?: AbortSignal): Promise<T> {
    const asked = this.#now;
    try {
      return await work(await asked);
    } catch (error) {
      if (!(error instanceof WorkerLost) || this.#closed) throw error;
      signal?.throwIfAborted();
      // Once for all who were waiting.
      if (this.#now === asked) this.#now = this.#reopen();
      return await work(await this.#now);
    }
  }
}
