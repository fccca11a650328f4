/**
 * One page in the view: a sheet of paper that holds the picture and, over it, the text. It is made
 * when the page comes near and thrown away when it has gone; what is drawn on it comes from outside.
 */
import type { PixelBox } from './detail-region.js';
import type { Rotation } from './document-engine.js';
import type { PageBox } from './page-layout.js';

/** A canvas with what was drawn on it. */
export interface Picture {
  readonly canvas: HTMLCanvasElement;
  /** What it was made for, so that the same is not made again. */
  readonly key: string;
  readonly rotation: Rotation;
}

/** A sharp picture of a part of the page, over the picture of the whole. */
export interface Detail extends Picture {
  readonly part: PixelBox;
  /** The page that it is a part of, in the same pixels. */
  readonly page: { readonly width: number; readonly height: number };
}

export class PageSheet {
  readonly page: number;
  readonly element = document.createElement('div');
  /**
   * Covers the page as the document turns it, and is turned by the reader together with the sheet: what lies
   * on it is placed as on a page that nobody has turned.
   */
  readonly overlay = document.createElement('div');
  readonly text = document.createElement('div');
  #picture: Picture | undefined;
  #detail: Detail | undefined;
  #rotation: Rotation = 0;
  #failed = false;
  hasText = false;

  constructor(page: number, label: string) {
    this.page = page;
    this.element.className = 'page';
    this.element.setAttribute('part', 'page');
    // A group, not a region: a landmark for each page would bury those of the host.
    this.element.setAttribute('role', 'group');
    this.element.ariaBusy = 'true';
    this.text.className = 'text';
    this.overlay.className = 'overlay';
    this.overlay.append(this.text);
    this.element.append(this.overlay);
    this.setLabel(label);
  }

  get painted(): boolean {
    return this.#picture !== undefined;
  }

  get failed(): boolean {
    return this.#failed;
  }

  /** Of the whole page. */
  get picture(): Picture | undefined {
    return this.#picture;
  }

  get detail(): Detail | undefined {
    return this.#detail;
  }

  setLabel(label: string): void {
    this.element.ariaLabel = label;
  }

  place({ top, left, width, height, zoom }: PageBox, rotation: Rotation): void {
    const { style } = this.element;
    style.top = `${top}px`;
    style.left = `${left}px`;
    style.width = `${width}px`;
    style.height = `${height}px`;
    style.setProperty('--_sheet-width', `${width}px`);
    style.setProperty('--_sheet-height', `${height}px`);
    style.setProperty('--document-zoom', String(zoom));
    this.#rotation = rotation;
    this.overlay.dataset.turn = String(rotation);
    // Until it is drawn anew, the old picture is turned along.
    if (this.#picture) this.#turn(this.#picture);
  }

  /** @returns the picture that was there before, for its owner */
  setPicture(picture: Picture): HTMLCanvasElement | undefined {
    const before = this.#picture;
    const { canvas } = picture;
    canvas.style.cssText = '';
    this.#lay(picture);
    this.element.prepend(canvas);
    this.element.ariaBusy = null;
    this.#picture = picture;
    return before?.canvas;
  }

  takePicture(): HTMLCanvasElement | undefined {
    const canvas = this.#picture?.canvas;
    this.#picture = undefined;
    return canvas;
  }

  /** @returns the one that was there before, for its owner */
  setDetail(detail: Detail): HTMLCanvasElement | undefined {
    const before = this.#detail;
    const { canvas, part, page } = detail;
    const percent = (length: number, of: number) => `${(100 * length) / of}%`;
    this.#lay(detail);
    canvas.style.left = percent(part.x, page.width);
    canvas.style.top = percent(part.y, page.height);
    canvas.style.width = percent(part.width, page.width);
    canvas.style.height = percent(part.height, page.height);
    this.element.insertBefore(canvas, this.overlay);
    this.#detail = detail;
    return before?.canvas;
  }

  takeDetail(): HTMLCanvasElement | undefined {
    const canvas = this.#detail?.canvas;
    this.#detail = undefined;
    return canvas;
  }

  /** Says in place of the picture that there is none. */
  fail(notice: string): void {
    this.#failed = true;
    this.element.ariaBusy = null;
    const message = document.createElement('p');
    message.className = 'failed';
    message.textContent = notice;
    this.element.append(message);
  }

  #lay(picture: Picture): void {
    const { canvas } = picture;
    canvas.className = 'picture';
    // The text says it all; without this each page would be read as an image without a name.
    canvas.ariaHidden = 'true';
    this.#turn(picture);
  }

  #turn({ canvas, rotation }: Picture): void {
    canvas.dataset.turn = String((this.#rotation - rotation + 360) % 360);
  }
}
