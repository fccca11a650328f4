/** The whole line: a form on a customer's site, an order, a signature in the page, a sealed PDF. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../harness/chromium.ts';
import { startDemoSite, type DemoSite } from '../harness/demo-site.ts';
import { pdfBytes } from '../harness/document-pdf.ts';
import { SignerInBrowser } from '../harness/signer-in-browser.ts';
import { verifySealedPdf } from '../verifier/verify-sealed-pdf.ts';
import { requireTools, verifyWithTools } from '../verifier/verify-with-tools.ts';

let site: DemoSite;
let browser: Browser;

before(async () => {
  [site, browser] = await Promise.all([startDemoSite(), launchBrowser()]);
});

after(async () => {
  await browser.close();
  await site.stop();
});

describe('A tenant fills in a form and signs what it becomes, in the customer’s own page', () => {
  let signer: SignerInBrowser;
  let orderId: string;
  let sealed: Uint8Array;
  let original: Uint8Array;

  before(async () => {
    signer = await SignerInBrowser.sitDown(browser);
  });
  after(() => signer.leave());

  test('the form leads to the agreement, shown by a widget from another origin', async () => {
    await signer.page.goto(`${site.hostUrl}/tenancy`);
    await signer.page.getByLabel('Your full name').fill('Łukasz Ødegård');
    await signer.button('Go on to the agreement').click();
    await signer.sees('Łukasz Ødegård, kari@example.test');
    orderId = /\/agreements\/([^/]+)\/sign$/.exec(signer.page.url())?.[1] ?? '';
    assert.notEqual(orderId, '');
  });

  test('the signer agrees, types a name, signs, and has a receipt', async () => {
    await signer.goesOnToSign();
    await signer.typesName('Łukasz Ødegård');
    await signer.agrees();
    await signer.signs();
    await signer.seesReceipt();
  });

  test('the page is told of each change once, in the order in which it happened', async () => {
    const told = await signer.page.locator('#told li').allTextContents();
    const types = told.map((line) => line.split(' · ')[0]);
    assert.equal(types.filter((type) => type === 'signing-completed').length, 1);
    assert.equal(types.filter((type) => type === 'signing-ready').length, 1);
    assert.ok(types.indexOf('signing-ready') < types.indexOf('signing-before-submit'));
    assert.ok(types.indexOf('signing-before-submit') < types.indexOf('signing-completed'));
    assert.equal(types.includes('signing-error'), false);
  });

  test('the customer sees the agreement signed and sealed, and downloads it', async () => {
    await signer.page.getByRole('link', { name: 'Back to Fjord Homes' }).click();
    await signer.sees('Signed and sealed');
    const order = await site.api.readOrder(orderId);
    const [document] = order.documents;
    assert.ok(document);
    const bytes = await site.api.downloadSealed(orderId, document.id);
    sealed = new Uint8Array(await bytes.arrayBuffer());
    original = sealed.subarray(0, document.size);
    assert.equal(createHash('sha256').update(original).digest('hex'), document.sha256);
    assert.equal(createHash('sha256').update(sealed).digest('hex'), document.sealedSha256);
  });

  test('a verifier that shares nothing with the sealer accepts the sealed PDF', () => {
    const verdict = verifySealedPdf(sealed, { anchorsPem: site.service.trustAnchorsPem, original });
    assert.deepEqual(verdict.problems, []);
    assert.equal(verdict.valid, true);
    assert.equal(verdict.signatures.filter(({ kind }) => kind === 'approval').length, 1);
  });

  test('pdfsig, openssl and qpdf accept it too', async (t) => {
    const results = await verifyWithTools(sealed, { anchorsPem: site.service.trustAnchorsPem, original });
    requireTools(results);
    const missing = results.filter(({ status }) => status === 'missing').map(({ tool }) => tool);
    if (missing.length === results.length) return t.skip(`not installed: ${missing.join(', ')}`);
    assert.deepEqual(
      results.filter(({ status }) => status === 'refused'),
      [],
    );
  });

  test('a byte changed in what was signed makes every one of them refuse', async () => {
    const changed = Uint8Array.from(sealed);
    const at = Math.floor(original.length / 2);
    changed[at] = (changed[at] ?? 0) ^ 1;
    const options = { anchorsPem: site.service.trustAnchorsPem };
    assert.equal(verifySealedPdf(changed, { ...options, original }).valid, false);
    const results = await verifyWithTools(changed, options);
    for (const { tool, status } of results) {
      // qpdf looks at syntax: a byte inside a stream's data is none of its business.
      if (tool !== 'qpdf' && status !== 'missing') assert.equal(status, 'refused', tool);
    }
  });

  test('nothing was asked of any other origin, and the console stayed silent', () => {
    assert.deepEqual([...signer.originsAsked].sort(), [site.hostUrl, site.serviceUrl].sort());
    signer.assertQuiet();
  });
});

describe('A signer opens the task’s own link', () => {
  test('on a phone, by keyboard alone, and signs without a written name', async () => {
    const { taskUrl, orderId } = await orderOf(
      pdfBytes([{ text: 'I borrow 10 000' }, { text: 'Second page' }]),
    );
    const signer = await SignerInBrowser.sitDown(browser, { width: 360, height: 740 });
    await signer.page.goto(taskUrl);
    await signer.sees('I borrow 10 000');
    await signer.tabsTo('button', 'Continue to sign');
    await signer.page.keyboard.press('Enter');
    await signer.tabsTo('radio', /By hand/);
    await signer.page.keyboard.press('ArrowDown');
    await signer.tabsTo('checkbox', 'I agree');
    await signer.page.keyboard.press('Space');
    await signer.tabsTo('button', /^Sign/);
    await signer.page.keyboard.press('Enter');
    await signer.seesReceipt();
    assert.equal((await site.api.readOrder(orderId)).tasks[0]?.status, 'completed');
    signer.assertQuiet();
    await signer.leave();
  });

  test('again after signing, and is shown the receipt, not asked to sign twice', async () => {
    const { taskUrl } = await orderOf(pdfBytes([{ text: 'Loan agreement' }]));
    const signer = await SignerInBrowser.sitDown(browser);
    await signer.page.goto(taskUrl);
    await signer.goesOnToSign();
    await signer.agreesWithoutName();
    await signer.agrees();
    await signer.signs();
    await signer.seesReceipt();
    await signer.page.reload();
    await signer.seesReceipt();
    assert.equal(await signer.button(/^Sign/).count(), 0);
    signer.assertQuiet();
    await signer.leave();
  });

  test('of a task that is not there, and reads what to do', async () => {
    const signer = await SignerInBrowser.sitDown(browser);
    await signer.page.goto(`${site.serviceUrl}/tasks/task_AAAAAAAAAAAAAAAAAAAAAA`);
    await signer.page.getByRole('heading', { name: /not found|no such|cannot find/i }).waitFor();
    await signer.leave();
  });
});

async function orderOf(pdf: Uint8Array): Promise<{ orderId: string; taskUrl: string }> {
  const document = await site.api.uploadDocument(pdf);
  const order = await site.api.createOrder(
    {
      title: 'Loan agreement',
      documents: [{ name: 'loan', documentId: document.id, title: 'Loan agreement' }],
      tasks: [
        {
          name: 'borrower',
          subject: { name: 'Kari Nordmann' },
          actions: [{ document: 'loan', type: 'sign' }],
          signatureMethods: ['handwritten', 'consent'],
        },
      ],
    },
    crypto.randomUUID(),
  );
  return { orderId: order.id, taskUrl: order.tasks[0]?.taskUrl ?? '' };
}
