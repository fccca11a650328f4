/** Shows an open document: every page within reach, text and all. Knows no task and no PDF library. */
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { AidedView } from './aids/aids.js';
import { type Clock, systemClock } from './clock.js';
import type { OpenDocument, Rotation } from './document-engine.js';
import { DocumentStage } from './document-stage.js';
import { type DocumentViewStrings, englishDocumentViewStrings } from './document-view-strings.js';
import { documentViewStyles } from './document-view.styles.js';
import { DocumentDownloadEvent } from './events/document-download-event.js';
import { DocumentFailedEvent } from './events/document-failed-event.js';
import { DocumentPageShownEvent } from './events/document-page-shown-event.js';
import { DocumentPaintedEvent } from './events/document-painted-event.js';
import { DocumentPrintEvent } from './events/document-print-event.js';
import { LateAids } from './late-aids.js';
import { LatePageList } from './late-page-list.js';
import { LateTools } from './late-tools.js';
import type { Zoom } from './page-layout.js';
import type { PageMark } from './page-mark.js';
import { keepPlace, placeIn, type ReadingPlace } from './reading-places.js';
import { textLayerStyles } from './text-layer.styles.js';
import type { ToolState } from './tools/tools.js';
import { zoomStep } from './zoom-steps.js';

/**
 * A viewer for one document. It takes the height that it is given, and scrolls by itself.
 *
 * @fires signing-document-painted - the first picture is there
 * @fires signing-document-page-shown - a page has been seen
 * @fires signing-document-failed - a page, or its text, cannot be drawn
 * @fires signing-document-print - the reader wants the file on paper
 * @fires signing-document-download - the reader wants to keep the file
 * @csspart controls - the row above the pages
 * @csspart scroller - what the pages are scrolled in
 * @csspart page - a sheet of paper
 * @csspart notice - says that the document is a picture of paper
 * @csspart find - the bar of the search
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

  /** Whether the file may be printed and kept. */
  @property({ type: Boolean }) downloadable = false;

  /** How far the reader has turned every page. Each document begins as it was made. */
  @property({ attribute: false }) rotation: Rotation = 0;

  /** Pages that have been read, where it matters whether all are: the list of pages marks them. */
  @property({ attribute: false }) readPages: readonly (readonly [number, number])[] | undefined;

  /** What lies over the pages, in the order in which it is come to. */
  @property({ attribute: false }) marks: readonly PageMark[] = [];

  @state() private page = 1;
  @state() private zoom: Zoom = 'fit';
  @state() private zoomNow = 1;
  @state() private announcement = '';

  @query('.scroller', true) private readonly scroller!: HTMLElement;
  @query('.column', true) private readonly column!: HTMLElement;

  #stage: DocumentStage | undefined;
  #painted = false;

  readonly #tools = new LateTools(this, {
    goTo: (page) => this.#goTo(page),
    zoomIn: () => this.#setZoom(zoomStep(this.zoomNow, 'in')),
    zoomOut: () => this.#setZoom(zoomStep(this.zoomNow, 'out')),
    fitWidth: () => this.#setZoom('fit'),
    fitPage: () => this.#setZoom('page'),
    rotate: () => this.rotate(),
    search: () => this.openSearch(),
    togglePageList: () => this.#pageList.toggle(),
    print: () => this.dispatchEvent(new DocumentPrintEvent()),
    download: () => this.dispatchEvent(new DocumentDownloadEvent()),
  });

  readonly #aids = new LateAids(this, this.#aidedView());

  readonly #pageList = new LatePageList(this, {
    idle: () => this.#stage?.idle ?? false,
    holds: (page) => this.#stage?.sheets.some((sheet) => sheet.page === page) ?? false,
    goTo: (page) => this.#goTo(page),
    closed: () => this.#tools.focusPageListTool(),
  });

  constructor() {
    super();
    this.addEventListener('keydown', (event) => {
      const { document } = this;
      if (document && !this.#aids.handleKey(event)) this.#tools.handleKey(event, this.#toolState(document));
    });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#stage?.start();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stage?.stop();
    if (this.document) this.#keepPlace(this.document);
    this.#aids.disconnect();
  }

  /** Brings the top of a page to the top of the view; the first or last one when there is no such page. */
  scrollToPage(page: number): void {
    this.#stage?.scrollToPage(page);
  }

  /** Turns every page clockwise, by a quarter. */
  rotate(): void {
    this.rotation = ((this.rotation + 90) % 360) as Rotation;
  }

  /** Lets the reader search the document, where its engine tells what its pages say. */
  openSearch(): void {
    void this.#aids.openSearch();
  }

  /** Brings what is next to read of a page into view: its top, or the first part that has not been seen. */
  scrollToUnseen(page: number): void {
    this.#stage?.scrollToUnseen(page);
  }

  /** Brings what lies over a page into view, and the focus to it. */
  async showMark(id: string): Promise<void> {
    await this.#aids.showMark(id);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('document')) {
      if (changed.has('rotation')) this.#stage?.setRotation(this.rotation);
      return;
    }
    this.#stage?.stop();
    const before = changed.get('document');
    if (before) this.#keepPlace(before);
    this.#stage = undefined;
    this.#painted = false;
    this.page = 1;
    this.zoom = 'fit';
    this.rotation = 0;
    this.announcement = '';
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('strings')) {
      this.#stage?.relabel();
      this.#aids.stringsChanged();
    }
    if (changed.has('document')) this.#aids.documentChanged();
    if (changed.has('marks') && this.#painted) this.#aids.sheetsChanged();
    const { document } = this;
    if (!changed.has('document') || !document) return;
    this.scroller.scrollTo(0, 0);
    const stage = this.#stageFor(document);
    this.#stage = stage;
    // Where the reader is, is a result of this update and is shown by the next.
    void this.updateComplete.then(() => {
      if (this.isConnected && this.#stage === stage) this.#start(stage, placeIn(document));
    });
  }

  protected override render() {
    const { strings, document } = this;
    return html`
      ${document ? this.#tools.render(this.#toolState(document)) : nothing} ${this.#aids.render()}
      ${document ? this.#renderPageList(document) : nothing}
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

  #start(stage: DocumentStage, place: ReadingPlace | undefined): void {
    stage.start();
    if (!place) return;
    this.zoom = place.zoom;
    this.rotation = place.rotation;
    stage.setZoom(place.zoom);
    stage.setRotation(place.rotation);
    stage.scrollToPage(place.page, place.down);
  }

  #keepPlace(document: OpenDocument): void {
    const { zoom, rotation } = this;
    if (this.#stage) keepPlace(document, { ...this.#stage.top, zoom, rotation });
  }

  #renderPageList(document: OpenDocument) {
    const { page, rotation, readPages, strings } = this;
    return this.#pageList.render({ document, page, rotation, readPages, strings });
  }

  #toolState({ pageCount, pageText }: OpenDocument): ToolState {
    const { strings, page, zoomNow: zoom, zoom: mode, downloadable } = this;
    const searchable = pageText !== undefined;
    const pageListOpen = this.#pageList.open;
    return { strings, page, pageCount, zoom, mode, downloadable, searchable, pageListOpen };
  }

  #stageFor(document: OpenDocument): DocumentStage {
    return new DocumentStage(document, this.scroller, this.column, this.clock, {
      pageLabel: (page) => this.strings.pageOf(page, document.pageCount),
      pageFailed: (page) => this.strings.pageFailed(page),
      moved: (page, zoom) => {
        this.page = page;
        this.zoomNow = zoom;
      },
      zoomed: (zoom) => void (this.zoom = zoom),
      painted: () => {
        this.#tools.load();
        this.#aids.sheetsChanged();
        if (this.#painted) return;
        this.#painted = true;
        this.dispatchEvent(new DocumentPaintedEvent());
      },
      lettered: () => this.#aids.sheetsChanged(),
      shown: (page) => this.dispatchEvent(new DocumentPageShownEvent(page)),
      failed: (page, part, error) => {
        this.#tools.load();
        this.dispatchEvent(new DocumentFailedEvent(page, part, error));
      },
    });
  }

  /** Asked for by a tool: then, and not while scrolling, the new place is announced. */
  #goTo(page: number): void {
    this.scrollToPage(page);
    this.announcement = this.strings.pageOf(this.page, this.document?.pageCount ?? 0);
  }

  #aidedView(): AidedView {
    // eslint-disable-next-line @typescript-eslint/no-this-alias -- getters have a `this` of their own
    const view = this;
    return {
      get root() {
        return view.renderRoot as ShadowRoot;
      },
      get scroller() {
        return view.scroller;
      },
      get clock() {
        return view.clock;
      },
      get strings() {
        return view.strings;
      },
      get document() {
        return view.document;
      },
      get page() {
        return view.page;
      },
      get sheets() {
        return view.#stage?.sheets ?? [];
      },
      get marks() {
        return view.marks;
      },
      showPoint: (...at) => view.#stage?.showPoint(...at),
      scrollToPage: (page, top) => view.#stage?.scrollToPage(page, top),
      announce: (text) => (view.announcement = text),
    };
  }

  #setZoom(zoom: Zoom): void {
    this.zoom = zoom;
    this.#stage?.setZoom(zoom);
    this.announcement = this.strings.zoomLevel(this.zoomNow);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'signing-document-view': DocumentView;
  }
}
