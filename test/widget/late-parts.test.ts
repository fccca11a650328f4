/** The built widget on a line that breaks: what comes later may not come, and is asked for again. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { buildIfNeeded } from '../../demo/build.ts';
import { sampleTask } from '../../stories/sample-task.ts';
import { launchBrowser } from '../harness/chromium.ts';
import { documentActions } from '../harness/signed-hashes.ts';

const DIST = fileURLToPath(new URL('../../dist', import.meta.url));
/** Nothing is there: every answer is given by the test. */
const SITE = 'http://127.0.0.1:9';

interface Visit {
  readonly page: Page;
  /** The files of the widget that were asked for, in order, with their queries. */
  readonly asked: string[];
  /** Names of parts that do not come. */
  readonly lost: Set<string>;
}

let browser: Browser;

before(async () => {
  await buildIfNeeded();
  browser = await launchBrowser();
});

after(() => browser?.close());

async function visit(
  answer: () => Promise<{ readonly status: number; readonly body: object }>,
): Promise<Visit> {
  const page = await browser.newPage();
  const asked: string[] = [];
  const lost = new Set<string>();
  await page.route(`${SITE}/**`, async (route) => {
    const { pathname, search } = new URL(route.request().url());
    if (pathname === '/') return route.fulfill({ contentType: 'text/html', body: '<title>Host</title>' });
    if (!pathname.startsWith('/widget/')) {
      const { status, body } = await answer();
      return route.fulfill({ status, json: body });
    }
    const file = pathname.slice('/widget/'.length);
    asked.push(file + search);
    if ([...lost].some((part) => file.startsWith(part))) return route.abort('internetdisconnected');
    return route.fulfill({ contentType: 'text/javascript', body: await readFile(join(DIST, file), 'utf8') });
  });
  await page.goto(`${SITE}/`);
  return { page, asked, lost };
}

async function open({ page }: Visit, attributes: Record<string, string>): Promise<void> {
  await page.evaluate(async (given) => {
    const widget = document.createElement('signing-widget');
    for (const [name, value] of Object.entries(given)) widget.setAttribute(name, value);
    document.body.append(widget);
    const script = Object.assign(document.createElement('script'), {
      type: 'module',
      src: '/widget/signing-widget.js',
    });
    document.head.append(script);
    await customElements.whenDefined('signing-widget');
  }, attributes);
}

async function completed() {
  const task = await sampleTask({ id: 'sample', status: 'completed', final: true });
  const actions = documentActions(task).map((action) => ({
    ...action,
    document: { ...action.document, url: `${SITE}/tasks/sample/documents/${action.document.id}` },
  }));
  const expiresAt = new Date(Date.now() + 900_000).toISOString();
  return { status: 201, body: { token: 'token', expiresAt, task: { ...task, actions } } };
}

const times = ({ asked }: Visit, part: string) => asked.filter((file) => file.startsWith(part));

describe('a part of the widget that does not come', () => {
  it('is said to be missing, and comes by another address when the signer tries again', async () => {
    const visited = await visit(completed);
    const { page, lost } = visited;
    lost.add('signing-chunk');
    await open(visited, { src: `${SITE}/tasks/sample` });
    await page.getByRole('heading', { name: 'This part of the page did not load' }).waitFor();
    // Still gone: the signer is told again, and nothing is stuck.
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('button', { name: 'Try again' }).waitFor();
    lost.clear();
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('heading', { name: 'You have signed' }).waitFor();
    const files = times(visited, 'signing-chunk');
    assert.equal(new Set(files).size, files.length, `Each try has an address of its own: ${files}`);
    await page.close();
  });

  it('comes by another address also when it is another part that needs it', async () => {
    const visited = await visit(completed);
    const { page, lost } = visited;
    lost.add('document-room');
    await open(visited, { src: `${SITE}/tasks/sample` });
    await page.getByRole('heading', { name: 'This part of the page did not load' }).waitFor();
    lost.clear();
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('heading', { name: 'You have signed' }).waitFor();
    const files = times(visited, 'document-room');
    assert.equal(new Set(files).size, files.length, `Each try has an address of its own: ${files}`);
    // What needs it has come, and is not asked for a second time.
    assert.equal(times(visited, 'signing-chunk').length, 1);
    await page.close();
  });

  it('comes by itself when the connection is back', async () => {
    const visited = await visit(completed);
    const { page, lost } = visited;
    lost.add('en-signing');
    await open(visited, { src: `${SITE}/tasks/sample` });
    await page.getByRole('heading', { name: 'This part of the page did not load' }).waitFor();
    lost.clear();
    await page.evaluate(() => window.dispatchEvent(new Event('online')));
    await page.getByRole('heading', { name: 'You have signed' }).waitFor();
    await page.close();
  });

  it('has the looks of its screen also when it comes late', async () => {
    const visited = await visit(completed);
    await open(visited, { src: `${SITE}/tasks/sample` });
    const receipt = visited.page.locator('article.receipt');
    await receipt.waitFor();
    assert.equal(await receipt.evaluate((element) => getComputedStyle(element).maxInlineSize), '640px');
    await visited.page.close();
  });
});

describe('what is loaded, and when', () => {
  it('is no screen of the way in for a task that opens by its URL, and none of signing for a code', async () => {
    const byUrl = await visit(completed);
    await open(byUrl, { src: `${SITE}/tasks/sample` });
    await byUrl.page.getByRole('heading', { name: 'You have signed' }).waitFor();
    assert.deepEqual(times(byUrl, 'entry-chunk'), []);
    const byCode = await visit(completed);
    await open(byCode, { service: SITE });
    await byCode.page.getByRole('heading', { name: 'Open with a code' }).waitFor();
    assert.deepEqual([...times(byCode, 'signing-chunk'), ...times(byCode, 'document-room')], []);
    await Promise.all([byUrl.page.close(), byCode.page.close()]);
  });
});
