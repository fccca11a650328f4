/** The places for the signer's mark over the pages of a widget: what they are called, show, and lead to. */
import type { WidgetDriver } from './widget-driver.ts';

export class PlacesDriver {
  readonly #person: WidgetDriver;

  constructor(person: WidgetDriver) {
    this.#person = person;
  }

  /** What they are called, in the order in which keys come to them: those of pages near the view. */
  get names(): string[] {
    return this.#all.map((place) => place.ariaLabel ?? '');
  }

  /** The name of the one that has the focus. */
  get focused(): string {
    return this.#view?.shadowRoot?.activeElement?.ariaLabel ?? '';
  }

  /** What was said last of the document. */
  get said(): string {
    return this.#view?.shadowRoot?.querySelector('p.status')?.textContent ?? '';
  }

  /** Whether it lies in what can be seen of the document. */
  isInView(name: RegExp): boolean {
    const scroller = this.#view?.shadowRoot?.querySelector('[part=scroller]');
    if (!scroller) return false;
    const view = scroller.getBoundingClientRect();
    const { left, top, right, bottom } = this.box(name);
    return top >= view.top && bottom <= view.bottom && left >= view.left && right <= view.right;
  }

  box(name: RegExp): DOMRect {
    return this.#one(name).getBoundingClientRect();
  }

  async press(name: RegExp): Promise<void> {
    const place = this.#one(name);
    place.focus();
    place.click();
    await this.#person.widget.updateComplete;
    await this.#person.until(() => !this.#person.widget.shadowRoot?.querySelector('[aria-busy="true"]'));
  }

  /** A key, where the focus is in the document. */
  async key(key: string): Promise<void> {
    const root = this.#view?.shadowRoot;
    const target = root?.activeElement ?? root?.querySelector('[part=scroller]');
    target?.dispatchEvent(
      new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true }),
    );
    await this.#person.widget.updateComplete;
  }

  /** Until there are so many near the view, and each has drawn what stands there. */
  async shown(count: number): Promise<void> {
    await this.#person.until(
      () => this.#all.length === count && this.#all.every((place) => this.#drawn(place) !== null),
    );
  }

  async hasFocus(name: RegExp): Promise<void> {
    await this.#person.until(() => name.test(this.focused));
  }

  /** What is seen in one: its letters, how many strokes, whether a picture. */
  seen(name: RegExp): {
    readonly text: string;
    readonly strokes: number;
    readonly picture: boolean;
    readonly face: string;
  } {
    const drawn = this.#drawn(this.#one(name));
    return {
      text: (drawn?.textContent ?? '').replaceAll(/\s+/g, ' ').trim(),
      strokes: drawn?.querySelectorAll('svg path').length ?? 0,
      picture: Boolean(drawn?.querySelector('image')),
      face: drawn?.querySelector('text')?.getAttribute('font-family') ?? '',
    };
  }

  #drawn(place: HTMLElement): Element | null {
    return (
      place.parentElement
        ?.querySelector('signing-place-look')
        ?.shadowRoot?.querySelector('.empty, .filled') ?? null
    );
  }

  #one(name: RegExp): HTMLElement {
    const found = this.#all.find(({ ariaLabel }) => name.test(ariaLabel ?? ''));
    if (!found) throw new Error(`There is no place ${name}. There is: ${this.names.join(' | ')}`);
    return found;
  }

  get #all(): HTMLElement[] {
    return [...(this.#view?.shadowRoot?.querySelectorAll<HTMLElement>('button[part=mark]') ?? [])];
  }

  get #view() {
    return this.#person.widget.shadowRoot?.querySelector('signing-document-view');
  }
}
