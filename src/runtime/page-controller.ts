/** Brings into view what is left to read of a page that was asked for, which may be before its document is there. */
import type { LitElement, ReactiveController } from 'lit';
import type { DocumentView } from '../document/document-view.ts';

export class PageController implements ReactiveController {
  readonly #element: LitElement;
  #page: number | undefined;

  constructor(element: LitElement) {
    this.#element = element;
    element.addController(this);
  }

  show(page: number | undefined): void {
    this.#page = page;
  }

  hostUpdated(): void {
    const page = this.#page;
    const view = this.#element.renderRoot.querySelector<DocumentView>('signing-document-view');
    if (page === undefined || !view?.document) return;
    this.#page = undefined;
    void view.updateComplete.then(() => view.scrollToUnseen(page));
  }
}
