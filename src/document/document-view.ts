/** Shows an open document: every page within reach, text and all. Knows no task and no PDF library. */
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { type Clock, systemClock } from './clock.js';
import { renderControls } from './document-controls.js';
import type { OpenDocument } from './document-engine.js';
import { DocumentStage } from './document-stage.js';
import { type DocumentViewStrings, englishDocumentViewStrings } from './document-view-strings.js';
import { documentViewStyles } from './document-view.styles.js';
import { DocumentFailedEvent } from './events/document-failed-event.js';
import { DocumentPageShownEvent } from './events/document-page-shown-event.js';
import { DocumentPaintedEvent } from './events/document-painted-event.js';
import type { Zoom } from './page-layout.js';
import { textLayerStyles } from './text-layer.styles.js';
import { zoomStep } from './zoom-steps.js';

/**
 * A viewer for one document. It takes the height that it is given, and scrolls by itself.
 *
 * @fires signing-document-painted - the first picture is there
 * @fires signing-document-page-shown - a page has been seen
 * @fires signing-document-failed - a page, or its text, cannot be drawn
 * @csspart controls - the row above the pages
 * @csspart scroller - what the pages are scrolled in
 * @csspart page - a sheet of paper
 */
export class DocumentView extends LitElement {
  static override styles = [documentViewStyles, textLayerStyles];

  /** What to show. Whoever opened it closes it, after it has been taken from here. */
  @property({ attribute: false }) document: OpenDocument | undefined;

  /** The document's title: the name of the scrolled region. */
  @property() label = '';

  @property({ attribute: false }) strings: DocumentViewStrings = englishDocumentViewStrings;

  /** The time by which a page counts as seen. Read when a document is set. */
  @property({ attribute: false }) clock: Clock = systemClock;

  @state() private page = 1;
  @state() private zoom: Zoom = 'fit';
  @state() private zoomNow = 1;
  @state() private announcement = '';

  @query('.scroller', true) private readonly scroller!: HTMLElement;
  @query('.column', true) private readonly column!: HTMLElement;

  #stage: DocumentStage | undefined;
  #painted = false;

  constructor() {
    super();
    this.addEventListener('keydown', (event) => this.#handleKey(event));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#stage?.start();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stage?.stop();
  }

  /** Brings the top of a page to the top of the view; the first or last one when there is no such page. */
  scrollToPage(page: number): void {
    this.#stage?.scrollToPage(page);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('document')) return;
    this.#stage?.stop();
    this.#stage = undefined;
    this.#painted = false;
    this.page = 1;
    this.zoom = 'fit';
    this.announcement = '';
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('strings')) this.#stage?.relabel();
    if (!changed.has('document') || !this.document) return;
    this.scroller.scrollTo(0, 0);
    const stage = this.#stageFor(this.document);
    this.#stage = stage;
    // Where the reader is, is a result of this update and is shown by the next.
    void this.updateComplete.then(() => {
      if (this.isConnected && this.#stage === stage) stage.start();
    });
  }

  protected override render() {
    const { strings, document } = this;
    return html`
      ${document ? this.#renderControls(document) : nothing}
      <div
        class="scroller"
        part="scroller"
        role="region"
        tabindex="0"
        aria-label=${this.label || strings.document}
        aria-busy=${document ? 'false' : 'true'}
      >
        ${document ? nothing : html`<p class="loading" role="status">${strings.loading}</p>`}
        <div class="column"></div>
      </div>
      <p class="status" role="status">${this.announcement}</p>
    `;
  }

  #renderControls({ pageCount }: OpenDocument) {
    const { strings, page, zoomNow, zoom } = this;
    return renderControls(
      { strings, page, pageCount, zoom: zoomNow, fit: zoom === 'fit' },
      {
        goTo: (wanted) => this.#goTo(wanted, pageCount),
        zoomIn: () => this.#setZoom(zoomStep(zoomNow, 'in')),
        zoomOut: () => this.#setZoom(zoomStep(zoomNow, 'out')),
        fitWidth: () => this.#setZoom('fit'),
      },
    );
  }

  #stageFor(document: OpenDocument): DocumentStage {
    return new DocumentStage(document, this.scroller, this.column, this.clock, {
      pageLabel: (page) => this.strings.pageOf(page, document.pageCount),
      pageFailed: (page) => this.strings.pageFailed(page),
      moved: (page, zoom) => {
        this.page = page;
        this.zoomNow = zoom;
      },
      painted: () => {
        if (this.#painted) return;
        this.#painted = true;
        this.dispatchEvent(new DocumentPaintedEvent());
      },
      shown: (page) => this.dispatchEvent(new DocumentPageShownEvent(page)),
      failed: (page, part, error) => this.dispatchEvent(new DocumentFailedEvent(page, part, error)),
    });
  }

  /** Asked for by a control: then, and not while scrolling, the new place is announced. */
  #goTo(page: number, pageCount: number): void {
    this.scrollToPage(page);
    this.announcement = this.strings.pageOf(this.page, pageCount);
  }

  #setZoom(zoom: Zoom): void {
    this.zoom = zoom;
    this.#stage?.setZoom(zoom);
    this.announcement = this.strings.zoomLevel(this.zoomNow);
  }

  #handleKey(event: KeyboardEvent): void {
    const { key, ctrlKey, metaKey, altKey } = event;
    // With a modifier these are the browser's own zoom, and in a field they are text.
    if (ctrlKey || metaKey || altKey || event.composedPath()[0] instanceof HTMLInputElement) return;
    if (key === '+' || key === '=') this.#setZoom(zoomStep(this.zoomNow, 'in'));
    else if (key === '-') this.#setZoom(zoomStep(this.zoomNow, 'out'));
    else if (key === '0') this.#setZoom('fit');
    else return;
    event.preventDefault();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'signing-document-view': DocumentView;
  }
}
