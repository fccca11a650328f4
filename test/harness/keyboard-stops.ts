/** A keyboard alone in a browser: where it is, as somebody sees it, and what Tab leads to. */
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';

/** More than any of our pages has: Tab leads out of each. */
export const MOST_STOPS = 40;

/** Where the keyboard is, as somebody sees it. */
export interface Stop {
  readonly name: string;
  readonly ringPixels: number;
  readonly inView: boolean;
  readonly covered: boolean;
}

/** A file is chosen by an input that is not seen: its label is, and has the ring. */
const STOP = `(() => {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  if (!at || at === document.body) return null;
  const label = at.labels?.[0];
  const name = at.getAttribute('aria-label') ?? (label ?? at).textContent;
  const seen = label && at.type === 'file' ? label : at;
  const { x, y, width, height } = seen.getBoundingClientRect();
  const { outlineStyle, outlineWidth } = getComputedStyle(seen);
  const left = Math.max(0, x), right = Math.min(innerWidth, x + width);
  const top = Math.max(0, y), bottom = Math.min(innerHeight, y + height);
  const over = seen.getRootNode().elementFromPoint((left + right) / 2, (top + bottom) / 2);
  return {
    name: name.replaceAll(/\\s+/g, ' ').trim(),
    ringPixels: outlineStyle === 'none' ? 0 : parseFloat(outlineWidth),
    inView: right - left >= Math.min(width, 24) && bottom - top >= Math.min(height, 24) && width > 0 && height > 0,
    covered: !over || !(over === at || over === seen || seen.contains(over) || over.contains(seen)),
  };
})()`;

export const stopOf = (page: Page): Promise<Stop | null> => page.evaluate<Stop | null>(STOP);

/** All that Tab leads to, until it leads out of the page. */
export async function stopsOf(page: Page): Promise<Stop[]> {
  const stops: Stop[] = [];
  for (;;) {
    await page.keyboard.press('Tab');
    const stop = await stopOf(page);
    if (!stop) return stops;
    stops.push(stop);
    assert.ok(stops.length < MOST_STOPS, 'Tab leads out of the page.');
  }
}

/** Presses Tab until the keyboard is at what is called so. */
export async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const passed: string[] = [];
  for (let presses = 0; presses < MOST_STOPS; presses += 1) {
    const at = (await stopOf(page))?.name;
    if (at !== undefined && (typeof name === 'string' ? at === name : name.test(at))) return;
    passed.push(at ?? '(out of the page)');
    await page.keyboard.press('Tab');
  }
  assert.fail(`Tab does not lead to ${String(name)}, but to ${passed.join(', ')}.`);
}

export function assertSeen(stops: readonly Stop[]): void {
  for (const stop of stops) {
    assert.ok(stop.ringPixels >= 2 && stop.inView && !stop.covered, JSON.stringify(stop));
  }
}
