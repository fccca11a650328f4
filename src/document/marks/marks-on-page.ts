/** The marks of one page as buttons over its picture, after its text: in the order in which they are given. */
import { render } from 'lit';
import type { PageSize } from '../document-engine.js';
import type { MarkRegion, PageMark } from '../page-mark.js';

interface Laid {
  readonly element: HTMLElement;
  readonly picture: HTMLElement;
  readonly button: HTMLButtonElement;
}

export class MarksOnPage {
  readonly #layer = document.createElement('div');
  readonly #size: PageSize;
  readonly #say: (text: string) => void;
  readonly #laid = new Map<string, Laid>();
  #marks: readonly PageMark[] = [];

  /** @param size of the page as the document turns it */
  constructor(overlay: HTMLElement, size: PageSize, say: (text: string) => void) {
    this.#size = size;
    this.#say = say;
    this.#layer.className = 'marks';
    overlay.append(this.#layer);
  }

  button(id: string): HTMLElement | undefined {
    return this.#laid.get(id)?.button;
  }

  show(marks: readonly PageMark[]): void {
    this.#marks = marks;
    for (const [id, { element }] of this.#laid) {
      if (marks.some((mark) => mark.id === id)) continue;
      element.remove();
      this.#laid.delete(id);
    }
    marks.forEach((mark, at) => {
      const laid = this.#laid.get(mark.id) ?? this.#make(mark.id);
      // Moved only when it has to be: it would lose the focus.
      const there = this.#layer.children[at];
      if (there !== laid.element) this.#layer.insertBefore(laid.element, there ?? null);
      this.#fill(laid, mark);
    });
  }

  #make(id: string): Laid {
    const element = document.createElement('div');
    element.className = 'mark';
    const button = document.createElement('button');
    button.type = 'button';
    button.setAttribute('part', 'mark');
    const picture = document.createElement('span');
    // Under the button and not in it: it is a picture of the page to come, and not what the button is called.
    picture.ariaHidden = 'true';
    element.append(picture, button);
    button.addEventListener('click', () => {
      const said = this.#marks.find((mark) => mark.id === id)?.press?.();
      if (said !== undefined) this.#say(said);
    });
    const laid = { element, picture, button };
    this.#laid.set(id, laid);
    return laid;
  }

  #fill({ element, picture, button }: Laid, { region, label, current, content, press }: PageMark): void {
    button.ariaLabel = label;
    button.ariaCurrent = current ? 'true' : null;
    button.ariaDisabled = press ? null : 'true';
    const { left, bottom, width, height } = onPage(region, this.#size);
    const { style } = element;
    style.left = `${(100 * (left + width / 2)) / this.#size.width}%`;
    style.top = `${100 - (100 * (bottom + height / 2)) / this.#size.height}%`;
    style.setProperty('--_mark-width', `${width}px`);
    style.setProperty('--_mark-height', `${height}px`);
    render(content(), picture);
  }
}

/** The same region where it lies on the page; else the nearest one that does. */
export function onPage({ left, bottom, width, height }: MarkRegion, page: PageSize): MarkRegion {
  const fit = (start: number, size: number, whole: number) => {
    const fitting = Math.min(Math.max(1, size), whole);
    return [Math.min(Math.max(0, start), whole - fitting), fitting] as const;
  };
  const [x, across] = fit(left, width, page.width);
  const [y, up] = fit(bottom, height, page.height);
  return { left: x, bottom: y, width: across, height: up };
}
