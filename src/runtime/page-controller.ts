/** Brings into view what was asked for, which may be before its document is there: what is left to read of a page, or a place. */
import type { LitElement, ReactiveController } from 'lit';
import type { DocumentView } from '../document/document-view.ts';

export class PageController implements ReactiveController {
  readonly #element: LitElement;
  /** A page by its number, what lies over one by its id. */
  #goal: number | string | undefined;

  constructor(element: LitElement) {
    this.#element = element;
    element.addController(this);
  }

  show(goal: number | string | undefined): void {
    this.#goal = goal;
  }

  hostUpdated(): void {
    const goal = this.#goal;
    const view = this.#element.renderRoot.querySelector<DocumentView>('signing-document-view');
    if (goal === undefined || !view?.document) return;
    this.#goal = undefined;
    void view.updateComplete.then(() =>
      typeof goal === 'number' ? view.scrollToUnseen(goal) : view.showMark(goal),
    );
  }
}
