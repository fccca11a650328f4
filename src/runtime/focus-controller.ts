/** Moves the focus along with the step. Only a focus that was in the widget is moved: a page's own is not ours. */
import type { LitElement, ReactiveController } from 'lit';

export class FocusController implements ReactiveController {
  readonly #element: LitElement;
  #hadFocus = false;
  /** The step has nothing yet that could take the focus that it was given. */
  #owed = false;
  #move = false;

  constructor(element: LitElement) {
    this.#element = element;
    element.addController(this);
  }

  /** With the next drawing, or not at all. */
  follow(move: boolean): void {
    this.#move = move;
  }

  /** The field of that id, when it has been drawn. */
  async moveTo(id: string): Promise<void> {
    await this.#element.updateComplete;
    this.#element.renderRoot.querySelector<HTMLElement>(`#${id}`)?.focus();
  }

  hostUpdate(): void {
    const active = this.#element.shadowRoot?.activeElement;
    // Whoever has gone elsewhere meanwhile stays there.
    this.#hadFocus = Boolean(active) || (this.#owed && document.activeElement === document.body);
  }

  hostUpdated(): void {
    const move = this.#move && this.#hadFocus;
    this.#move = false;
    if (!move) return;
    const root = this.#element.renderRoot;
    const step = root.querySelector<HTMLElement>('[data-focus]');
    const title = root.querySelector<HTMLElement>('#task-title');
    this.#owed = !step && !title;
    if (step) step.focus();
    else title?.focus({ preventScroll: true });
  }
}
