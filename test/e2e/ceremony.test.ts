/**
 * All that can be asked of a signer, from the link to the sealed file, by keys alone and on the narrowest screen
 * (WCAG 2.2, 2.1.1, 2.4.7, 2.4.11 and 1.4.10): a login, pages that have to be read, a document for information, an
 * upload, places on the page, a signature by hand, and a passkey that confirms it.
 *
 * `PICTURES=folder` leaves a picture of each step there, of a phone and a desktop, in light and dark.
 */
import assert from 'node:assert/strict';
import { mkdir, readFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { buildIfNeeded } from '../../demo/build.ts';
import type { NewPlace } from '../../src/task/contract.ts';
import { launchBrowser } from '../harness/chromium.ts';
import { startDemoSite, type DemoSite } from '../harness/demo-site.ts';
import { pdfBytes } from '../harness/document-pdf.ts';
import { jpegOf } from '../harness/jpeg-picture.ts';
import { sealedOrder } from '../harness/sealed-order.ts';
import { VirtualAuthenticator } from '../harness/virtual-authenticator.ts';
import { verifySealedPdf } from '../verifier/verify-sealed-pdf.ts';
import { KeyboardSigner, type Seat } from './ceremony/keyboard-signer.ts';

const PICTURES = process.env.PICTURES;
const NARROW: Seat = { name: 'narrow', width: 320, height: 640, colorScheme: 'light' };
const SEATS: readonly Seat[] = PICTURES
  ? (['light', 'dark'] as const).flatMap((colorScheme) => [
      { name: `phone-${colorScheme}`, width: 360, height: 740, colorScheme },
      { name: `desktop-${colorScheme}`, width: 1200, height: 800, colorScheme },
    ])
  : [];
const CLAUSES = ['I rent the flat', 'I keep it in good order', 'Signed by the tenant:'];
const INITIALS: NewPlace = { kind: 'initials', page: 1, x: 60, y: 560, width: 60, height: 30 };
const CARD = 'Copy of your identity card';

let site: DemoSite;
let browser: Browser;

before(async () => {
  await buildIfNeeded();
  if (PICTURES) await mkdir(PICTURES, { recursive: true });
  [site, browser] = await Promise.all([startDemoSite(), launchBrowser()]);
});
after(async () => {
  await browser?.close();
  await site?.stop();
});

async function orderOf(seat: Seat): Promise<{ orderId: string; taskUrl: string }> {
  const [contract, rules] = await Promise.all([
    site.api.uploadDocument(pdfBytes(CLAUSES.map((text) => ({ text })))),
    site.api.uploadDocument(pdfBytes([{ text: 'Quiet after eleven' }])),
  ]);
  const order = await site.api.createOrder(
    {
      title: 'Moving in at 12 Harbour Street',
      documents: [
        { name: 'contract', documentId: contract.id, title: 'Tenancy agreement' },
        { name: 'rules', documentId: rules.id, title: 'House rules' },
      ],
      tasks: [
        {
          name: 'tenant',
          subject: { name: 'Kari Nordmann', eid: { claim: 'national_id', value: '01017012345' } },
          authentication: { methods: ['urn:eid:test:high'] },
          signatureMethods: ['handwritten', 'passkey'],
          signatureRequires: 'all',
          message: 'Welcome! Please sign before you get the keys.',
          actions: [
            {
              document: 'contract',
              type: 'sign',
              readAll: true,
              places: [
                INITIALS,
                { ...INITIALS, page: 2 },
                { kind: 'signature', anchor: { text: 'Signed by the tenant:' }, offset: { x: 0, y: -70 } },
              ],
            },
            { document: 'rules', type: 'view' },
            { type: 'upload', title: CARD, description: 'The side with the picture.' },
          ],
        },
      ],
    },
    `ceremony-of-${seat.name}`,
  );
  return { orderId: order.id, taskUrl: order.tasks[0]?.taskUrl ?? '' };
}

async function logsIn(signer: KeyboardSigner): Promise<void> {
  const { page } = signer;
  await signer.isAt('login', 'You need to log in first');
  await signer.presses('Log in with electronic ID');
  await page.waitForURL((url) => url.origin === site.eidUrl);
  await signer.isAt('eid', 'Who are you?');
  // In a group of radio buttons the arrows choose.
  await page.keyboard.press('Tab');
  const kari = page.getByRole('radio', { name: 'Kari Nordmann' });
  await page.keyboard.press('Space');
  for (let presses = 0; presses < 20 && !(await kari.isChecked()); presses += 1)
    await page.keyboard.press('ArrowDown');
  await signer.presses('Log in');
}

async function reads(signer: KeyboardSigner): Promise<void> {
  const { page } = signer;
  await signer.isAt('reading', CLAUSES[0] ?? '');
  const hint = page.locator('.bar-hint [aria-live]');
  await hint.filter({ hasText: 'left to read' }).waitFor();
  for (;;) {
    const text = await hint.innerText();
    if (!text.includes('left to read')) break;
    // A page that is higher than the view takes some presses; one that was read meanwhile takes the button away.
    await signer.presses('Next unread page N').catch(async (error: unknown) => {
      if ((await hint.innerText()).includes('left to read')) throw error;
    });
    await hint
      .filter({ hasNotText: text })
      .waitFor({ timeout: 1500 })
      .catch(() => undefined);
  }
  await signer.isAt('read', 'document left to open');
  await signer.presses('Next document');
  await signer.isAt('second-document', 'Quiet after eleven');
}

async function uploads(signer: KeyboardSigner): Promise<void> {
  await signer.presses('Go to upload');
  await signer.isAt('upload', 'The side with the picture.');
  // Before the key is pressed: the browser would open a window of its own otherwise.
  const chosen = signer.page.waitForEvent('filechooser');
  await signer.presses(`Choose a file: ${CARD}`);
  const chooser = await chosen;
  await chooser.setFiles({
    name: 'card.jpg',
    mimeType: 'image/jpeg',
    buffer: jpegOf({ width: 640, height: 400 }),
  });
  await signer.page.getByAltText('card.jpg').waitFor();
  await signer.looksAt('uploaded');
}

async function fillsIn(signer: KeyboardSigner): Promise<void> {
  const { page } = signer;
  await signer.presses('Continue to sign');
  await signer.isAt('sign', 'Type your name to sign');
  await signer.types(/^Type your name to sign/, 'Kari Nordmann');
  await signer.goesTo('Style 1');
  await page.keyboard.press('ArrowRight');
  await page.getByRole('radio', { name: 'Style 2', checked: true }).waitFor();
  await signer.types(/^Initials/, 'KN');
  await signer.looksAt('filled-in');
  for (const number of [1, 2, 3]) {
    await signer.presses(new RegExp(`^Next place \\(${number} of 3\\)`));
    await page.waitForFunction(() => {
      const widget = document.querySelector('signing-widget')?.shadowRoot;
      const view = widget?.querySelector('signing-document-view')?.shadowRoot;
      return view?.activeElement?.getAttribute('part') === 'mark';
    });
    await signer.looksAt(`place-${number}`);
    // From a place Enter leads back to where it is filled in.
    await page.keyboard.press('Enter');
    await page
      .getByRole('textbox', { name: /^(Type your name|Initials)/ })
      .first()
      .waitFor();
  }
  await signer.ticks(/^I agree/);
  await signer.looksAt('agreed');
}

async function takesItHome(signer: KeyboardSigner): Promise<Uint8Array> {
  await signer.isAt('receipt', 'You have signed');
  await signer.page.getByText('The signed version is ready.').waitFor();
  await signer.looksAt('sealed');
  await signer.goesTo(/^Download signed version/);
  const download = signer.page.waitForEvent('download');
  await signer.page.keyboard.press('Enter');
  return readFile(await (await download).path());
}

describe('A signer by keys alone', () => {
  for (const seat of [...SEATS, NARROW]) {
    test(`logs in, reads, uploads, initials, signs and has the sealed file (${seat.name})`, async () => {
      // Each of them has a device of their own, and makes a passkey on it.
      await site.service.database.query('delete from passkeys');
      const { orderId, taskUrl } = await orderOf(seat);
      const signer = await KeyboardSigner.sitDown(browser, seat, PICTURES);
      try {
        const authenticator = await VirtualAuthenticator.in(signer.page);
        await signer.page.goto(taskUrl);
        await logsIn(signer);
        await reads(signer);
        await uploads(signer);
        await fillsIn(signer);
        await signer.presses(/^Sign “Tenancy agreement”/);
        const sealed = await takesItHome(signer);
        assert.equal((await authenticator.passkeys()).length, 1);
        await sealedOrder(site, orderId);
        const { problems } = verifySealedPdf(sealed, { anchorsPem: site.service.trustAnchorsPem });
        assert.deepEqual(problems, []);
      } finally {
        await signer.leave();
      }
    });
  }
});
