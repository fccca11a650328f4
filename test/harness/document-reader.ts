/** What a reader of a document does and sees, so that tests need not know how the viewer is built. */
import { fixture, html, waitUntil } from '@open-wc/testing';
import '../../src/document/define.js';
import type { Clock } from '../../src/document/clock.js';
import type { OpenDocument } from '../../src/document/document-engine.js';
import type { DocumentView } from '../../src/document/document-view.js';
import { StoppedClock } from './document-clock.js';

export interface ReaderOptions {
  readonly width?: number;
  readonly height?: number;
  readonly clock?: Clock;
}

export class DocumentReader {
  readonly view: DocumentView;

  private constructor(view: DocumentView) {
    this.view = view;
  }

  static async open(
    document: OpenDocument | undefined,
    { width = 800, height = 600, clock = new StoppedClock() }: ReaderOptions = {},
  ): Promise<DocumentReader> {
    const frame = await fixture<HTMLElement>(html`<div></div>`);
    frame.style.width = `${width}px`;
    frame.style.height = `${height}px`;
    const view = window.document.createElement('signing-document-view');
    view.clock = clock;
    view.document = document;
    frame.append(view);
    await view.updateComplete;
    return new DocumentReader(view);
  }

  get #root(): ShadowRoot {
    return this.view.shadowRoot!;
  }

  get scroller(): HTMLElement {
    return this.#root.querySelector<HTMLElement>('[part=scroller]')!;
  }

  /** The names of the pages that are there, in the order in which they are read out. */
  get pages(): string[] {
    return [...this.scroller.querySelectorAll('[role=group]')].map((page) => page.ariaLabel ?? '');
  }

  get canvases(): HTMLCanvasElement[] {
    return [...this.#root.querySelectorAll('canvas')];
  }

  /** Of all canvases that are in the view. */
  get canvasPixels(): number {
    return this.canvases.reduce((sum, { width, height }) => sum + width * height, 0);
  }

  /**
   * Pixels that the picture has for each pixel of the screen, at a point of the view: 1 is sharp, 0 is
   * where no picture is.
   */
  resolutionAt(x: number, y: number): number {
    const view = this.scroller.getBoundingClientRect();
    const covering = this.canvases.filter((canvas) => {
      const { left, top, right, bottom } = canvas.getBoundingClientRect();
      return view.left + x >= left && view.left + x < right && view.top + y >= top && view.top + y < bottom;
    });
    // The last of them is the one on top.
    const canvas = covering.at(-1);
    return canvas ? canvas.width / (canvas.getBoundingClientRect().width * devicePixelRatio) : 0;
  }

  /** The least of them, on a grid over what is in view of a page. */
  sharpness(number: number): number {
    const view = this.scroller.getBoundingClientRect();
    const page = this.page(number)!.getBoundingClientRect();
    const [left, right] = [Math.max(0, page.left - view.left), Math.min(view.width, page.right - view.left)];
    const [top, bottom] = [Math.max(0, page.top - view.top), Math.min(view.height, page.bottom - view.top)];
    const along = (from: number, to: number) =>
      [0.01, 0.25, 0.5, 0.75, 0.99].map((at) => from + at * (to - from));
    return Math.min(
      ...along(left, right).flatMap((x) => along(top, bottom).map((y) => this.resolutionAt(x, y))),
    );
  }

  get elementCount(): number {
    return this.#root.querySelectorAll('*').length;
  }

  page(number: number): HTMLElement | undefined {
    const pages = this.scroller.querySelectorAll<HTMLElement>('[role=group]');
    return [...pages].find((page) => page.ariaLabel?.startsWith(`Page ${number} of `));
  }

  isPainted(number: number): boolean {
    return Boolean(this.page(number)?.querySelector('canvas'));
  }

  async painted(number: number): Promise<void> {
    await waitUntil(() => this.isPainted(number), `page ${number} is painted`);
    await this.equipped();
  }

  /** Until the viewer has nothing more to do for what is in view. */
  async settled(): Promise<void> {
    await waitUntil(() => {
      const pages = [...this.scroller.querySelectorAll('[role=group]')];
      return pages.length > 0 && pages.every((page) => page.querySelector('canvas') && page.textContent);
    }, 'all pages near the view are drawn');
    await this.equipped();
  }

  /** Until the tools are there, which come after the first picture. */
  async equipped(): Promise<void> {
    await waitUntil(() => this.tools !== null, 'the tools are there');
    await this.view.updateComplete;
  }

  get tools(): HTMLElement | null {
    return this.#root.querySelector('[role=toolbar]');
  }

  /** In the order in which keys reach them. */
  get links(): HTMLAnchorElement[] {
    return [...this.scroller.querySelectorAll('a')];
  }

  /** What asks before a link leads out of the document. */
  get question(): HTMLDialogElement | null {
    return this.#root.querySelector('dialog');
  }

  /** Where somebody types what to look for. */
  get findBox(): HTMLInputElement | null {
    return this.#root.querySelector('[role=search] input');
  }

  /** Whether what is loaded after the first picture has come: links, selection, search. */
  get hasAids(): boolean {
    return Boolean(this.#root.querySelector('.above')?.hasChildNodes());
  }

  /** Where pieces of text are seen, by what they say. */
  words(...texts: readonly string[]): (DOMRect | undefined)[] {
    const pieces = [...this.scroller.querySelectorAll('span[role=presentation]')];
    return texts.map((text) =>
      pieces.find(({ textContent }) => textContent === text)?.getBoundingClientRect(),
    );
  }

  selectPage(number: number): void {
    const text = this.page(number)!.querySelector('.text')!;
    getSelection()!.setBaseAndExtent(text, 0, text, text.childNodes.length);
  }

  /** What the clipboard gets when somebody copies now. */
  copied(): string {
    const event = new ClipboardEvent('copy', {
      bubbles: true,
      composed: true,
      cancelable: true,
      clipboardData: new DataTransfer(),
    });
    this.scroller.querySelector('.text')!.dispatchEvent(event);
    return event.clipboardData!.getData('text/plain');
  }

  /** What was said last to who listens. */
  get announced(): string {
    return this.#root.querySelector('p.status')?.textContent ?? '';
  }

  /** What stands out among the hits. */
  get hitFrames(): HTMLElement[] {
    return [...this.#root.querySelectorAll<HTMLElement>('.hit')];
  }

  get focusedElement(): Element | null {
    return this.#root.activeElement;
  }

  /** Distance of a page's top edge from the view's. */
  offsetOf(number: number): number {
    return this.page(number)!.getBoundingClientRect().top - this.scroller.getBoundingClientRect().top;
  }

  control(name: string): HTMLButtonElement {
    return this.#root.querySelector<HTMLButtonElement>(`button[aria-label="${name}"]`)!;
  }

  canPress(name: string): boolean {
    return this.control(name).ariaDisabled !== 'true';
  }

  /** What an open menu offers in a view of this width. */
  get menu(): string[] {
    return this.#menuItems.map((item) => item.querySelector('span')?.textContent ?? '');
  }

  menuItem(name: string): HTMLElement {
    return this.#menuItems.find((item) => item.querySelector('span')?.textContent === name)!;
  }

  get #menuItems(): HTMLElement[] {
    const items = [...this.#root.querySelectorAll<HTMLElement>('[role=menu] > *')];
    return items.filter((item) => item.getClientRects().length > 0);
  }

  /** What has the focus within the view, by its name. */
  get focused(): string {
    const { activeElement } = this.#root;
    return activeElement?.ariaLabel ?? activeElement?.querySelector('span')?.textContent ?? '';
  }

  /** Presses a key on whatever has the focus in the view. */
  pressAtFocus(key: string, modifiers: KeyboardEventInit = {}): KeyboardEvent {
    const event = new KeyboardEvent('keydown', {
      key,
      bubbles: true,
      composed: true,
      cancelable: true,
      ...modifiers,
    });
    (this.#root.activeElement ?? this.scroller).dispatchEvent(event);
    return event;
  }

  get pageBox(): HTMLInputElement {
    return this.#root.querySelector('input')!;
  }

  typePage(text: string): void {
    this.pageBox.value = text;
    this.pageBox.dispatchEvent(new Event('change', { bubbles: true }));
  }

  press(key: string): void {
    this.scroller.dispatchEvent(
      new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true }),
    );
  }

  async scrollTo(top: number): Promise<void> {
    this.scroller.scrollTop = top;
    await frames(2);
  }

  get text(): string {
    return this.#root.textContent ?? '';
  }
}

/** Lets the browser draw: scrolling is told, and observers are called, in frames. */
export async function frames(count: number): Promise<void> {
  for (let left = count; left > 0; left--) await new Promise((done) => requestAnimationFrame(done));
}
