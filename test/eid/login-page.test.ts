/** The login page in a real browser: what a person sees and does, and what the browser is told to hold to. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchBrowser } from '../harness/chromium.ts';
import {
  beginLogin,
  BROWSER_CLIENT,
  freePort,
  SERVICE_CLIENT,
  startTestEid,
  type TestEid,
} from './eid-client.ts';

let browser: Browser;
let site: Server;
let service: Server;
let eid: TestEid;
let strictEid: TestEid;
let context: BrowserContext;
let page: Page;
/** What the browser complained of: it may complain of nothing. */
let complaints: string[];
let requestedOrigins: Set<string>;

const clients = { browser: BROWSER_CLIENT, service: SERVICE_CLIENT };

before(async () => {
  const [sitePort, servicePort] = [await freePort(), await freePort()];
  const siteOrigin = `http://127.0.0.1:${sitePort}`;
  site = await listen(sitePort, '127.0.0.1', undefined);
  // The service takes the code and leads on to the site that it is embedded in.
  service = await listen(servicePort, 'localhost', `${siteOrigin}/signed-in`);
  clients.browser = {
    ...BROWSER_CLIENT,
    redirectUris: [`${siteOrigin}/login/callback`],
    origins: [siteOrigin],
  };
  clients.service = { ...SERVICE_CLIENT, redirectUris: [`http://localhost:${servicePort}/logins/callback`] };
  const registered = { browserClient: clients.browser, serviceClient: clients.service };
  [browser, eid, strictEid] = await Promise.all([
    launchBrowser(),
    startTestEid(registered),
    startTestEid({ ...registered, crossOriginOpenerPolicy: 'same-origin' }),
  ]);
});
after(async () => {
  await browser.close();
  await Promise.all([eid.stop(), strictEid.stop()]);
  for (const server of [site, service]) {
    server.closeAllConnections();
    server.close();
  }
});

beforeEach(async () => {
  context = await browser.newContext({ viewport: { width: 320, height: 640 } });
  page = await context.newPage();
  complaints = [];
  requestedOrigins = new Set();
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => requestedOrigins.add(new URL(request.url()).origin));
});
afterEach(async () => {
  await context.close();
});

async function listen(port: number, host: string, leadsTo: string | undefined): Promise<Server> {
  const server = createServer((_request, response) => {
    if (leadsTo !== undefined) return response.writeHead(303, { location: leadsTo }).end();
    const body =
      '<!doctype html><html lang="en"><title>Site</title><link rel="icon" href="data:,"><p>The site.</p>';
    return response.writeHead(200, { 'content-type': 'text/html' }).end(body);
  });
  server.listen(port, host);
  await once(server, 'listening');
  return server;
}

async function openLogin(
  client: keyof typeof clients = 'browser',
  acrValues = 'urn:eid:test:high',
): Promise<void> {
  await page.goto(beginLogin(eid.issuer, clients[client], { acr_values: acrValues }).url.href);
}

