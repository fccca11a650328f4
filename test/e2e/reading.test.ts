/**
 * Two documents that have to be read, through the real service and with a keyboard alone: every control is reached, seen
 * and left again (WCAG 2.2, 2.1.1, 2.1.2, 2.4.7, 2.4.11), and at 400 % there is room to read (1.4.10).
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../harness/chromium.ts';
import { startDemoSite, type DemoSite } from '../harness/demo-site.ts';
import { pdfBytes } from '../harness/document-pdf.ts';
import { assertSeen, MOST_STOPS, stopOf, stopsOf, tabTo, type Stop } from '../harness/keyboard-stops.ts';

const TITLES = ['Agreement', 'House rules'];
const PAGES = 3;
const DESKTOP = { viewport: { width: 1280, height: 1024 } };
/** The same window at 400 %: a quarter of the room, and four pixels for one. */
const AT_400_PERCENT = { viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 };

let site: DemoSite;
let browser: Browser;

before(async () => {
  [site, browser] = await Promise.all([startDemoSite(), launchBrowser()]);
});
after(async () => {
  await browser?.close();
  await site?.stop();
});

async function taskUrl(): Promise<string> {
  const documents = await Promise.all(
    TITLES.map(async (title, at) => {
      const texts = Array.from({ length: PAGES }, (_, page) => ({ text: `${title}, clause ${page + 1}` }));
      const { id } = await site.api.uploadDocument(pdfBytes(texts));
      return { name: `document-${at}`, documentId: id, title };
    }),
  );
  const order = await site.api.createOrder(
    {
      title: 'Tenancy agreement',
      documents,
      tasks: [
        {
          name: 'tenant',
          subject: { name: 'Kari Nordmann' },
          actions: documents.map(({ name }) => ({ document: name, type: 'sign', readAll: true })),
          signatureMethods: ['consent'],
        },
      ],
    },
    crypto.randomUUID(),
  );
  return order.tasks[0]?.taskUrl ?? '';
}

async function reading(settings: typeof DESKTOP, act: (page: Page) => Promise<void>): Promise<void> {
  const context = await browser.newContext({ ...settings, locale: 'en-IE' });
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    await page.goto(await taskUrl());
    await page.getByText('Agreement, clause 1').waitFor();
    // All of it is there: what comes late, too.
    await page.getByRole('button', { name: /Next unread page/ }).waitFor();
    await page.getByRole('toolbar').waitFor();
    await act(page);
  } finally {
    await context.close();
  }
}

const region = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

async function violationsIn(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<axe.AxeResults>(
    `axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })`,
  );
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

describe('A signer with a keyboard alone', { concurrency: 2 }, () => {
  test('is led by Tab to the documents, their tools and what is to be done, sees where, and gets out', () =>
    reading(DESKTOP, async (page) => {
      const stops = await stopsOf(page);
      assertSeen(stops);
      assert.deepEqual(
        stops.map(({ name }) => name.replace(/ \d pages.*$/, '')),
        ['Agreement', 'Pages', 'Agreement', 'More', 'Next unread page N', 'Continue to sign'],
      );
      await page.keyboard.press('Shift+Tab');
      assert.equal((await stopOf(page))?.name, 'Continue to sign');
    }));

  test('has every tool by the arrow keys', () =>
    reading(DESKTOP, async (page) => {
      await page.keyboard.press('Tab');
      await page.keyboard.press('Tab');
      const tools: Stop[] = [];
      for (let presses = 0; presses < MOST_STOPS; presses += 1) {
        const stop = await stopOf(page);
        assert.ok(stop);
        // In the page's number the key moves in its text first.
        if (stop.name !== tools.at(-1)?.name) tools.push(stop);
        if (tools.length > 1 && stop.name === tools[0]?.name) break;
        await page.keyboard.press('ArrowRight');
      }
      assertSeen(tools);
      assert.deepEqual(
        tools.map(({ name }) => name),
        [
          ...['Pages', 'Search', 'Previous page', 'Next page', 'Page number', 'Zoom out', 'Zoom in'],
          ...['Fit to width', 'Fit whole page', 'Rotate', 'Print', 'Download', 'Pages'],
        ],
      );
    }));

  test('finds words, and is back where it was', () =>
    reading(DESKTOP, async (page) => {
      await region(page, 'Agreement').focus();
      await page.keyboard.press('Control+f');
      await page.keyboard.type('clause 3');
      await page.keyboard.press('Enter');
      await page.getByText('Hit 1 of 1, page 3').waitFor();
      await page.getByText('Agreement, clause 3').waitFor();
      await page.keyboard.press('Escape');
      assert.equal((await stopOf(page))?.name, 'Agreement');
    }));

  test('reads both documents by one key or one button, and goes on to sign', () =>
    reading(DESKTOP, async (page) => {
      const hint = page.locator('.bar-hint [aria-live]');
      const said = new Set<string>();
      for (const title of TITLES) {
        if (title !== TITLES[0]) {
          await tabTo(page, 'Next document');
          await page.keyboard.press('Enter');
          await page.getByText(`${title}, clause 1`).waitFor();
          assert.match((await stopOf(page))?.name ?? '', new RegExp(`^${title}`));
        }
        // By the key in the document, and by the button under it.
        const [place, key] = title === TITLES[0] ? [title, 'n'] : ['Next unread page N', 'Enter'];
        await tabTo(page, place);
        for (let presses = 0; presses < MOST_STOPS; presses += 1) {
          const text = await hint.innerText();
          if (!text.includes('left to read')) break;
          said.add(text);
          await page.keyboard.press(key);
          // A page that is higher than the view takes some presses.
          await hint
            .filter({ hasNotText: text })
            .waitFor({ timeout: 1000 })
            .catch(() => undefined);
        }
      }
      assert.deepEqual(
        [...said],
        [
          `3 pages left to read before you can sign: 1–3.`,
          `2 pages left to read before you can sign: 2–3.`,
          `1 page left to read before you can sign: 3.`,
        ],
      );
      assert.equal(
        (await stopOf(page))?.name,
        'Continue to sign',
        'The button that goes hands on the focus.',
      );
      await page.keyboard.press('Enter');
      await page.getByRole('checkbox', { name: 'I agree' }).waitFor();
    }));
});

describe('A signer at 400 %', { concurrency: 2 }, () => {
  test('has room to read, and scrolls in one direction only', () =>
    reading(AT_400_PERCENT, async (page) => {
      const box = await region(page, 'Agreement').boundingBox();
      assert.ok(box && box.height >= 120 && box.width === 320, JSON.stringify(box));
      const wide = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
      assert.equal(wide, 0);
      assert.deepEqual(await violationsIn(page), []);
    }));

  test('sees all that Tab leads to', () =>
    reading(AT_400_PERCENT, async (page) => {
      const stops = await stopsOf(page);
      assertSeen(stops);
      assert.equal(stops.at(-1)?.name, 'Continue to sign');
    }));
});
