/** Every story is a test: it is drawn, accessible, silent, and asks nobody for anything. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Server } from 'node:http';
import { after, before, describe, it } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { FAILURE_CODES } from '../../src/session/failure.ts';
import { WIDGET_STATUSES } from '../../src/session/status.ts';
import { launchBrowser } from '../harness/chromium.ts';
import { builtStories, serveStories, type StoryEntry } from '../harness/widget-storybook.ts';

const stories = await builtStories();
const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

describe('stories', { concurrency: 2 }, () => {
  let browser: Browser;
  /** One for all: what a story loads is loaded once. Each has a tab of its own. */
  let context: BrowserContext;
  let server: Server;
  let origin: string;

  before(async () => {
    ({ server, origin } = await serveStories());
    browser = await launchBrowser();
    context = await browser.newContext();
  });

  after(async () => {
    await browser?.close();
    server?.close();
  });

  it('has a story for every status of the widget', () => {
    const told = new Set(stories.flatMap(({ tags }) => tags).filter((tag) => tag.startsWith('status-')));
    assert.deepEqual([...told].sort(), WIDGET_STATUSES.map((status) => `status-${status}`).sort());
  });

  it('has a story for every code that a problem can have', () => {
    const ids = stories.map(({ id }) => id);
    assert.deepEqual(
      FAILURE_CODES.filter((code) => !ids.includes(`problems--${code}`)),
      [],
    );
  });

  for (const story of stories) {
    for (const look of looksFor(story)) {
      it(`${story.title}, ${story.name}, in ${look.theme} at ${look.width} px`, async () => {
        const page = await context.newPage();
        try {
          await page.setViewportSize({ width: look.width, height: 800 });
          await check(page, story, `theme:${look.theme};language:${look.language};a11y.manual:!true`);
        } finally {
          await page.close();
        }
      });
    }
  }

  async function check(page: Page, story: StoryEntry, globals: string): Promise<void> {
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(`console: ${message.text()}`));
    page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
    page.on('request', (request) => {
      const { protocol, origin: asked } = new URL(request.url());
      if (protocol !== 'data:' && protocol !== 'blob:' && asked !== origin) {
        complaints.push(`request: ${request.url()}`);
      }
    });
    await page.goto(`${origin}/iframe.html?id=${story.id}&viewMode=story&globals=${globals}`);
    await page.waitForFunction(() => document.body.classList.contains('sb-show-main'));
    const status = story.tags.find((tag) => tag.startsWith('status-'))?.slice('status-'.length);
    await page.waitForFunction(
      (expected) => {
        const widget = document.querySelector<HTMLElement & { status: string }>('.widget');
        const drawn = widget?.shadowRoot?.querySelector('.frame')?.textContent?.trim();
        // An outline is not yet what the story tells, unless it tells of the opening.
        const outlined =
          widget?.status !== 'opening' && widget?.shadowRoot?.querySelector('[aria-busy="true"]');
        return Boolean(drawn) && !outlined && (expected === undefined || widget?.status === expected);
      },
      status,
      { timeout: 10_000 },
    );
    // The act of a story has ended when Storybook says so.
    await page.waitForFunction((id) => document.body.dataset['played'] === id, story.id, { timeout: 10_000 });
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
    assert.equal(sideways, false, 'it scrolls sideways');
    await page.evaluate(axe);
    const violations = await page.evaluate(async () => {
      const { axe } = window as unknown as {
        axe: { run(context: Node, options: object): Promise<{ violations: unknown }> };
      };
      const rules = { region: { enabled: false }, 'page-has-heading-one': { enabled: false } };
      return (await axe.run(document, { rules })).violations;
    });
    assert.deepEqual((violations as Violation[]).map(told), []);
    assert.deepEqual(complaints, []);
  }
});

/** Every story in the light on a desktop; the statuses also in the dark on a phone, in another language. */
function looksFor({ title }: StoryEntry) {
  const desktop = { theme: 'light', width: 1200, language: 'en' };
  const phone = { theme: 'dark', width: 320, language: 'nb' };
  return title === 'Problems' ? [desktop] : [desktop, phone];
}

function told({ id, nodes }: Violation): string {
  return `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary ?? ''}`).join(' | ')}`;
}
