/**
 * The row of tools above the pages, and the keys that do the same. It comes after the first picture; it shows
 * what it is told, and asks.
 */
import { html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { handleToolBlur, handleToolFocus, moveInRow, resetStop } from './roving-stop.js';
import { ToolMenu } from './tool-menu.js';
import { toolIcon } from './tool-icons.js';
import { menuTools, type Tool, toolsFor, type ToolState, type ToolWishes } from './tools.js';

export { toolsStyles } from './tools.styles.js';

export class DocumentTools {
  readonly #wishes: ToolWishes;
  readonly #root: () => ParentNode;
  readonly #menu: ToolMenu;

  constructor(host: ReactiveControllerHost, root: () => ParentNode, wishes: ToolWishes) {
    this.#wishes = wishes;
    this.#root = root;
    this.#menu = new ToolMenu(host, root);
  }

  render(state: ToolState): TemplateResult {
    const { strings, zoom } = state;
    const tools = toolsFor(state, this.#wishes);
    return html`<div
      class="controls tools ${state.downloadable ? 'downloadable' : ''}"
      part="controls"
      role="toolbar"
      aria-label=${strings.controls}
      @keydown=${moveInRow}
      @focusin=${handleToolFocus}
      @focusout=${handleToolBlur}
    >
      <div class="start">${tools.start.map(toolButton)}</div>
      <div class="middle">
        <div>${tools.pages.map(toolButton)} ${this.#renderPageBox(state)}</div>
        <div>
          ${toolButton(tools.zoomOut)}
          <span class="level" data-from="wide">${strings.zoomLevel(zoom)}</span>
          ${toolButton(tools.zoomIn)} ${tools.fit.map(toolButton)}
        </div>
      </div>
      <div class="end">
        ${tools.end.map(toolButton)} ${this.#menu.render(strings.moreTools, menuTools(tools))}
      </div>
    </div>`;
  }

  /** Gives the focus to what opens the list of pages: the tool, or the menu that it is in. */
  focusPageListTool(): void {
    const row = this.#root().querySelector('.tools');
    const tool = row?.querySelector<HTMLElement>('svg.pages')?.closest('button');
    const menu = row?.querySelector<HTMLElement>('#more-tools');
    (tool?.getClientRects().length ? tool : menu)?.focus();
  }

  /** The row has come, or has been laid out anew. */
  updated(): void {
    const row = this.#root().querySelector('.tools');
    if (row && !row.querySelector('[tabindex="0"]:not([hidden])')?.getClientRects().length) resetStop(row);
  }

  /**
   * Single letters only while the focus is in the view (WCAG 2.1.4), and none of those with a modifier that are
   * the browser's own, but for two that it would do worse: find in a page of which a part is there, and print it.
   */
  handleKey(event: KeyboardEvent, state: ToolState): void {
    const { pageCount } = state;
    const isText = event.composedPath()[0] instanceof HTMLInputElement;
    const wish = event.altKey
      ? undefined
      : event.ctrlKey || event.metaKey
        ? this.#wishWithControl(event, state, isText)
        : isText
          ? undefined
          : this.#wishFor(event.key, pageCount);
    if (!wish || event.defaultPrevented) return;
    event.preventDefault();
    wish();
  }

  #wishFor(key: string, pageCount: number): (() => void) | undefined {
    const wishes = this.#wishes;
    switch (key) {
      case '+':
      case '=':
        return wishes.zoomIn;
      case '-':
        return wishes.zoomOut;
      case '0':
        return wishes.fitWidth;
      case '9':
        return wishes.fitPage;
      case 'r':
      case 'R':
        return wishes.rotate;
      case 'Home':
        return () => wishes.goTo(1);
      case 'End':
        return () => wishes.goTo(pageCount);
      default:
        return undefined;
    }
  }

  #wishWithControl(
    { key, shiftKey }: KeyboardEvent,
    { pageCount, searchable, downloadable }: ToolState,
    isText: boolean,
  ): (() => void) | undefined {
    const wishes = this.#wishes;
    if (shiftKey) return undefined;
    if (key === 'f' && searchable) return wishes.search;
    if (key === 'p' && downloadable) return wishes.print;
    if (isText) return undefined;
    if (key === 'Home') return () => wishes.goTo(1);
    return key === 'End' ? () => wishes.goTo(pageCount) : undefined;
  }

  #renderPageBox({ strings, page, pageCount }: ToolState): TemplateResult {
    return html`<input
        inputmode="numeric"
        autocomplete="off"
        tabindex="-1"
        aria-label=${strings.pageNumber}
        aria-describedby="page-count"
        size=${String(pageCount).length}
        maxlength=${String(pageCount).length}
        .value=${live(String(page))}
        @focus=${({ target }: Event) => (target as HTMLInputElement).select()}
        @change=${({ target }: Event) => {
          const box = target as HTMLInputElement;
          const wanted = Number.parseInt(box.value, 10);
          if (wanted >= 1 && wanted <= pageCount) this.#wishes.goTo(wanted);
          // What is no page of this document gives way to where the reader is.
          else box.value = String(page);
        }}
      /><span id="page-count" class="count">${strings.ofPages(pageCount)}</span>`;
  }
}

function toolButton({ icon, label, key, place, pressed, unavailable = false, press }: Tool): TemplateResult {
  // One that cannot be pressed keeps the focus: at the last page it would be lost with a disabled button.
  return html`<button
    type="button"
    tabindex="-1"
    data-from=${place}
    title=${key ? `${label} (${key})` : label}
    aria-label=${label}
    aria-keyshortcuts=${key ?? nothing}
    aria-pressed=${pressed === undefined ? nothing : pressed ? 'true' : 'false'}
    aria-disabled=${unavailable ? 'true' : nothing}
    @click=${() => {
      if (!unavailable) press();
    }}
  >
    ${toolIcon(icon)}
  </button>`;
}
