/**
 * What helps to read a document and is not needed for its first picture: links, words for pages that have
 * none, selecting, searching. Loaded by `late-aids.ts`; each aid has a file of its own.
 */
import { html, nothing, render } from 'lit';
import type { LinkTarget } from '../document-engine.js';
import type { EarlyFindBox } from '../early-find-box.js';
import type { DocumentFinder } from '../find/document-finder.js';
import type { PageMarks } from '../marks/page-marks.js';
import type { PageSheet } from '../page-sheet.js';
import type { AidedView } from './aids.js';
import { askToFollow } from './link-question.js';
import { placeLinks } from './page-links.js';
import { isPictureOfPaper } from './picture-of-paper.js';
import { TextSelection } from './text-selection.js';

export { aidsStyles } from './aids.styles.js';

export class DocumentAids {
  readonly #view: AidedView;
  /** Where the notice stands, and the search. */
  readonly #noticePlace = document.createElement('div');
  readonly #findPlace = document.createElement('div');
  readonly #linked = new WeakSet<PageSheet>();
  readonly #looked = new WeakSet<PageSheet>();
  readonly #unreadable = new WeakMap<PageSheet, HTMLElement>();
  readonly #selection: TextSelection;
  #noticed: 'no' | 'shown' | 'dismissed' = 'no';
  #finder: DocumentFinder | undefined;
  #marks: PageMarks | undefined;
  #work = new AbortController();

  constructor(view: AidedView, above: HTMLElement) {
    this.#view = view;
    above.append(this.#findPlace, this.#noticePlace);
    this.#selection = new TextSelection(view.root, view.scroller);
    this.sheetsChanged();
  }

  /** Another document, or none. */
  documentChanged(): void {
    this.#work.abort();
    this.#work = new AbortController();
    this.#noticed = 'no';
    this.#finder?.documentChanged();
    this.#renderNotice();
  }

  /** Something has been drawn on a sheet. */
  sheetsChanged(): void {
    for (const sheet of this.#view.sheets) this.#aid(sheet);
    this.#finder?.sheetsChanged();
    this.marksChanged();
  }

  /** What lies over the pages: where nothing does, nothing is loaded for it. */
  marksChanged(): void {
    if (this.#marks) this.#marks.changed();
    else if (this.#view.marks.length > 0) void this.#loadMarks();
  }

  async showMark(id: string): Promise<void> {
    await this.#loadMarks();
    await this.#marks?.show(id);
  }

  stringsChanged(): void {
    this.#renderNotice();
    this.#finder?.stringsChanged();
    for (const { page, element } of this.#view.sheets.flatMap((sheet) => {
      const element = this.#unreadable.get(sheet);
      return element ? { page: sheet.page, element } : [];
    })) {
      element.textContent = this.#view.strings.pageWithoutText(page);
    }
  }

  /** Whether the search opens at once. */
  get isSearchLoaded(): boolean {
    return this.#finder !== undefined;
  }

  /** @param early where somebody types meanwhile; when it is taken away, they do not want to search */
  async openSearch(early?: EarlyFindBox): Promise<void> {
    if (!this.#finder) {
      const { DocumentFinder, findStyles } = await import('../find/document-finder.js');
      if (!this.#finder && findStyles.styleSheet) {
        this.#view.root.adoptedStyleSheets.push(findStyles.styleSheet);
        this.#finder = new DocumentFinder(this.#view, this.#findPlace);
      }
    }
    if (early?.isThere !== false) this.#finder?.open(early);
  }

  async #loadMarks(): Promise<void> {
    try {
      const { PageMarks, marksStyles } = await import('../marks/page-marks.js');
      if (this.#marks) return;
      const { adoptedStyleSheets } = this.#view.root;
      const { styleSheet } = marksStyles;
      if (styleSheet && !adoptedStyleSheets.includes(styleSheet)) adoptedStyleSheets.push(styleSheet);
      this.#marks = new PageMarks(this.#view);
      this.#marks.changed();
    } catch {
      // The document can be read without them, and the next change tries again.
    }
  }

  disconnect(): void {
    this.#work.abort();
    this.#selection.disconnect();
    this.#finder?.close();
    this.#findPlace.remove();
    this.#noticePlace.remove();
  }

  #aid(sheet: PageSheet): void {
    if (!sheet.hasText) return;
    if (!this.#linked.has(sheet)) {
      this.#linked.add(sheet);
      void this.#link(sheet);
    }
    if (this.#looked.has(sheet) || !sheet.painted) return;
    this.#looked.add(sheet);
    if (!isPictureOfPaper(sheet)) return;
    const words = document.createElement('p');
    words.className = 'unreadable';
    words.textContent = this.#view.strings.pageWithoutText(sheet.page);
    sheet.element.append(words);
    this.#unreadable.set(sheet, words);
    if (sheet.page === 1 && this.#noticed === 'no') {
      this.#noticed = 'shown';
      this.#renderNotice();
    }
  }

  async #link(sheet: PageSheet): Promise<void> {
    const { document, strings } = this.#view;
    const { signal } = this.#work;
    if (!document?.pageLinks) return;
    try {
      const links = await document.pageLinks(sheet.page, signal);
      const size = await document.pageSize(sheet.page);
      if (signal.aborted || !sheet.element.isConnected || links.length === 0) return;
      placeLinks(sheet, { links, size, strings, follow: (target, link) => void this.#follow(target, link) });
    } catch {
      // A page whose links cannot be told is read without them.
    }
  }

  async #follow(target: LinkTarget, link: HTMLElement): Promise<void> {
    const { root, strings, document } = this.#view;
    if (target.type === 'url') {
      askToFollow({ root, strings, href: target.href, link });
      return;
    }
    const place = await target.find().catch(() => undefined);
    if (document !== this.#view.document || !document) return;
    if (!place) {
      this.#view.announce(strings.linkLeadsNowhere);
      return;
    }
    this.#view.scrollToPage(place.page, place.top);
    // What is read next, and what the next Tab reaches, is where the link has led to.
    const sheet = this.#view.sheets.find(({ page }) => page === place.page);
    if (sheet) {
      sheet.element.tabIndex = -1;
      sheet.element.focus({ preventScroll: true });
    }
    this.#view.announce(strings.pageOf(place.page, document.pageCount));
  }

  #renderNotice(): void {
    const { strings } = this.#view;
    const dismiss = () => {
      this.#noticed = 'dismissed';
      this.#renderNotice();
      this.#view.scroller.focus({ preventScroll: true });
    };
    const notice = html`<div class="notice" part="notice">
      <p>${strings.documentWithoutText}</p>
      <button
        type="button"
        aria-label=${strings.dismissNotice}
        title=${strings.dismissNotice}
        @click=${dismiss}
      >
        <svg viewBox="0 0 24 24" aria-hidden="true"><path d="M6 6l12 12M18 6L6 18"></path></svg>
      </button>
    </div>`;
    render(this.#noticed === 'shown' ? notice : nothing, this.#noticePlace);
  }
}
