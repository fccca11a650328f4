/** Searching a document: joins the bar, the search through all pages, and the marks on those that are there. */
import { nothing, render } from 'lit';
import type { AidedView } from '../aids/aids.js';
import type { EarlyFindBox } from '../early-find-box.js';
import { DocumentSearch, type Hit } from './document-search.js';
import { renderFindBar, standing } from './find-bar.js';
import { type Pattern, patternFor } from './find-in-text.js';
import { HitsOnPages } from './hits-on-page.js';

export { findStyles } from './find.styles.js';

/** Whoever types goes on typing: a word is looked for when they have paused. */
const PAUSE_MILLISECONDS = 200;

/** How long the search may hold up the page at a time. */
const TURN_MILLISECONDS = 8;

export class DocumentFinder {
  readonly #view: AidedView;
  readonly #place: HTMLElement;
  readonly #marks = new HitsOnPages();
  #search: DocumentSearch | undefined;
  #query = '';
  #pattern: Pattern | undefined;
  #from = 1;
  #current: Hit | undefined;
  /** The current hit is still to be brought into view: its page is not there yet. */
  #awaited = false;
  #said = '';
  #opener: HTMLElement | undefined;
  #waiting: (() => void) | undefined;
  #listening: AbortController | undefined;

  constructor(view: AidedView, place: HTMLElement) {
    this.#view = view;
    this.#place = place;
  }

  /** @param early what has been typed before there was a bar */
  open(early?: EarlyFindBox): void {
    const { activeElement, host } = this.#view.root;
    const words = early?.take();
    if (!this.#listening) {
      this.#opener = words?.opener ?? (activeElement instanceof HTMLElement ? activeElement : undefined);
      this.#listening = new AbortController();
      const { signal } = this.#listening;
      host.addEventListener('keydown', (event) => this.#handleKey(event as KeyboardEvent), { signal });
      if (this.#query) this.#start();
      this.#render();
    }
    const box = this.#place.querySelector('input');
    box?.focus();
    if (!words?.typed) return box?.select();
    this.#lookFor(words.typed);
    if (words.entered) this.#start();
    box?.setSelectionRange(words.typed.length, words.typed.length);
  }

  /** Gives the focus back to where it was. */
  close(): void {
    if (!this.#listening) return;
    this.#end();
    const { scroller } = this.#view;
    const back = this.#opener?.isConnected && this.#opener.checkVisibility() ? this.#opener : scroller;
    back.focus({ preventScroll: true });
  }

  documentChanged(): void {
    this.#end();
    this.#search = undefined;
    this.#query = '';
  }

  stringsChanged(): void {
    this.#render();
  }

  sheetsChanged(): void {
    if (!this.#listening) return;
    this.#marks.mark(this.#view.sheets, this.#pattern);
    this.#frame();
  }

  #end(): void {
    this.#listening?.abort();
    this.#listening = undefined;
    this.#waiting?.();
    this.#search?.stop();
    this.#forget();
    this.#render();
  }

  #forget(): void {
    this.#marks.clear();
    this.#current = undefined;
    this.#awaited = false;
    this.#said = '';
  }

  #lookFor(query: string): void {
    this.#query = query;
    this.#waiting?.();
    this.#waiting = this.#view.clock.after(PAUSE_MILLISECONDS, () => this.#start());
    this.#render();
  }

  #start(): void {
    this.#waiting?.();
    this.#waiting = undefined;
    const search = (this.#search ??= this.#searchOf());
    this.#forget();
    this.#pattern = patternFor(this.#query);
    this.#marks.mark(this.#view.sheets, this.#pattern);
    this.#from = this.#view.page;
    void search?.start(this.#query, this.#from);
    this.#render();
  }

  #searchOf(): DocumentSearch | undefined {
    const { document } = this.#view;
    if (!document?.pageText) return undefined;
    let turn = performance.now();
    return new DocumentSearch(
      {
        pageCount: document.pageCount,
        pageText: (page, signal) => document.pageText?.(page, signal) ?? Promise.resolve(''),
        pause: async () => {
          if (performance.now() - turn < TURN_MILLISECONDS) return;
          await new Promise((resume) => setTimeout(resume));
          turn = performance.now();
        },
      },
      () => this.#handleProgress(),
    );
  }

  #step(direction: 1 | -1): void {
    if (this.#waiting) {
      this.#start();
      return;
    }
    const next = this.#current && this.#search?.beside(this.#current, direction);
    if (next) this.#show(next);
  }

  #handleProgress(): void {
    const search = this.#search;
    if (!search || !this.#listening) return;
    const first = this.#current ? undefined : search.firstFrom(this.#from);
    if (first) this.#show(first);
    // A count that grows with every page is not said with every page.
    else if (search.progress.done) this.#say();
    this.#render();
  }

  #show(hit: Hit): void {
    this.#current = hit;
    this.#awaited = true;
    this.#frame();
    if (this.#awaited) this.#view.scrollToPage(hit.page);
    this.#say();
    this.#render();
  }

  #frame(): void {
    if (!this.#current) return;
    const { page, index } = this.#current;
    const range = this.#marks.frame(this.#view.sheets, page, index);
    if (!range || !this.#awaited) return;
    this.#awaited = false;
    this.#bringIntoView(range.getBoundingClientRect());
  }

  #bringIntoView(words: DOMRect): void {
    const { scroller } = this.#view;
    const view = scroller.getBoundingClientRect();
    const rest = { across: view.left + view.width / 2, down: view.top + view.height / 3 };
    if (words.top < view.top || words.bottom > view.bottom) scroller.scrollTop += words.top - rest.down;
    if (words.left < view.left || words.right > view.right) scroller.scrollLeft += words.left - rest.across;
  }

  #say(): void {
    const { strings } = this.#view;
    const search = this.#search;
    if (!search || this.#query.trim() === '') return;
    const said = this.#current
      ? strings.hitOnPage(search.numberOf(this.#current), search.progress.hits, this.#current.page)
      : standing(strings, search.progress, undefined);
    if (said !== this.#said) this.#view.announce(said);
    this.#said = said;
  }

  #render(): void {
    if (!this.#listening) {
      render(nothing, this.#place);
      return;
    }
    const progress = this.#search?.progress ?? { hits: 0, done: false };
    const current = this.#current && this.#search?.numberOf(this.#current);
    const state = {
      strings: this.#view.strings,
      query: this.#query,
      progress: this.#waiting ? { ...progress, done: false } : progress,
      current,
    };
    const bar = renderFindBar(state, {
      lookFor: (query) => this.#lookFor(query),
      step: (direction) => this.#step(direction),
      close: () => this.close(),
    });
    render(bar, this.#place);
  }

  #handleKey(event: KeyboardEvent): void {
    const again = event.key === 'F3' || (event.key.toLowerCase() === 'g' && (event.ctrlKey || event.metaKey));
    if (!again || event.altKey) return;
    event.preventDefault();
    this.#step(event.shiftKey ? -1 : 1);
  }
}
