/**
 * One page in the view: a sheet of paper that holds the picture and, over it, the text. It is made
 * when the page comes near and thrown away when it has gone; what is drawn on it comes from outside.
 */
import type { PageBox } from './page-layout.js';

export class PageSheet {
  readonly page: number;
  readonly element = document.createElement('div');
  readonly text = document.createElement('div');
  #picture: HTMLCanvasElement | undefined;
  #pictureKey: string | undefined;
  #state: 'blank' | 'painted' | 'failed' = 'blank';
  hasText = false;

  constructor(page: number, label: string) {
    this.page = page;
    this.element.className = 'page';
    this.element.setAttribute('part', 'page');
    // A group, not a region: a landmark for each page would bury those of the host.
    this.element.setAttribute('role', 'group');
    this.element.ariaBusy = 'true';
    this.text.className = 'text';
    this.element.append(this.text);
    this.setLabel(label);
  }

  get painted(): boolean {
    return this.#state === 'painted';
  }

  get failed(): boolean {
    return this.#state === 'failed';
  }

  /** What the picture was made for, so that the same is not made again. */
  get pictureKey(): string | undefined {
    return this.#pictureKey;
  }

  setLabel(label: string): void {
    this.element.ariaLabel = label;
  }

  place({ top, left, width, height, zoom }: PageBox): void {
    const { style } = this.element;
    style.top = `${top}px`;
    style.left = `${left}px`;
    style.width = `${width}px`;
    style.height = `${height}px`;
    style.setProperty('--document-zoom', String(zoom));
  }

  /** @returns the picture that was there before, for its owner */
  setPicture(canvas: HTMLCanvasElement, key: string): HTMLCanvasElement | undefined {
    const before = this.#picture;
    canvas.className = 'picture';
    // The text says it all; without this each page would be read as an image without a name.
    canvas.ariaHidden = 'true';
    this.element.prepend(canvas);
    this.element.ariaBusy = null;
    this.#picture = canvas;
    this.#pictureKey = key;
    this.#state = 'painted';
    return before;
  }

  takePicture(): HTMLCanvasElement | undefined {
    const picture = this.#picture;
    this.#picture = undefined;
    this.#pictureKey = undefined;
    if (this.#state === 'painted') this.#state = 'blank';
    return picture;
  }

  /** Says in place of the picture that there is none. */
  fail(notice: string): void {
    this.#state = 'failed';
    this.element.ariaBusy = null;
    const message = document.createElement('p');
    message.className = 'failed';
    message.textContent = notice;
    this.element.append(message);
  }
}
