/**
 * Where somebody types what to look for while the search is still loaded: a plain box that takes the focus at the very
 * press, so that no key is lost, and on a phone the keyboard comes, which it does for nothing that has the focus later.
 * The search takes over what was typed. Searches nothing.
 */
import type { AidedView } from './aids/aids.js';

export interface EarlyWords {
  readonly typed: string;
  /** Whether Enter has been pressed, too. */
  readonly entered: boolean;
  /** What had the focus before. */
  readonly opener: HTMLElement | undefined;
}

export class EarlyFindBox {
  readonly #box = document.createElement('input');
  readonly #opener: HTMLElement | undefined;
  readonly #scroller: HTMLElement;
  #entered = false;

  constructor({ root, scroller, strings }: AidedView) {
    this.#scroller = scroller;
    const { activeElement } = root;
    this.#opener = activeElement instanceof HTMLElement ? activeElement : undefined;
    const box = this.#box;
    box.type = 'search';
    box.className = 'early';
    box.autocomplete = 'off';
    box.placeholder = box.ariaLabel = strings.find;
    box.addEventListener('keydown', (event) => {
      if (event.isComposing) return;
      this.#entered = event.key === 'Enter';
      if (event.key !== 'Escape') return;
      event.preventDefault();
      event.stopPropagation();
      this.#giveUp();
    });
    root.querySelector('.above')?.prepend(box);
    box.focus();
  }

  get isThere(): boolean {
    return this.#box.isConnected;
  }

  take(): EarlyWords {
    // What is being composed is written out when the focus goes.
    this.#box.blur();
    const { value: typed } = this.#box;
    this.#box.remove();
    return { typed, entered: this.#entered, opener: this.#opener };
  }

  /** The search has come, or does not come. */
  remove(): void {
    if (this.#box.matches(':focus')) this.#giveUp();
    this.#box.remove();
  }

  #giveUp(): void {
    this.#box.remove();
    (this.#opener ?? this.#scroller).focus({ preventScroll: true });
  }
}
