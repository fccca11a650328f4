/**
 * Selecting and copying what a page says. The words of a page lie loosely over its picture: between them there
 * is only ground, and a browser that is to extend a selection to there takes the words that come next in the
 * tree, wherever they are seen. So that it does not jump, ground that cannot be selected lies behind the words
 * while the pointer is down, and in the tree right beside the word that was reached last.
 */
import { plainText } from '../find/page-words.js';

export class TextSelection {
  readonly #root: ShadowRoot;
  readonly #listening = new AbortController();
  readonly #ground = document.createElement('div');

  constructor(root: ShadowRoot, scroller: HTMLElement) {
    this.#root = root;
    this.#ground.className = 'rest';
    const { signal } = this.#listening;
    scroller.addEventListener('pointerdown', (event) => this.#begin(event), { signal });
    for (const type of ['pointerup', 'pointercancel', 'blur']) {
      window.addEventListener(type, () => this.#ground.remove(), { signal });
    }
    document.addEventListener('selectionchange', () => this.#follow(), { signal });
    scroller.addEventListener('copy', (event) => this.#copy(event), { signal });
  }

  disconnect(): void {
    this.#listening.abort();
    this.#ground.remove();
  }

  #begin({ target, button }: PointerEvent): void {
    const text = target instanceof Element && button === 0 ? target.closest('.text') : null;
    text?.append(this.#ground);
  }

  #follow(): void {
    const range = this.#ground.isConnected ? this.#range() : undefined;
    if (!range) return;
    const { node, backwards } = range.focus;
    const word = (node instanceof Element ? node : node.parentElement)?.closest(
      '.text span[role=presentation]',
    );
    if (!word) return;
    if (backwards) word.before(this.#ground);
    else word.after(this.#ground);
  }

  #copy(event: ClipboardEvent): void {
    const range = this.#range();
    if (!range || range.selected.collapsed || !event.clipboardData) return;
    event.clipboardData.setData('text/plain', plainText(range.selected));
    event.preventDefault();
  }

  /** A selection in a shadow tree: https://w3c.github.io/selection-api/#dom-selection-getcomposedranges */
  #range(): { readonly selected: Range; readonly focus: Focus } | undefined {
    const selection = document.getSelection();
    const [composed] = selection?.getComposedRanges?.({ shadowRoots: [this.#root] }) ?? [];
    if (!selection || !composed || !this.#root.contains(composed.startContainer)) return undefined;
    if (!this.#root.contains(composed.endContainer)) return undefined;
    const selected = document.createRange();
    selected.setStart(composed.startContainer, composed.startOffset);
    selected.setEnd(composed.endContainer, composed.endOffset);
    const backwards = selection.direction === 'backward';
    const node = backwards ? composed.startContainer : composed.endContainer;
    return { selected, focus: { node, backwards } };
  }
}

interface Focus {
  readonly node: Node;
  readonly backwards: boolean;
}
