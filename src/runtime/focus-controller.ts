/** Moves the focus along with the step. Only a focus that was in the widget is moved: a page's own is not ours. */
import type { LitElement, ReactiveController } from 'lit';

export class FocusController implements ReactiveController {
  readonly #element: LitElement;
  #hadFocus = false;
  #within = false;
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

  /** What has that id, when it has been drawn. */
  async moveTo(id: string): Promise<void> {
    await this.#element.updateComplete;
    this.#element.shadowRoot?.getElementById(id)?.focus();
  }

  hostUpdate(): void {
    const active = this.#element.shadowRoot?.activeElement;
    // Whoever has gone elsewhere meanwhile stays there.
    this.#within = Boolean(active);
    this.#hadFocus = this.#within || (this.#owed && document.activeElement === document.body);
  }

  hostUpdated(): void {
    const move = this.#move && this.#hadFocus;
    this.#move = false;
    const root = this.#element.renderRoot;
    if (!move) return this.#keepFocus(root);
    const step = root.querySelector<HTMLElement>('[data-focus]');
    const title = root.querySelector<HTMLElement>('#task-title');
    this.#owed = !step && !title;
    if (step) step.focus();
    else title?.focus({ preventScroll: true });
  }
  /** A button that has done its work and goes takes the focus with it: the one that leads on has it then. */
  #keepFocus(root: ParentNode): void {
    const isLost = this.#within && !this.#element.shadowRoot?.activeElement;
    if (isLost) root.querySelector<HTMLElement>('[part~=sign-button]')?.focus({ preventScroll: true });
  }
}
