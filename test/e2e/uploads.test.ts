/** Documents to sign, one to read, files to upload: two signers, one press each, from the link to the sealed PDFs. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { buildIfNeeded } from '../../demo/build.ts';
import type { NewTask, Order } from '../../src/task/contract.ts';
import { launchBrowser } from '../harness/chromium.ts';
import { startDemoSite, type DemoSite } from '../harness/demo-site.ts';
import { pdfBytes } from '../harness/document-pdf.ts';
import { jpegOf } from '../harness/jpeg-picture.ts';
import { sealedOrder } from '../harness/sealed-order.ts';
import { SignerInBrowser, type Viewport } from '../harness/signer-in-browser.ts';
import { verifySealedPdf } from '../verifier/verify-sealed-pdf.ts';
import { requireTools, verifyWithTools } from '../verifier/verify-with-tools.ts';

const PHONE = { width: 360, height: 740 };
const CARD = 'Copy of your identity card';
const PAYSLIP = 'Your last payslip';

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

const ACTIONS: NewTask['actions'] = [
  { document: 'contract', type: 'sign' },
  { document: 'rules', type: 'view' },
  { type: 'upload', title: CARD, description: 'The side with the picture.' },
  { document: 'deposit', type: 'sign' },
  { type: 'upload', title: PAYSLIP, optional: true },
];

async function twoSigners(): Promise<Order> {
  const document = async (name: string, title: string, text: string) => {
    const { id: documentId } = await site.api.uploadDocument(pdfBytes([{ text }]));
    return { name, documentId, title };
  };
  return site.api.createOrder(
    {
      title: 'Tenancy, with what belongs to it',
      documents: [
        await document('contract', 'Agreement', 'I rent the flat'),
        await document('rules', 'House rules', 'Quiet after eleven'),
        await document('deposit', 'Deposit', 'I pay a deposit'),
      ],
      tasks: [
        { name: 'tenant', subject: { name: 'Kari Nordmann' }, actions: ACTIONS },
        { name: 'partner', subject: { name: 'Ola Nordmann' }, actions: ACTIONS, dependsOn: ['tenant'] },
      ],
    },
    'order-with-uploads',
  );
}

interface File {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

async function uploads(signer: SignerInBrowser, title: string, file: File): Promise<void> {
  await signer.page.getByLabel(`Choose a file: ${title}`).setInputFiles(file);
  await signer.sees(`${file.name} has been uploaded.`);
}

/** Goes through everything as the bar leads, and signs it with one press. */
async function signsAll(taskUrl: string, viewport: Viewport, card: File, payslip?: File): Promise<void> {
  const signer = await SignerInBrowser.sitDown(browser, viewport);
  await signer.page.goto(taskUrl);
  await signer.sees('I rent the flat');
  await signer.button('Next document').click();
  await signer.sees('Quiet after eleven');
  await signer.button('Go to upload').click();
  await uploads(signer, CARD, card);
  if (card.mimeType.startsWith('image/')) await signer.page.getByAltText(card.name).waitFor();
  else await signer.sees('Something of mine');

  // What has been uploaded is there after a reload, and what was read has not to be read again.
  await signer.page.reload();
  await signer.page.getByRole('tab', { name: CARD }).click();
  await signer.sees(card.name);
  await signer.page.getByRole('tab', { name: 'Agreement' }).click();
  await signer.sees('I rent the flat');
  await signer.button('Next document').click();
  await signer.sees('Quiet after eleven');
  await signer.button('Next document').click();
  await signer.sees('I pay a deposit');
  if (payslip) {
    await signer.page.getByRole('tab', { name: PAYSLIP }).click();
    await uploads(signer, PAYSLIP, payslip);
  }
  await signer.goesOnToSign();
  await signer.sees(payslip ? payslip.name : 'Left out (optional)');
  await signer.agrees();
  await signer.button('Sign 2 documents').click();
  await signer.seesReceipt();
  await signer.sees(card.name);
  signer.assertQuiet();
  await signer.leave();
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

describe('two signers, one after the other', () => {
  test('sign two documents, read one and upload what is asked for, with one press each', async () => {
    const order = await twoSigners();
    const [tenant, partner] = order.tasks;
    const card: File = {
      name: 'card.jpg',
      mimeType: 'image/jpeg',
      buffer: jpegOf({ width: 600, height: 400 }),
    };
    const scan: File = {
      name: 'card.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from(pdfBytes([{ text: 'Something of mine' }])),
    };
    const payslip: File = {
      ...scan,
      name: 'payslip.pdf',
      buffer: Buffer.from(pdfBytes([{ text: 'My pay' }])),
    };
    await signsAll(tenant?.taskUrl ?? '', PHONE, card);
    await signsAll(partner?.taskUrl ?? '', { width: 1200, height: 800 }, scan, payslip);

    const { documents, uploads: handedIn } = await sealedOrder(site, order.id);
    assert.deepEqual(
      handedIn.map((upload) => [upload.taskId, upload.title, upload.name, upload.sha256]),
      [
        [tenant?.id, CARD, 'card.jpg', sha256(card.buffer)],
        [partner?.id, CARD, 'card.pdf', sha256(scan.buffer)],
        [partner?.id, PAYSLIP, 'payslip.pdf', sha256(payslip.buffer)],
      ],
    );
    for (const { id, sha256: hash } of handedIn) {
      const response = await fetch(`${site.serviceUrl}/orders/${order.id}/uploads/${id}`, {
        headers: { authorization: 'Bearer test-api-key' },
      });
      assert.equal(sha256(new Uint8Array(await response.arrayBuffer())), hash);
    }
    const signed = documents.filter(({ name }) => name !== 'rules');
    assert.equal(signed.length, 2);
    for (const document of signed) {
      const bytes = await site.api.downloadSealed(order.id, document.id);
      const file = new Uint8Array(await bytes.arrayBuffer());
      const original = file.subarray(0, document.size);
      const options = { anchorsPem: site.service.trustAnchorsPem, original };
      const verified = verifySealedPdf(file, options);
      assert.deepEqual(verified.problems, []);
      const results = await verifyWithTools(file, options);
      requireTools(results);
      assert.deepEqual(
        results.filter(({ status }) => status === 'refused'),
        [],
      );
    }
    const rows = await site.service.database.query<{ documents: { sha256: string }[] }>(
      `select completion -> 'documents' as documents from tasks where order_id = $1 order by position`,
      [order.id],
    );
    const hashes = Object.fromEntries(documents.map(({ name, sha256: hash }) => [name, hash]));
    assert.deepEqual(
      rows.map((row) => row.documents.map((document) => document.sha256)),
      [
        [hashes['contract'], hashes['rules'], sha256(card.buffer), hashes['deposit']],
        [hashes['contract'], hashes['rules'], sha256(scan.buffer), hashes['deposit'], sha256(payslip.buffer)],
      ],
    );
  });
});
