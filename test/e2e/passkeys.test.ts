/**
 * Signing with a passkey in a real browser, with the browser's own authenticator for tests, against the real service:
 * from a customer's site in a window of the service, and on the service's own page without one.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { buildIfNeeded } from '../../demo/build.ts';
import { launchBrowser } from '../harness/chromium.ts';
import { startEmbeddingSite, type EmbeddingSite } from '../harness/embedding-site.ts';
import { startTestService, type TestService } from '../harness/test-service.ts';
import { VirtualAuthenticator } from '../harness/virtual-authenticator.ts';
import { ceremonyScript } from './passkeys/ceremony-script.ts';
import { PasskeyVisit, type PasskeyPlace } from './passkeys/passkey-visit.ts';

const MAKE = 'Make a passkey to sign with';
const SIGN = 'Sign with your passkey';

describe('signing with a passkey', () => {
  let browser: Browser;
  let service: TestService;
  let site: EmbeddingSite;
  let elsewhere: PasskeyPlace;
  let own: PasskeyPlace;
  before(async () => {
    await buildIfNeeded();
    site = await startEmbeddingSite();
    service = await startTestService({ host: 'localhost', embeddingOrigins: [site.origin] });
    browser = await launchBrowser();
    const parts = { browser, service, script: await ceremonyScript() };
    elsewhere = { ...parts, url: site.framePage('about:blank') };
    own = { ...parts, url: `${service.url}/` };
  });
  after(async () => {
    await browser?.close();
    await service?.stop();
    await site?.stop();
  });

  const visit = (
    title: string,
    act: (visit: PasskeyVisit) => Promise<void>,
    options: { place?: () => PasskeyPlace; task?: Parameters<typeof PasskeyVisit.begin>[1] } = {},
  ) =>
    test(title, async () => {
      const { place = () => elsewhere, task } = options;
      const one = await PasskeyVisit.begin(place(), task);
      try {
        await act(one);
      } finally {
        await one.leave();
      }
    });

  visit(
    'somebody without a passkey makes one in the window, signs with it, and the window closes',
    async (kari) => {
      const window = await kari.window();
      await window.reads(MAKE);
      const text = await window.page.locator('main').innerText();
      for (const fact of ['Fjord Homes', 'Tenancy agreement', 'Agreement', 'Kari Nordmann']) {
        assert.ok(text.includes(fact), `It says ${fact}: ${text}`);
      }
      await window.presses('Make a passkey');
      await window.reads(SIGN);
      await window.presses('Sign with passkey');
      await window.reads('Done');
      const { status, body } = await kari.completes();
      assert.equal(status, 200, JSON.stringify(body));
      assert.deepEqual(body.signature, { methods: ['passkey'] });
      await window.closed();
      assert.deepEqual(kari.complaints, []);
    },
  );

  visit('every step can be used by everybody, on a narrow screen too, in light and in dark', async (kari) => {
    const window = await kari.window();
    await window.page.setViewportSize({ width: 360, height: 640 });
    for (const colorScheme of ['light', 'dark'] as const) {
      await window.page.emulateMedia({ colorScheme });
      await window.reads(MAKE);
      await window.isForEverybody();
    }
    const wide = await window.page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= 360, `It is ${wide} pixels wide.`);
    await window.authenticator.knowsItsUser(false);
    await window.presses('Make a passkey');
    await window.page.getByRole('alert').filter({ hasText: 'Nothing is signed yet.' }).waitFor();
    await window.isForEverybody();
    await window.authenticator.knowsItsUser(true);
    await window.presses('Try again');
    await window.reads(SIGN);
    assert.equal(await window.page.evaluate(() => document.activeElement?.textContent), SIGN);
    await window.isForEverybody();
  });

  visit(
    'the secret of the window is in no address bar, no address that is asked for, and works once',
    async (kari) => {
      const secret = new URL(kari.challenge.window ?? '').hash.slice(1);
      assert.equal(secret.length, 43);
      const window = await kari.window();
      await window.reads(MAKE);
      assert.equal(window.page.url(), `${service.url}/passkey`);
      assert.deepEqual(
        kari.addresses.filter(
          (address) => address.includes(secret) && !address.endsWith(`/passkey#${secret}`),
        ),
        [],
      );
      const second = await kari.window(async () => {
        const page = await kari.context.newPage();
        await page.goto(kari.challenge.window ?? '');
      });
      await second.reads('This window is no longer valid');
      await window.presses('Make a passkey');
      await window.reads(SIGN);
    },
  );

  visit('somebody with a passkey signs by the keyboard alone', async (kari) => {
    const first = await kari.window();
    await first.reads(MAKE);
    await first.presses('Make a passkey');
    await first.reads(SIGN);
    const passkeys = await first.authenticator.passkeys();
    assert.equal(passkeys.length, 1);
    await first.presses('Cancel');
    assert.deepEqual(await kari.outcome(), { code: 'passkey-cancelled' });

    const challenge = await kari.kari.request();
    const page = await kari.context.newPage();
    await VirtualAuthenticator.in(page, passkeys);
    await page.goto(challenge.window ?? '');
    await page.getByRole('heading', { name: SIGN }).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Done' }).waitFor();
    assert.equal((await kari.kari.complete(challenge)).status, 200);
  });

  visit('whoever closes the window has signed nothing, and the widget learns it', async (kari) => {
    const window = await kari.window();
    await window.reads(MAKE);
    await window.page.close({ runBeforeUnload: true });
    assert.deepEqual(await kari.outcome(), { code: 'passkey-cancelled' });
    assert.equal((await kari.kari.readChallenge(kari.challenge.id)).body.status, 'failed');
  });

  visit('a window that is loaded again is worth nothing, and says so', async (kari) => {
    const window = await kari.window();
    await window.reads(MAKE);
    await window.page.reload();
    await window.reads('This window is no longer valid');
    assert.deepEqual(await kari.outcome(), { code: 'passkey-cancelled' });
  });

  visit('whoever the device does not know can try again', async (kari) => {
    const window = await kari.window();
    await window.reads(MAKE);
    await window.authenticator.knowsItsUser(false);
    await window.presses('Make a passkey');
    await window.page.getByRole('alert').filter({ hasText: 'Nothing is signed yet.' }).waitFor();
    await window.authenticator.knowsItsUser(true);
    await window.presses('Try again');
    await window.reads(SIGN);
  });

  visit(
    'a task in Norwegian is signed in Norwegian',
    async (kari) => {
      const window = await kari.window();
      await window.reads('Lag en passnøkkel å signere med');
      assert.equal(await window.page.locator('html').getAttribute('lang'), 'nb');
      await window.presses('Lag passnøkkel');
      await window.reads('Signer med passnøkkelen din');
      await window.presses('Signer med passnøkkel');
      await window.reads('Ferdig');
      assert.equal((await kari.completes()).status, 200);
    },
    { task: { locale: 'nb' } },
  );

  visit('whoever goes back in the widget closes the window', async (kari) => {
    const window = await kari.window();
    await window.reads(MAKE);
    await kari.goesBack();
    await window.closed();
  });

  visit('a browser that lets no window open says so', async (kari) => {
    await kari.page.evaluate(() => {
      window.open = () => null;
    });
    await kari.choosesThePasskey();
    assert.deepEqual(await kari.outcome(), { code: 'window-blocked' });
  });

  visit(
    'on the page of the service it is made and signs without a window',
    async (kari) => {
      await VirtualAuthenticator.in(kari.page);
      await kari.choosesThePasskey();
      const { status, body } = await kari.completes();
      assert.equal(status, 200, JSON.stringify(body));
      assert.equal(kari.context.pages().length, 1);
    },
    { place: () => own },
  );

  visit(
    'on the page of the service, whoever the device does not know has signed nothing',
    async (kari) => {
      const authenticator = await VirtualAuthenticator.in(kari.page);
      await authenticator.knowsItsUser(false);
      await kari.choosesThePasskey();
      assert.deepEqual(await kari.outcome(), { code: 'passkey-cancelled' });
    },
    { place: () => own },
  );
});
