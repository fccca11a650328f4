/**
 * What a person does with a widget: reads what is on the screen, presses what is named, fills in what
 * is labelled. Tests speak in these words, and know nothing of how the screen is made.
 */
import type { WidgetStatus } from '../../src/session/status.ts';
import { InkPadDriver } from './ink-pad-driver.ts';
import { UploadDriver } from './upload-driver.ts';
import type { SigningWidget } from '../../src/signing-widget.ts';

export class WidgetDriver {
  readonly widget: SigningWidget;

  constructor(widget: SigningWidget) {
    this.widget = widget;
  }

  /** Resolves when the widget stands there and has drawn it. */
  async reached(status: WidgetStatus): Promise<void> {
    await this.until(() => this.widget.status === status);
    await this.#allHere();
  }

  /** Looks again at each frame until it is so. */
  async until(isSo: () => boolean): Promise<void> {
    while (!isSo()) await frame();
    await this.widget.updateComplete;
  }

  /** All that can be read, in order, without what is only for screen readers. */
  get text(): string {
    return readable(this.#root).replaceAll(/\s+/g, ' ').trim();
  }

  /** What a screen reader is told of its own accord. */
  get announcement(): string {
    const regions = this.#root.querySelectorAll('[role="status"]');
    return [...regions].map((region) => region.textContent?.trim() ?? '').join(' ');
  }

  get alert(): string {
    return this.#root.querySelector('[role="alert"]')?.textContent?.replaceAll(/\s+/g, ' ').trim() ?? '';
  }

  get headings(): string[] {
    return this.#all('h2, h3, h4').map(nameOf);
  }

  /** The heading or control that has the focus. */
  get focused(): string {
    const active = this.widget.shadowRoot?.activeElement;
    return active ? nameOf(active) : '';
  }

  hasButton(name: string | RegExp): boolean {
    return this.#find('button', name) !== undefined;
  }

  canPress(name: string | RegExp): boolean {
    const found = this.#find('button', name);
    return found !== undefined && found.getAttribute('aria-disabled') !== 'true';
  }

  /** What stands with a button, as a reason for what it does not do. */
  reasonOf(name: string | RegExp): string {
    const id = this.#button(name).getAttribute('aria-describedby');
    return (id && this.#root.querySelector(`#${id}`)?.textContent?.trim()) || '';
  }

  async press(name: string | RegExp): Promise<void> {
    const found = this.#button(name);
    found.focus();
    found.click();
    await this.#allHere();
  }

  async type(label: string | RegExp, text: string): Promise<void> {
    const input = this.#input(label);
    input.focus();
    input.value = text;
    input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    await this.widget.updateComplete;
  }

  async tick(label: string | RegExp): Promise<void> {
    this.#input(label).click();
    await this.widget.updateComplete;
  }

  /** One of several, by its label or by what a screen reader calls it. */
  async choose(name: string | RegExp): Promise<void> {
    const radio = this.#all('input[type=radio]').find((input) => {
      const called = input.ariaLabel ?? nameOf(input.closest('label') ?? input);
      return typeof name === 'string' ? called === name : name.test(called);
    });
    if (!radio) throw new Error(`There is no choice “${name}”.`);
    radio.click();
    await this.widget.updateComplete;
  }

  /** The pad for a signature, and a way to draw on it. */
  get pad(): InkPadDriver {
    const pad = this.#root.querySelector('signing-ink-pad');
    if (!pad) throw new Error('There is no pad to draw on.');
    return new InkPadDriver(pad);
  }

  /** Whether a signature from a file is shown. */
  get hasPicture(): boolean {
    return this.#root.querySelector('figure img') !== null;
  }

  /** As somebody does who chooses a file. */
  async giveFile(label: string | RegExp, file: File): Promise<void> {
    const input = this.#input(label);
    const files = new DataTransfer();
    files.items.add(file);
    input.files = files.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
    await this.widget.updateComplete;
  }

  /** The panel of a file that is asked for. */
  get upload(): UploadDriver {
    return new UploadDriver(this.widget);
  }

  async pressTab(index: number): Promise<void> {
    this.#all('[role="tab"]')[index]?.click();
    await this.#allHere();
  }

  isTicked(label: string | RegExp): boolean {
    return this.#input(label).checked;
  }

  /** Whether it can be seen, and not only be there. */
  isSeen(label: string | RegExp): boolean {
    return this.#input(label).checkVisibility({ visibilityProperty: true });
  }

  valueOf(label: string | RegExp): string {
    return this.#input(label).value;
  }

  /** As the viewer does when a page has been in view. */
  async seePage(page: number): Promise<void> {
    const view = this.#view;
    const event = Object.assign(new Event('signing-document-page-shown', { bubbles: true }), { page });
    view.dispatchEvent(event);
    await this.widget.updateComplete;
  }

  get documentIsShown(): boolean {
    return this.#root.querySelector('signing-document-view') !== null;
  }

  /** The title of the document in the viewer. */
  get shownDocument(): string {
    return this.#view.label;
  }

