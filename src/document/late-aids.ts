/** The place of the aids around a document: they are loaded after its first picture, which needs the line more. */
import { html, type LitElement, type TemplateResult } from 'lit';
import type { AidedView } from './aids/aids.js';
import type { DocumentAids } from './aids/document-aids.js';
import { EarlyFindBox } from './early-find-box.js';

export class LateAids {
  readonly #host: LitElement;
  readonly #view: AidedView;
  #aids: DocumentAids | undefined;
  #loading: Promise<void> | undefined;
  #early: EarlyFindBox | undefined;

  constructor(host: LitElement, view: AidedView) {
    this.#host = host;
    this.#view = view;
  }

  /** Above the pages. */
  render(): TemplateResult {
    return html`<div class="above"></div>`;
  }

  /** Something has been drawn. They are tried again then, where they have not come. */
  sheetsChanged(): void {
    if (this.#aids) this.#aids.sheetsChanged();
    else void this.#load();
  }

  documentChanged(): void {
    this.#early?.remove();
    this.#aids?.documentChanged();
  }

  stringsChanged(): void {
    this.#aids?.stringsChanged();
  }

  /** @returns whether the key was for them: the one that searches a page in every browser */
  handleKey(event: KeyboardEvent): boolean {
    const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
    const wanted = key.toLowerCase() === 'f' && (ctrlKey || metaKey) && !altKey && !shiftKey;
    // Where an engine tells no text, the browser's own search finds at least what is near the view.
    if (!wanted || !this.#view.document?.pageText) return false;
    event.preventDefault();
    void this.openSearch();
    return true;
  }

  async openSearch(): Promise<void> {
    if (!this.#view.document?.pageText || this.#early?.isThere) return;
    if (this.#aids?.isSearchLoaded) return this.#aids.openSearch();
    const early = new EarlyFindBox(this.#view);
    this.#early = early;
    await this.#load();
    await this.#aids?.openSearch(early);
    early.remove();
  }

  /** Brings what lies over a page into view, and the focus to it. */
  async showMark(id: string): Promise<void> {
    await this.#load();
    await this.#aids?.showMark(id);
  }

  disconnect(): void {
    this.#early?.remove();
    this.#aids?.disconnect();
    this.#aids = undefined;
  }

  #load(): Promise<void> {
    if (this.#aids) return Promise.resolve();
    this.#loading ??= import('./aids/document-aids.js')
      .then(({ DocumentAids, aidsStyles: { styleSheet } }) => {
        const above = this.#host.isConnected && this.#view.root.querySelector<HTMLElement>('.above');
        if (!above) return;
        const { adoptedStyleSheets } = this.#view.root;
        if (styleSheet && !adoptedStyleSheets.includes(styleSheet)) adoptedStyleSheets.push(styleSheet);
        this.#aids = new DocumentAids(this.#view, above);
      })
      // The document can be read without them.
      .catch(() => undefined)
      .finally(() => (this.#loading = undefined));
    return this.#loading;
  }
}