describe('the login page', () => {
  test('says that it is a test, who asks, and for which level', async () => {
    await openLogin('browser', 'urn:eid:test:high urn:eid:test:substantial');
    for (const text of ['This is a test eID.', 'Fjord signing service', 'High or Substantial']) {
      assert.ok(await page.getByText(text).isVisible(), text);
    }
  });

  test('is used by keyboard alone, and leads to the client', async () => {
    await openLogin();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowDown');
    assert.ok(await page.getByRole('radio', { name: 'Ola Hansen' }).isChecked());
    await page.keyboard.press('Tab');
    await Promise.all([page.waitForURL('**/login/callback?code=*'), page.keyboard.press('Enter')]);
    assert.deepEqual(complaints, []);
  });

  test('is used by a finger anywhere on a person’s row', async () => {
    await openLogin();
    await page.getByText('04049045678').click({ force: true });
    assert.ok(await page.getByRole('radio', { name: 'Amina Yusuf' }).isChecked());
  });

  test('lets the service lead on to the site that it is part of, within the same answer', async () => {
    await openLogin('service');
    await page.getByRole('radio', { name: 'Kari Nordmann' }).check();
    await Promise.all([
      page.waitForURL('**/signed-in'),
      page.getByRole('button', { name: 'Log in' }).click(),
    ]);
    assert.ok(await page.getByText('The site.').isVisible());
    assert.deepEqual(complaints, []);
  });

  test('can be left by Cancel without a choice', async () => {
    await openLogin();
    await Promise.all([
      page.waitForURL('**/login/callback?error=access_denied*'),
      page.getByRole('button', { name: 'Cancel' }).click(),
    ]);
  });

  test('loads nothing from anywhere else', async () => {
    await openLogin();
    assert.deepEqual([...requestedOrigins], [eid.issuer]);
  });

  test('stands in nobody’s frame', async () => {
    await page.goto(clients.browser.origins[0] ?? '');
    const { href } = beginLogin(eid.issuer, clients.browser).url;
    await page.evaluate(async (src) => {
      const frame = document.createElement('iframe');
      const loaded = new Promise((resolve) => frame.addEventListener('load', resolve));
      frame.src = src;
      document.body.append(frame);
      await loaded;
    }, href);
    assert.match(complaints.join('\n'), /frame-ancestors 'none'/);
    assert.equal(await page.frameLocator('iframe').getByText('Who are you?').count(), 0);
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`fits 320 pixels and has no fault that axe finds, ${colorScheme}, also with nobody chosen`, async () => {
      // The page forbids foreign scripts, axe's too: a context without the policy, for this test alone.
      await context.close();
      context = await browser.newContext({
        bypassCSP: true,
        colorScheme,
        viewport: { width: 320, height: 640 },
      });
      page = await context.newPage();
      await openLogin();
      assert.deepEqual(await axeFaults(), []);
      await page.evaluate(() => document.querySelector('form')?.setAttribute('novalidate', ''));
      await Promise.all([
        page.waitForResponse(/\/login\//),
        page.getByRole('button', { name: 'Log in' }).click(),
      ]);
      assert.ok(await page.getByText('Choose who you are.').isVisible());
      assert.deepEqual(await axeFaults(), []);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      assert.ok(overflow <= 0, `${overflow} pixels too wide`);
    });
  }
});

describe('a login in a window of its own', () => {
  async function openerSeen(issuer: string): Promise<boolean> {
    await page.goto(clients.browser.origins[0] ?? '');
    const { href } = beginLogin(issuer, clients.browser).url;
    const opened = context.waitForEvent('page');
    await page.evaluate((url) => void window.open(url, '_blank', 'popup,width=400,height=600'), href);
    const popup = await opened;
    await popup.getByText('Who are you?').waitFor();
    return popup.evaluate(() => window.opener !== null);
  }

  test('keeps its tie to the window that opened it, unless the eID cuts it', async () => {
    assert.equal(await openerSeen(eid.issuer), true);
    assert.equal(await openerSeen(strictEid.issuer), false);
  });

  test('says so on every page of the eID, its refusals and redirects too, or on none', async () => {
    const paths = ['/', '/auth?client_id=unknown', '/login/none', '/assets/none'];
    const policies = async (issuer: string) => {
      const urls = [...paths.map((path) => `${issuer}${path}`), beginLogin(issuer, clients.browser).url.href];
      const responses = await Promise.all(urls.map((url) => fetch(url, { redirect: 'manual' })));
      return new Set(responses.map((response) => response.headers.get('cross-origin-opener-policy')));
    };
    assert.deepEqual(await policies(strictEid.issuer), new Set(['same-origin']));
    assert.deepEqual(await policies(eid.issuer), new Set([null]));
  });
});

async function axeFaults(): Promise<string[]> {
  const path = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
  await page.addScriptTag({ content: await readFile(path, 'utf8') });
  return page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    };
    const { violations } = await axe.run();
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
  });
}
