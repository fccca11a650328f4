/** Every story is a test: it is drawn, accessible, silent, and asks nobody for anything. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Server } from 'node:http';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
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

/** A way of looking at stories. */
interface Look {
  readonly theme: 'light' | 'dark';
  readonly width: number;
  readonly language: 'en' | 'nb';
}

const DESKTOP: Look = { theme: 'light', width: 1200, language: 'en' };
const PHONE: Look = { theme: 'dark', width: 320, language: 'nb' };

// Both looks at once, and in each one story after the other.
describe('stories', { concurrency: 2 }, () => {
  let browser: Browser;
  let server: Server;
  let origin: string;

  before(async () => {
    ({ server, origin } = await serveStories());
    browser = await launchBrowser();
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

  looked(DESKTOP, stories);
  // The statuses also in the dark on a phone, in another language.
  looked(
    PHONE,
    stories.filter(({ title }) => title !== 'Problems'),
  );

  function looked(look: Look, seen: readonly StoryEntry[]): void {
    describe(`in ${look.theme} at ${look.width} px`, { concurrency: 1 }, () => {
      let reader: StoryReader | undefined;
      after(() => reader?.close());

      for (const story of seen) {
        it(`${story.title}, ${story.name}`, async () => {
          try {
            // Switched to, as a designer does: what one story leaves behind must not show in the next.
            reader ??= await StoryReader.open(browser, origin, look, story);
            await reader.read(story);
          } catch (error) {
            await reader?.close();
            reader = undefined;
            throw error;
          }
        });
      }
    });
  }
});

/** A tab with Storybook's preview, in which one story after the other is looked at. */
class StoryReader {
  readonly #complaints: string[] = [];

  private constructor(readonly page: Page) {}

  static async open(browser: Browser, origin: string, look: Look, { id }: StoryEntry): Promise<StoryReader> {
    const page = await browser.newPage({ viewport: { width: look.width, height: 800 } });
    const reader = new StoryReader(page);
    page.on('console', (message) => reader.#complaints.push(`console: ${message.text()}`));
    page.on('pageerror', (error) => reader.#complaints.push(`error: ${error.message}`));
    page.on('request', (request) => {
      const { protocol, origin: asked } = new URL(request.url());
      if (protocol !== 'data:' && protocol !== 'blob:' && asked !== origin) {
        reader.#complaints.push(`request: ${request.url()}`);
      }
    });
    const globals = `theme:${look.theme};language:${look.language};a11y.manual:!true`;
    await page.goto(`${origin}/iframe.html?id=${id}&viewMode=story&globals=${globals}`);
    await page.waitForFunction(() => document.body.classList.contains('sb-show-main'));
    await page.evaluate(axe);
    return reader;
  }

  close(): Promise<void> {
    return this.page.close();
  }

  async read(story: StoryEntry): Promise<void> {
    const { page } = this;
    this.#complaints.length = 0;
    await page.evaluate((storyId) => {
      const { __STORYBOOK_ADDONS_CHANNEL__: channel } = window as unknown as {
        __STORYBOOK_ADDONS_CHANNEL__: { emit(event: string, selection: object): void };
      };
      channel.emit('setCurrentStory', { storyId, viewMode: 'story' });
    }, story.id);
    // The act of a story has ended when Storybook says so.
    await page.waitForFunction((id) => document.body.dataset['played'] === id, story.id, { timeout: 10_000 });
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
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
    assert.equal(sideways, false, 'it scrolls sideways');
    const violations = await page.evaluate(async () => {
      const { axe } = window as unknown as {
        axe: { run(context: Node, options: object): Promise<{ violations: unknown }> };
      };
      const rules = { region: { enabled: false }, 'page-has-heading-one': { enabled: false } };
      return (await axe.run(document, { rules })).violations;
    });
    assert.deepEqual((violations as Violation[]).map(told), []);
    assert.deepEqual(this.#complaints, []);
  }
}

function told({ id, nodes }: Violation): string {
  return `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary ?? ''}`).join(' | ')}`;
}
