/**
 * The pages of a document as a list of small pictures with their numbers, to go to one of them. Of a document of
 * any length only the rows in view exist. Knows no stage: it is told where the reader is, and asks to go elsewhere.
 */
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { OpenDocument, Rotation } from '../document-engine.js';
import { type DocumentViewStrings, englishDocumentViewStrings } from '../document-view-strings.js';
import { PageChosenEvent } from '../events/page-chosen-event.js';
import { PageListCloseEvent } from '../events/page-list-close-event.js';
import { listWindow, type ListView, topToShow } from './list-window.js';
import { pageListStyles } from './page-list.styles.js';
import { type ThumbnailBox, Thumbnails, turned } from './thumbnails.js';

/** The largest picture, in CSS pixels. */
const PICTURE: ThumbnailBox = { width: 112, height: 148 };

/** What a row has besides: its number, and space. */
const ROW_EXTRA = 40;

type Range = readonly [first: number, last: number];

export class PageList extends LitElement {
  static override styles = pageListStyles;

  @property({ attribute: false }) document: OpenDocument | undefined;
  /** Where the reader is. */
  @property({ type: Number }) page = 1;
  /** How far the reader has turned the pages. */
  @property({ attribute: false }) rotation: Rotation = 0;
  /** Pages that have been read, where it matters whether all are. */
  @property({ attribute: false }) readPages: readonly Range[] | undefined;
  @property({ attribute: false }) strings: DocumentViewStrings = englishDocumentViewStrings;
  @property({ attribute: false }) idle: () => boolean = () => true;
  @property({ attribute: false }) holds: (page: number) => boolean = () => false;

  /** The row that the Tab key comes to. */
  @state() private stop = 1;
  @state() private top = 0;
  @state() private height = 0;

  @query('.scroll', true) private readonly scroller!: HTMLElement;
  @query('.space', true) private readonly space!: HTMLElement;
  @query('.rows', true) private readonly rows!: HTMLElement;

