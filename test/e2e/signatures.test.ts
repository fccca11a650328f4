/** Every way to sign, in a real browser, from the link to the sealed PDF. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser } from 'playwright-core';
import type { NewTask } from '../../src/task/contract.ts';
import { buildIfNeeded } from '../../demo/build.ts';
import { launchBrowser } from '../harness/chromium.ts';
import { startDemoSite, type DemoSite } from '../harness/demo-site.ts';
import { pdfBytes } from '../harness/document-pdf.ts';
import { sealedOrder } from '../harness/sealed-order.ts';
import { SignerInBrowser, type Viewport } from '../harness/signer-in-browser.ts';
import { VirtualAuthenticator } from '../harness/virtual-authenticator.ts';
import { verifySealedPdf } from '../verifier/verify-sealed-pdf.ts';
import { requireTools, verifyWithTools } from '../verifier/verify-with-tools.ts';

const KARI = { name: 'Kari Nordmann', eid: { claim: 'national_id', value: '01017012345' } };
const PHONE = { width: 360, height: 740 };

let orders = 0;
let site: DemoSite;
let browser: Browser;

before(async () => {
  await buildIfNeeded();
  [site, browser] = await Promise.all([startDemoSite(), launchBrowser()]);
});
after(async () => {
  await browser?.close();
  await site?.stop();
});

async function orderOf(task: Partial<NewTask>): Promise<{ orderId: string; taskUrl: string }> {
  const { id: documentId } = await site.api.uploadDocument(pdfBytes([{ text: 'I rent the flat' }]));
  const order = await site.api.createOrder(
    {
      title: 'Tenancy agreement',
      documents: [{ name: 'contract', documentId, title: 'Agreement' }],
      tasks: [{ name: 'tenant', subject: KARI, actions: [{ document: 'contract', type: 'sign' }], ...task }],
    },
    `order-of-test-${(orders += 1)}`,
  );
  return { orderId: order.id, taskUrl: order.tasks[0]?.taskUrl ?? '' };
}

/** Every tool that is there accepts what came of it. */
async function assertSealed(orderId: string): Promise<void> {
  const { documents } = await sealedOrder(site, orderId);
  const [document] = documents;
  assert.ok(document);
  const bytes = await site.api.downloadSealed(orderId, document.id);
  const sealed = new Uint8Array(await bytes.arrayBuffer());
  const original = sealed.subarray(0, document.size);
  const options = { anchorsPem: site.service.trustAnchorsPem, original };
  assert.deepEqual(verifySealedPdf(sealed, options).problems, []);
  const results = await verifyWithTools(sealed, options);
  requireTools(results);
  assert.deepEqual(
    results.filter(({ status }) => status === 'refused'),
    [],
  );
}

interface Evidence {
  readonly signature: readonly Readonly<Record<string, string>>[];
}

async function evidenceOf(orderId: string): Promise<Evidence> {
  const [row] = await site.service.database.query<{ completion: Evidence }>(
    'select completion from tasks where order_id = $1',
    [orderId],
  );
  assert.ok(row);
  return row.completion;
}

/** Opens the link, and goes as far as the last step, with consent given. */
async function atTheLastStep(taskUrl: string, viewport?: Viewport): Promise<SignerInBrowser> {
  const signer = await SignerInBrowser.sitDown(browser, viewport);
  await signer.page.goto(taskUrl);
  await signer.sees('I rent the flat');
  await signer.goesOnToSign();
  await signer.agrees();
  return signer;
}

async function logsIn({ page }: SignerInBrowser, name: string): Promise<void> {
  await page.waitForURL((url) => url.origin === site.eidUrl);
  await page.getByRole('radio', { name }).check();
  await page.getByRole('button', { name: 'Log in' }).click();
}

