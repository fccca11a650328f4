/**
 * The place of the tools above the pages: they are loaded when something has been drawn, or a key been pressed,
 * since the first picture needs the line more. Until then a row of their height stands there.
 */
import { html, type LitElement, type ReactiveController, type TemplateResult } from 'lit';
import type { DocumentTools } from './tools/document-tools.js';
import type { ToolState, ToolWishes } from './tools/tools.js';

export class LateTools implements ReactiveController {
  readonly #host: LitElement;
  readonly #wishes: ToolWishes;
  #tools: DocumentTools | undefined;
  #loading = false;

  constructor(host: LitElement, wishes: ToolWishes) {
    this.#host = host;
    this.#wishes = wishes;
    host.addController(this);
  }

  /** They are tried again at the next occasion where they have not come. */
  load(): void {
    if (!this.#tools && !this.#loading) void this.#load();
  }

  render(state: ToolState): TemplateResult {
    return this.#tools?.render(state) ?? html`<div class="controls" part="controls"></div>`;
  }

  focusPageListTool(): void {
    this.#tools?.focusPageListTool();
  }

  hostUpdated(): void {
    this.#tools?.updated();
  }

  handleKey(event: KeyboardEvent, state: ToolState): void {
    this.load();
    this.#tools?.handleKey(event, state);
  }

  async #load(): Promise<void> {
    this.#loading = true;
    try {
      const { DocumentTools, toolsStyles } = await import('./tools/document-tools.js');
      const root = this.#host.renderRoot as ShadowRoot;
      if (toolsStyles.styleSheet) root.adoptedStyleSheets.push(toolsStyles.styleSheet);
      this.#tools = new DocumentTools(this.#host, () => root, this.#wishes);
      this.#host.requestUpdate();
    } catch {
      // The document can be read without them.
    } finally {
      this.#loading = false;
    }
  }
}