  #thumbnails: Thumbnails | undefined;
  readonly #resizes = new ResizeObserver(() => this.#look());

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.requestUpdate('document');
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resizes.disconnect();
    this.#thumbnails?.clear();
    this.#thumbnails = undefined;
  }

  /** Puts the focus on the page that the reader is at. */
  async focusPage(page = this.page): Promise<void> {
    this.stop = page;
    this.#show(page);
    await this.updateComplete;
    this.rows.querySelector<HTMLElement>(`[data-page="${page}"]`)?.focus({ preventScroll: true });
  }

  get #box(): ThumbnailBox {
    const { width, height } = turned(this.document?.firstPageSize ?? PICTURE, this.rotation);
    const fit = Math.min(PICTURE.width / width, PICTURE.height / height);
    return { width: Math.round(width * fit), height: Math.round(height * fit) };
  }

  get #view(): ListView {
    const { top, height, document } = this;
    return { top, height, rowHeight: this.#box.height + ROW_EXTRA, count: document?.pageCount ?? 0 };
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('document') || changed.has('rotation') || !this.#thumbnails) {
      this.#thumbnails?.clear();
      this.#thumbnails = this.document && this.#thumbnailsOf(this.document);
    }
    if (changed.has('page')) this.stop = this.page;
  }

  protected override firstUpdated(): void {
    this.#resizes.observe(this.scroller);
  }

  protected override updated(changed: PropertyValues<this>): void {
    const { rowHeight, count } = this.#view;
    const { first, last } = listWindow(this.#view);
    const box = this.#box;
    // By the object model, which a strict policy for styles allows.
    this.style.setProperty('--_row', `${rowHeight}px`);
    this.style.setProperty('--_picture', `${box.height}px`);
    this.style.setProperty('--_blank-width', `${box.width}px`);
    this.style.setProperty('--_blank-height', `${box.height}px`);
    this.space.style.blockSize = `${rowHeight * count}px`;
    this.rows.style.insetBlockStart = `${rowHeight * (first - 1)}px`;
    const isNew = changed.has('document') || changed.has('rotation');
    if (isNew || (changed.has('page') && !this.matches(':focus-within'))) this.#show(this.page);
    this.#thumbnails?.want(Array.from({ length: last - first + 1 }, (_, row) => first + row));
  }

  protected override render() {
    const { strings, document } = this;
    const { first, last } = listWindow(this.#view);
    const pages = document ? Array.from({ length: last - first + 1 }, (_, row) => first + row) : [];
    // Of a list that is scrolled away from the stop the Tab key still comes to a row.
    const stop = Math.min(Math.max(this.stop, first), last);
    return html`
      <div class="head">
        <h2>${strings.pageList}</h2>
        <button
          class="close"
          type="button"
          aria-label=${strings.closePageList}
          title=${strings.closePageList}
          @click=${() => this.#close()}
        >
          <svg viewBox="0 0 24 24" aria-hidden="true"><path d="M6.5 6.5l11 11M17.5 6.5l-11 11"></path></svg>
        </button>
      </div>
      <div class="scroll" @scroll=${() => this.#look()}>
        <div class="space"></div>
        <div class="rows" role="list" @keydown=${(event: KeyboardEvent) => this.#handleKey(event)}>
          ${pages.map((page) => this.#renderRow(page, stop))}
        </div>
      </div>
    `;
  }

  #renderRow(page: number, stop: number) {
    const { strings, document } = this;
    const count = document?.pageCount ?? 0;
    const name = strings.pageOf(page, count);
    const picture = this.#thumbnails?.get(page);
    const isRead = this.readPages?.some(([first, last]) => first <= page && page <= last) ?? false;
    return html`<div class="item" role="listitem" aria-setsize=${count} aria-posinset=${page}>
      <button
        type="button"
        class="row"
        data-page=${page}
        aria-current=${page === this.page ? 'page' : nothing}
        tabindex=${page === stop ? '0' : '-1'}
        @click=${() => this.dispatchEvent(new PageChosenEvent(page))}
      >
        <span class="picture">
          ${picture ? html`<img src=${picture} alt="" />` : html`<span class="blank"></span>`}
        </span>
        <span class="name">${name}</span>
        <span class="number">
          <span aria-hidden="true">${page}</span>
          ${
            isRead
              ? html`<span class="read">
                  <svg viewBox="0 0 24 24" aria-hidden="true"><path d="M5 12.5l4.5 4.5L19 7.5"></path></svg>
                  ${strings.pageRead}
                </span>`
              : nothing
          }
        </span>
      </button>
    </div>`;
  }

  #thumbnailsOf(document: OpenDocument): Thumbnails {
    const { rotation } = this;
    const source = { document, rotation, idle: () => this.idle(), holds: (page: number) => this.holds(page) };
    return new Thumbnails(source, PICTURE, () => this.requestUpdate());
  }

  #look(): void {
    this.top = this.scroller.scrollTop;
    this.height = this.scroller.clientHeight;
  }

  #show(page: number): void {
    if (this.scroller.clientHeight === 0) return;
    this.#look();
    this.scroller.scrollTop = topToShow(page, this.#view);
    this.#look();
  }

  #close(): void {
    this.dispatchEvent(new PageListCloseEvent());
  }

  #handleKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Escape') {
      event.preventDefault();
      return this.#close();
    }
    const { height, rowHeight, count } = this.#view;
    const screenful = Math.max(1, Math.floor(height / rowHeight));
    const { stop } = this;
    const goals: Readonly<Record<string, number>> = {
      ArrowDown: stop + 1,
      ArrowUp: stop - 1,
      PageDown: stop + screenful,
      PageUp: stop - screenful,
      Home: 1,
      End: count,
    };
    const goal = goals[event.key];
    if (goal === undefined) return;
    event.preventDefault();
    void this.focusPage(Math.min(Math.max(1, goal), count));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'signing-document-page-list': PageList;
  }
}
