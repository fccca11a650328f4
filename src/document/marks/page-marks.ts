/** What lies over the pages near the view, and the way to one of it. Loaded only where something does. */
import type { AidedView } from '../aids/aids.js';
import type { PageSize } from '../document-engine.js';
import type { PageSheet } from '../page-sheet.js';
import { MarksOnPage, onPage } from './marks-on-page.js';

export { marksStyles } from './marks.styles.js';

export class PageMarks {
  readonly #view: AidedView;
  readonly #laid = new WeakMap<PageSheet, MarksOnPage>();
  readonly #asked = new WeakSet<PageSheet>();

  constructor(view: AidedView) {
    this.#view = view;
  }

  /** Other marks, or other sheets. */
  changed(): void {
    for (const sheet of this.#view.sheets) this.#lay(sheet);
  }

  /** Brings one to the middle of the view, and the focus to it. */
  async show(id: string): Promise<void> {
    const { document, marks } = this.#view;
    const mark = marks.find((one) => one.id === id);
    const size = mark && (await document?.pageSize(mark.page).catch(() => undefined));
    if (!mark || !size || document !== this.#view.document) return;
    const { left, bottom, width, height } = onPage(mark.region, size);
    const across = (left + width / 2) / size.width;
    const down = 1 - (bottom + height / 2) / size.height;
    this.#view.showPoint(mark.page, size, across, down);
    const sheet = this.#view.sheets.find(({ page }) => page === mark.page);
    const button = sheet && this.#lay(sheet, size)?.button(id);
    button?.focus({ preventScroll: true });
    // The view itself may have been scrolled away by what is around it.
    button?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }

  /** @param size of its page, where it is known already */
  #lay(sheet: PageSheet, size?: PageSize): MarksOnPage | undefined {
    const { document, marks } = this.#view;
    const own = marks.filter(({ page }) => page === sheet.page);
    let laid = this.#laid.get(sheet);
    if (!laid && size && own.length > 0) {
      laid = new MarksOnPage(sheet.overlay, size, (text) => this.#view.announce(text));
      this.#laid.set(sheet, laid);
    }
    if (laid) laid.show(own);
    else if (own.length > 0 && !this.#asked.has(sheet)) {
      this.#asked.add(sheet);
      document?.pageSize(sheet.page).then(
        (known) => {
          if (sheet.element.isConnected) this.#lay(sheet, known);
        },
        // A page that cannot be measured is not shown either, and says so.
        () => undefined,
      );
    }
    return laid;
  }
}