  /** The tabs of several documents, each with what it says, and which is open. */
  get tabs(): { readonly text: string; readonly selected: boolean; readonly stop: boolean }[] {
    return this.#all('[role="tab"]').map((tab) => ({
      text: nameOf(tab),
      selected: tab.ariaSelected === 'true',
      stop: tab.tabIndex === 0,
    }));
  }

  /** Whether the open tab can be seen whole in its row. */
  get openTabIsInView(): boolean {
    const [tab] = this.#all('[role="tab"][aria-selected="true"]');
    const row = tab?.parentElement;
    if (!tab || !row) return false;
    const [inner, outer] = [tab.getBoundingClientRect(), row.getBoundingClientRect()];
    return inner.left >= outer.left && inner.right <= outer.right;
  }

  /** The name of the panel that the open tab belongs to. */
  get panelName(): string {
    const id = this.#root.querySelector('[role="tabpanel"]')?.getAttribute('aria-labelledby');
    const tab = id ? this.#root.getElementById(id) : null;
    return tab ? nameOf(tab) : '';
  }

  async pressKey(key: string): Promise<void> {
    const event = new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true });
    this.widget.shadowRoot?.activeElement?.dispatchEvent(event);
    await this.widget.updateComplete;
  }

  /** As the tools of the viewer do. */
  async askForDocument(way: 'print' | 'download'): Promise<void> {
    this.#view.dispatchEvent(new Event(`signing-document-${way}`, { bubbles: true }));
    await this.widget.updateComplete;
  }

  /** Whether the viewer has the tools for that. */
  get documentIsDownloadable(): boolean {
    return this.#view.downloadable;
  }

  hasTool(name: RegExp): boolean {
    return this.#tool(name) !== undefined;
  }

  /** A tool of the viewer that there is room for. */
  async pressTool(name: RegExp): Promise<void> {
    this.#tool(name)?.click();
    await this.#view.updateComplete;
  }

  /** By its tool, or by the menu that a narrow view has it in; until its pictures are there. */
  async openPageList(): Promise<void> {
    const name = /^(Pages|Sider)$/;
    if (!this.hasTool(name)) await this.pressTool(/^(More tools|Flere verktøy)$/);
    await this.pressTool(name);
    const list = () => this.#view.shadowRoot?.querySelector('signing-document-page-list')?.shadowRoot;
    await this.until(() => (list()?.querySelectorAll('img').length ?? 0) > 1);
  }

  #tool(name: RegExp): HTMLElement | undefined {
    const all = [...(this.#view.shadowRoot?.querySelectorAll<HTMLElement>('[role=toolbar] button') ?? [])];
    return all.find((tool) => tool.getClientRects().length > 0 && name.test(tool.ariaLabel ?? nameOf(tool)));
  }

  /** What the row of tools above the pages is called, once it is there. */
  get nameOfTools(): string {
    return this.#view.shadowRoot?.querySelector('.controls')?.getAttribute('aria-label') ?? '';
  }

  get pageInView(): number {
    return Number(this.#view.shadowRoot?.querySelector('input')?.value);
  }

  /** Nobody goes on while the outline of a screen is all that there is of it. */
  async #allHere(): Promise<void> {
    await this.widget.updateComplete;
    await this.until(
      () => this.widget.status === 'opening' || !this.#root.querySelector('[aria-busy="true"]'),
    );
  }

  get #view() {
    const view = this.#root.querySelector('signing-document-view');
    if (!view) throw new Error('No document is on the screen.');
    return view;
  }

  get #root(): ShadowRoot {
    const root = this.widget.shadowRoot;
    if (!root) throw new Error('The widget has not been drawn.');
    return root;
  }

  #all(selector: string): HTMLElement[] {
    return [...this.#root.querySelectorAll<HTMLElement>(selector)];
  }

  #find(selector: string, name: string | RegExp): HTMLElement | undefined {
    return this.#all(selector).find((element) => matches(nameOf(element), name));
  }

  #button(name: string | RegExp): HTMLElement {
    const found = this.#find('button', name);
    if (!found) throw new Error(`There is no button “${name}”. There is: ${this.#all('button').map(nameOf)}`);
    return found;
  }

  #input(label: string | RegExp): HTMLInputElement {
    const found = this.#find('label', label);
    const id = found?.getAttribute('for');
    const input = id ? this.#root.querySelector<HTMLInputElement>(`#${id}`) : null;
    if (!input)
      throw new Error(`Nothing is labelled “${label}”. There is: ${this.#all('label').map(nameOf)}`);
    return input;
  }
}

function matches(text: string, wanted: string | RegExp): boolean {
  return typeof wanted === 'string' ? text === wanted || text.startsWith(wanted) : wanted.test(text);
}

function nameOf(element: Element): string {
  return (element.textContent ?? '').replaceAll(/\s+/g, ' ').trim();
}

function readable(node: Node): string {
  if (node instanceof Element && (node.matches('.visually-hidden, style') || node.ariaHidden === 'true'))
    return '';
  if (node instanceof Text) return node.data;
  return [...node.childNodes].map(readable).join(' ');
}

function frame(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => resolve()));
}
