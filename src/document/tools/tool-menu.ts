/**
 * The tools that a narrow view has no room for, behind one button: a menu button
 * (https://www.w3.org/WAI/ARIA/apg/patterns/menu-button/). Which of them it shows is up to the width of the view.
 */
import { html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { toolIcon } from './tool-icons.js';
import type { Tool } from './tools.js';

export class ToolMenu {
  readonly #host: ReactiveControllerHost;
  readonly #root: () => ParentNode;
  #open = false;

  constructor(host: ReactiveControllerHost, root: () => ParentNode) {
    this.#host = host;
    this.#root = root;
  }

  render(label: string, tools: readonly Tool[]): TemplateResult {
    return html`<div class="more" @focusout=${this.#handleFocusOut} @keydown=${this.#handleKey}>
      <button
        id="more-tools"
        type="button"
        tabindex="-1"
        title=${label}
        aria-label=${label}
        aria-haspopup="menu"
        aria-expanded=${this.#open ? 'true' : 'false'}
        aria-controls=${this.#open ? 'tool-menu' : nothing}
        @click=${() => (this.#open ? this.#close() : this.#openAt('first'))}
      >
        ${toolIcon('more')}
      </button>
      ${
        this.#open
          ? html`<div id="tool-menu" class="menu" role="menu" aria-labelledby="more-tools">
              ${tools.map((tool) => this.#renderItem(tool))}
            </div>`
          : nothing
      }
    </div>`;
  }

  #renderItem({ icon, label, key, pressed, place, press }: Tool): TemplateResult {
    return html`<button
      type="button"
      class="item"
      data-until=${place}
      role=${pressed === undefined ? 'menuitem' : 'menuitemcheckbox'}
      aria-checked=${pressed === undefined ? nothing : pressed ? 'true' : 'false'}
      aria-keyshortcuts=${key ?? nothing}
      tabindex="-1"
      @click=${() => {
        // First, so that what is pressed can take the focus elsewhere.
        this.#close();
        press();
      }}
    >
      ${toolIcon(icon)}<span>${label}</span>${key ? html`<kbd aria-hidden="true">${key}</kbd>` : nothing}
    </button>`;
  }

  #openAt(end: 'first' | 'last'): void {
    this.#open = true;
    this.#host.requestUpdate();
    void this.#host.updateComplete.then(() => this.#items.at(end === 'first' ? 0 : -1)?.focus());
  }

  #close(focus = true): void {
    if (!this.#open) return;
    this.#open = false;
    if (focus) this.#root().querySelector<HTMLElement>('#more-tools')?.focus();
    this.#host.requestUpdate();
  }

  /** Those that this width shows. */
  get #items(): HTMLElement[] {
    const items = this.#root().querySelectorAll<HTMLElement>('#tool-menu > button');
    return [...items].filter((item) => item.getClientRects().length > 0);
  }

  readonly #handleFocusOut = ({ currentTarget, relatedTarget }: FocusEvent): void => {
    const stays = relatedTarget instanceof Node && (currentTarget as Node).contains(relatedTarget);
    if (!stays) this.#close(false);
  };

  readonly #handleKey = (event: KeyboardEvent): void => {
    const { key } = event;
    if (!this.#open) {
      if (key !== 'ArrowDown' && key !== 'ArrowUp') return;
      this.#openAt(key === 'ArrowDown' ? 'first' : 'last');
    } else if (key === 'Escape') this.#close();
    else if (key === 'Tab') return this.#close();
    else if (!this.#moveBy(key)) {
      // A letter in an open menu is no tool's own key.
      if (key.length === 1 && key !== ' ') event.stopPropagation();
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };

  #moveBy(key: string): boolean {
    const items = this.#items;
    const at = items.findIndex((item) => item.matches(':focus'));
    const count = items.length;
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: (at + 1) % count,
      ArrowUp: (Math.max(at, 0) - 1 + count) % count,
      Home: 0,
      End: count - 1,
    };
    const starting = [...items.slice(at + 1), ...items.slice(0, at + 1)].find((item) =>
      item.textContent.trim().toLocaleLowerCase().startsWith(key.toLocaleLowerCase()),
    );
    const to = items[steps[key] ?? -1] ?? (key.length === 1 && key !== ' ' ? starting : undefined);
    to?.focus();
    return to !== undefined;
  }
}
