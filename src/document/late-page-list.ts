/** The place of the list of pages beside them: it is loaded when it is first opened. */
import { html, type LitElement, nothing } from 'lit';
import type { OpenDocument, Rotation } from './document-engine.js';
import type { DocumentViewStrings } from './document-view-strings.js';
import type { PageChosenEvent } from './events/page-chosen-event.js';
import type { PageList } from './page-list/page-list.js';

export interface PageListState {
  readonly document: OpenDocument;
  readonly page: number;
  readonly rotation: Rotation;
  readonly readPages: PageList['readPages'];
  readonly strings: DocumentViewStrings;
}

export interface PageListHost {
  idle(): boolean;
  holds(page: number): boolean;
  goTo(page: number): void;
  /** It has been closed by its own means: the focus has to go somewhere. */
  closed(): void;
}

export class LatePageList {
  readonly #element: LitElement;
  readonly #host: PageListHost;
  #there = false;
  #open = false;

  constructor(element: LitElement, host: PageListHost) {
    this.#element = element;
    this.#host = host;
  }

  get open(): boolean {
    return this.#open && this.#there;
  }

  toggle(): void {
    this.#open = !this.#open;
    this.#element.requestUpdate();
    if (this.#open) void this.#show();
  }

  close(): void {
    this.#open = false;
    this.#element.requestUpdate();
  }

  render({ document, page, rotation, readPages, strings }: PageListState) {
    if (!this.open) return nothing;
    return html`<signing-document-page-list
      class="page-list"
      role="region"
      aria-label=${strings.pageList}
      .document=${document}
      .page=${page}
      .rotation=${rotation}
      .readPages=${readPages}
      .strings=${strings}
      .idle=${this.#host.idle}
      .holds=${this.#host.holds}
      @signing-page-chosen=${this.#choose}
      @signing-page-list-close=${this.#leave}
    ></signing-document-page-list>`;
  }

  get #list(): PageList | null {
    return this.#element.renderRoot.querySelector('signing-document-page-list');
  }

  async #show(): Promise<void> {
    try {
      await import('./page-list/define.js');
    } catch {
      // The pages are there to be read without it, and the next press tries again.
      return this.close();
    }
    this.#there = true;
    this.#element.requestUpdate();
    await this.#element.updateComplete;
    await this.#list?.updateComplete;
    await this.#list?.focusPage();
  }

  readonly #leave = (): void => {
    this.close();
    this.#host.closed();
  };

  readonly #choose = ({ page }: PageChosenEvent): void => {
    const list = this.#list;
    this.#host.goTo(page);
    // Over the pages it is in the way of what was chosen; beside them it stays.
    if (list && getComputedStyle(list).position === 'absolute') this.#leave();
  };
}
