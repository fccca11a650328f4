/** A signer who has no pointer: goes to things by Tab, presses Enter, and sees where they are all the way. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { assertSeen, stopOf, tabTo } from '../../harness/keyboard-stops.ts';

export interface Seat {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly colorScheme: 'light' | 'dark';
}

/**
 * What reaches past the right edge, and is in nothing that people can scroll (WCAG 2.2, 1.4.10). What is cut off
 * is not in view either: `hidden` is no way to reach it. Things kept for screen readers alone have hardly any size.
 */
const TOO_WIDE = `(() => {
  const found = [];
  const look = (root) => {
    for (const element of root.querySelectorAll('*')) {
      if (element.shadowRoot) look(element.shadowRoot);
      const { right, width, height } = element.getBoundingClientRect();
      if (width <= 1 || height <= 1 || right <= innerWidth + 1) continue;
      let at = element;
      while (at && !/^(auto|scroll)$/.test(getComputedStyle(at).overflowX)) at = at.parentElement ?? at.getRootNode().host;
      if (!at) found.push(element.localName + '.' + element.className + ' to ' + right);
    }
  };
  look(document);
  return found;
})()`;

export class KeyboardSigner {
  #pictures = 0;

  private constructor(
    readonly context: BrowserContext,
    readonly page: Page,
    private readonly seat: Seat,
    private readonly pictureFolder: string | undefined,
  ) {}

  /** @param pictureFolder where a picture of each step is left */
  static async sitDown(browser: Browser, seat: Seat, pictureFolder?: string): Promise<KeyboardSigner> {
    const { width, height, colorScheme } = seat;
    const context = await browser.newContext({
      viewport: { width, height },
      colorScheme,
      locale: 'en-IE',
      acceptDownloads: true,
    });
    context.setDefaultTimeout(20_000);
    return new KeyboardSigner(context, await context.newPage(), seat, pictureFolder);
  }

  /** A step is there when this is to be read: it fits, and a picture is taken of it. */
  async isAt(step: string, text: string | RegExp): Promise<void> {
    await this.page.getByText(text).first().waitFor();
    await this.looksAt(step);
  }

  async looksAt(step: string): Promise<void> {
    await this.#takesPicture(step);
    const wide = await this.page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
    assert.equal(wide, 0, `${step} has to be scrolled sideways.`);
    assert.deepEqual(await this.page.evaluate<string[]>(TOO_WIDE), [], step);
  }

  async #takesPicture(step: string): Promise<void> {
    if (this.pictureFolder === undefined) return;
    this.#pictures += 1;
    const number = String(this.#pictures).padStart(2, '0');
    await this.page.screenshot({ path: join(this.pictureFolder, `${this.seat.name}-${number}-${step}.png`) });
  }

  /** Goes there by Tab, and sees it. */
  async goesTo(name: string | RegExp): Promise<void> {
    await tabTo(this.page, name);
    const stop = await stopOf(this.page);
    assert.ok(stop, String(name));
    assertSeen([stop]);
  }

  async presses(name: string | RegExp): Promise<void> {
    await this.goesTo(name);
    await this.page.keyboard.press('Enter');
  }

  async ticks(name: string | RegExp): Promise<void> {
    await this.goesTo(name);
    await this.page.keyboard.press('Space');
  }

  async types(name: string | RegExp, text: string): Promise<void> {
    await this.goesTo(name);
    await this.page.keyboard.type(text);
  }

  async leave(): Promise<void> {
    await this.#takesPicture('end');
    await this.context.close();
  }
}
