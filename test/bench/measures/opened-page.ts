/** One opening of one contender, in a browser context of its own: nothing is in any cache. */
import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core';
import type { Painted } from '../pages/html.ts';

/** As a laptop's. */
export const VIEWPORT = { width: 1200, height: 800 };
const PATIENCE_MILLISECONDS = 120_000;

export interface OpenedPage {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly painted: Painted;
}

export interface Opening {
  readonly url: string;
  /** Before the page's own scripts. */
  readonly initScript?: string;
  /** At once when the first page is there. */
  readonly onPainted?: () => void;
}

/** @throws {Error} when nothing was painted, or what is said to be painted has no ink */
export async function openPage(browser: Browser, opening: Opening): Promise<OpenedPage> {
  const context = await browser.newContext({ viewport: VIEWPORT, locale: 'en-IE' });
  try {
    const page = await context.newPage();
    if (opening.initScript) await page.addInitScript({ content: opening.initScript });
    const complaints: string[] = [];
    const painted = new Promise<Painted>((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`Nothing was painted. ${complaints.join(' ')}`)),
        PATIENCE_MILLISECONDS,
      );
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(message.text());
        if (message.type() !== 'debug' || !message.text().startsWith('{"bench":"painted"')) return;
        opening.onPainted?.();
        clearTimeout(timer);
        resolve(JSON.parse(message.text()) as Painted);
      });
    });
    await page.goto(opening.url, { waitUntil: 'commit' });
    const facts = await painted;
    if (facts.ink === 0 || !facts.inView)
      throw new Error(`Painted without a picture: ${JSON.stringify(facts)}`);
    return { context, page, painted: facts };
  } catch (error) {
    await context.close();
    throw new Error(`${opening.url} was not opened.`, { cause: error });
  }
}

export async function protocolOf(page: Page): Promise<CDPSession> {
  return page.context().newCDPSession(page);
}