describe('a signer signs', () => {
  for (const [where, viewport] of [
    ['on a phone', PHONE],
    ['at a desk', undefined],
  ] as const) {
    test(`with a drawn signature ${where}, which is sealed as curves`, async () => {
      const { orderId, taskUrl } = await orderOf({ signatureMethods: ['handwritten'] });
      const signer = await atTheLastStep(taskUrl, viewport);
      await signer.draws();
      await signer.signs();
      await signer.seesReceipt();
      const [signature] = (await evidenceOf(orderId)).signature;
      assert.equal(signature?.kind, 'drawn');
      assert.match(signature?.svg ?? '', /^<svg /);
      await assertSealed(orderId);
      signer.assertQuiet();
      await signer.leave();
    });
  }

  test('with a signature begun upright and ended with the phone turned: all of it is sealed', async () => {
    const { orderId, taskUrl } = await orderOf({ signatureMethods: ['handwritten'] });
    const signer = await atTheLastStep(taskUrl, PHONE);
    await signer.draws();
    const upright = await signer.ink();
    assert.equal(upright.length, 1);
    await signer.turnsThePhone();
    assert.deepEqual(await signer.ink(), upright);
    await signer.drawsAStroke();
    const both = await signer.ink();
    assert.equal(both.length, 2);
    await signer.turnsThePhone();
    assert.deepEqual(await signer.ink(), both);
    await signer.signs();
    await signer.seesReceipt();
    const [signature] = (await evidenceOf(orderId)).signature;
    assert.equal(signature?.svg?.match(/<path/g)?.length, 2);
    await assertSealed(orderId);
    signer.assertQuiet();
    await signer.leave();
  });

  test('with an eID, for which the page is left: seen by whoever has the link, signed by one', async () => {
    const { orderId, taskUrl } = await orderOf({ signatureMethods: ['eid'] });
    const signer = await atTheLastStep(taskUrl);
    await signer.signs();
    await logsIn(signer, 'Kari Nordmann');
    await signer.seesReceipt();
    await signer.sees('With an electronic ID');
    const [signature] = (await evidenceOf(orderId)).signature;
    assert.equal(signature?.method, 'eid');
    assert.equal(signature?.acr, 'urn:eid:test:high');
    await assertSealed(orderId);
    assert.equal(new URL(signer.page.url()).hash, '', 'nothing of the login stays in the address');
    await signer.leave();
  });

  test('not with the eID of somebody else: it is said, and nothing is signed', async () => {
    const { orderId, taskUrl } = await orderOf({ signatureMethods: ['eid'] });
    const signer = await atTheLastStep(taskUrl);
    await signer.signs();
    await logsIn(signer, 'Ola Hansen');
    await signer.sees('It was confirmed by somebody else');
    assert.equal((await site.api.readOrder(orderId)).tasks[0]?.status, 'ready');
    await signer.leave();
  });

  test('not when they cancel at the eID; what was put in is still there', async () => {
    const { orderId, taskUrl } = await orderOf({
      signatureMethods: ['handwritten', 'eid'],
      signatureRequires: 'all',
    });
    const signer = await atTheLastStep(taskUrl);
    await signer.page.getByRole('textbox', { name: /your name/i }).fill('Kari Nordmann');
    await signer.signs();
    await signer.page.waitForURL((url) => url.origin === site.eidUrl);
    await signer.button(/Cancel/).click();
    await signer.sees('You have not confirmed it');
    await signer.goesOnToSign();
    const name = signer.page.getByRole('textbox', { name: /your name/i });
    assert.equal(await name.inputValue(), 'Kari Nordmann');
    await signer.signs();
    await logsIn(signer, 'Kari Nordmann');
    await signer.seesReceipt();
    const { signature } = await evidenceOf(orderId);
    assert.deepEqual(
      signature.map(({ method }) => method),
      ['handwritten', 'eid'],
    );
    await assertSealed(orderId);
    await signer.leave();
  });

  test('with a passkey on the service’s own page, made at the first use', async () => {
    const { orderId, taskUrl } = await orderOf({
      signatureMethods: ['passkey'],
      authentication: { artifact: true },
    });
    const taskId = new URL(taskUrl).pathname.split('/').at(-1) ?? '';
    const { url } = await site.api.createArtifact(orderId, taskId);
    const signer = await SignerInBrowser.sitDown(browser, PHONE);
    const authenticator = await VirtualAuthenticator.in(signer.page);
    await signer.page.goto(url);
    await signer.sees('I rent the flat');
    await signer.goesOnToSign();
    await signer.agrees();
    await signer.signs();
    await signer.seesReceipt();
    await signer.sees('With a passkey');
    assert.equal((await authenticator.passkeys()).length, 1);
    const [signature] = (await evidenceOf(orderId)).signature;
    assert.equal(signature?.method, 'passkey');
    await assertSealed(orderId);
    signer.assertQuiet();
    await signer.leave();
  });

  test('not with a passkey that does not know them; they can try again', async () => {
    // Somebody who has no passkey yet: a subject's first one is from then on the only one that a link can sign with.
    const { orderId, taskUrl } = await orderOf({
      subject: { name: 'Ola Hansen' },
      signatureMethods: ['passkey'],
    });
    const signer = await SignerInBrowser.sitDown(browser);
    const authenticator = await VirtualAuthenticator.in(signer.page);
    await authenticator.knowsItsUser(false);
    await signer.page.goto(taskUrl);
    await signer.goesOnToSign();
    await signer.agrees();
    await signer.signs();
    await signer.sees('You have not confirmed it');
    assert.equal((await site.api.readOrder(orderId)).tasks[0]?.status, 'ready');
    await authenticator.knowsItsUser(true);
    await signer.signs();
    await signer.seesReceipt();
    await signer.leave();
  });
});
