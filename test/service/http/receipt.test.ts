/** The receipt of an order: what a customer files, and shows to whoever asks what was signed and by whom. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Order, Task } from '../../../src/task/contract.ts';
import { textOfPages } from '../../harness/pdf-text.ts';
import { pngOf } from '../../harness/signature-png.ts';
import { startTestService, type TestService } from '../../harness/test-service.ts';
import { verifySealedPdf } from '../../verifier/verify-sealed-pdf.ts';
import { requireTools, verifyWithTools } from '../../verifier/verify-with-tools.ts';
import { expectProblem } from './expect-problem.ts';

const DRAWING =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100"><path d="M10 60Q80 -20 150 60Q220 130 290 40L288 36Q220 120 152 55Q80 -30 12 56Z"/></svg>';

let service: TestService;
before(async () => {
  service = await startTestService();
});
after(() => service.stop());

async function receiptOf({ id }: Pick<Order, 'id'>, key?: string) {
  return service.call<Uint8Array>('readReceipt', `/orders/${id}/receipt`, {
    headers: service.asCustomer(key),
  });
}

async function wordsOf(order: Order): Promise<string> {
  const { status, body } = await receiptOf(order);
  assert.equal(status, 200);
  return (await textOfPages(body)).join('\n');
}

async function orderOfThree(locales: readonly string[] = []): Promise<Order> {
  const request = await service.newOrder();
  const [task] = request.tasks;
  assert.ok(task);
  const signers = ['Kari Nordmann', 'Юлія Шевченко', 'Ola Hansen'];
  return service.createOrder({
    ...request,
    externalReference: 'T-1042',
    onReject: 'continue',
    tasks: signers.map((name, at) => ({
      ...task,
      name: `signer-${at}`,
      subject: { name },
      signatureMethods: ['consent', 'handwritten'],
      ...(locales[at] !== undefined && { locale: locales[at] }),
    })),
  });
}

async function sign(order: Order, at: number, signature: object): Promise<void> {
  const signer = await service.open(order.tasks[at]?.id ?? '');
  const body = { ...signer.completion(), signature };
  const { status } = await signer.complete<Task>({ body });
  assert.equal(status, 200);
}

test('says who signed what, how, when, and by which evidence, with the signatures as they were made', async () => {
  const order = await orderOfThree();
  await sign(order, 0, { method: 'handwritten', kind: 'drawn', svg: DRAWING });
  const png = pngOf({ width: 300, height: 80 }).toString('base64');
  await sign(order, 1, { method: 'handwritten', kind: 'uploaded', png });
  await sign(order, 2, { method: 'handwritten', kind: 'typed', text: 'Ola Hansen', face: 'caveat' });
  const { documents } = await service.orderReaches(order.id, 'completed');
  const { body } = await receiptOf(order);
  const words = (await textOfPages(body)).join('\n').replace(/\s+/g, ' ');
  for (const text of [
    'Tenancy agreement',
    'T-1042',
    order.id,
    'Kari Nordmann',
    'Юлія Шевченко',
    'Ola Hansen',
    'Signed by drawn signature',
    'Signed by uploaded picture of the signature',
    'Signed by typed name',
    'Opened by whoever held the link',
    'The order was completed',
    documents[0]?.sha256 ?? '-',
    documents[0]?.sealedSha256 ?? '-',
  ])
    assert.ok(words.includes(text), `${text} is missing in ${words}`);
  const file = Buffer.from(body).toString('latin1');
  assert.match(file, /\/Subtype\s*\/Image/, 'the picture');
  assert.match(file, /Caveat/, 'the face');
});

describe('speaks', () => {
  test('the language of the order’s tasks, in all that it says', async () => {
    const order = await orderOfThree(['nb', 'no', 'nb-NO']);
    await sign(order, 0, { method: 'handwritten', kind: 'typed', text: 'Kari Nordmann', face: 'caveat' });
    const { body } = await receiptOf(order);
    const words = (await textOfPages(body)).join('\n').replace(/\s+/g, ' ');
    for (const text of [
      'Kvittering',
      'Åpen: ikke alle har signert',
      'Signert med maskinskrevet navn',
      'Åpnet av den som hadde lenken',
      'Har ikke signert ennå',
      'Hva som skjedde',
      'Ordren ble opprettet',
      'Side 1 av ',
      '1 side, ',
      ' UTC',
    ])
      assert.ok(words.includes(text), `${text} is missing in ${words}`);
    assert.doesNotMatch(words, /\b(Receipt|Order|Signed|Page|pages|bytes|Made|The|by|of|with)\b/);
    assert.match(Buffer.from(body).toString('latin1'), /\/Lang \(nb\)/);
  });

  for (const [what, locales] of [
    ['are of several languages', ['nb', 'en', 'nb']],
    ['are of a language that it has no words of', ['de', 'de', 'de']],
  ] as const)
    test(`English where the tasks ${what}`, async () => {
      const words = await wordsOf(await orderOfThree(locales));
      assert.ok(words.includes('Open: not everybody has signed'));
      assert.ok(words.includes('Page 1 of '));
    });
});

test('is certified and time-stamped: every tool accepts it, and no byte of it can be changed', async () => {
  const order = await service.order();
  const { body } = await receiptOf(order);
  const options = { anchorsPem: service.running.trustAnchorsPem, level: 'B-T' } as const;
  const { problems, signatures } = verifySealedPdf(body, options);
  assert.deepEqual(problems, []);
  assert.deepEqual(
    signatures.map(({ kind }) => kind),
    ['certification'],
  );
  const tools = await verifyWithTools(body, options);
  requireTools(tools);
  assert.deepEqual(
    tools.filter(({ status }) => status === 'refused'),
    [],
  );
  const changed = body.slice();
  const at = Buffer.from(body).indexOf('stream') + 12;
  changed[at] = (changed[at] ?? 0) ^ 1;
  assert.equal(verifySealedPdf(changed, options).valid, false);
});

test('tells how an order stands that is not over, and what it does not know yet', async () => {
  const order = await orderOfThree();
  await sign(order, 0, { method: 'consent' });
  const words = await wordsOf(order);
  assert.ok(words.includes('Open: not everybody has signed'));
  assert.ok(words.includes('Signed by consent'));
  assert.ok(words.includes('Has not signed yet'));
  assert.ok(!words.includes('Sealed (SHA-256)'));
});

test('tells of a no with its reason, however long it is', async () => {
  const order = await service.order();
  const signer = await service.open(order.tasks[0]?.id ?? '');
  const reason = `The rent is wrong. ${'It was to be less, as we had said on the phone. '.repeat(30)}The end.`;
  assert.equal((await signer.decline('rejection', { reason })).status, 200);
  const words = await wordsOf(order);
  assert.ok(words.includes('Said no'));
  assert.ok(words.includes('The rent is wrong.'));
  assert.ok(words.includes('The end.'));
  assert.ok(words.includes('Ended: somebody said no'));
});

test('goes over as many pages as it needs, each with its number', async () => {
  const request = await service.newOrder();
  const [task] = request.tasks;
  assert.ok(task);
  const tasks = Array.from({ length: 40 }, (_, at) => ({
    ...task,
    name: `signer-${at}`,
    subject: { name: `Signer ${at}` },
  }));
  const order = await service.createOrder({ ...request, tasks });
  const { body } = await receiptOf(order);
  const pages = await textOfPages(body);
  assert.ok(pages.length > 2);
  pages.forEach((page, at) => assert.ok(page.includes(`Page ${at + 1} of ${pages.length}`)));
  tasks.forEach(({ subject }) => assert.ok(pages.join('\n').includes(subject.name)));
});

test('is for the customer of the order alone', async () => {
  const order = await service.order();
  expectProblem(await receiptOf(order, 'nobody'), 'unauthorized');
  expectProblem(
    await service.call('readReceipt', '/orders/order_none/receipt', { headers: service.asCustomer() }),
    'not-found',
  );
});
