/** Only what somebody has signed is sealed, and is called so. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import type { NewOrder, Order } from '../../../src/task/contract.ts';
import { jpegOf } from '../../harness/jpeg-picture.ts';
import { textOfPages } from '../../harness/pdf-text.ts';
import { startTestService, type TestService } from '../../harness/test-service.ts';
import { expectProblem } from './expect-problem.ts';
import { documentActions, signedHashes } from '../../harness/signed-hashes.ts';

const BOX = { x: 300, y: 100, width: 60, height: 30 };

let service: TestService;
before(async () => {
  service = await startTestService();
});
after(() => service.stop());

async function sealedOf(order: Order): Promise<Uint8Array> {
  const { documents } = await service.orderReaches(order.id, 'completed');
  const path = `/orders/${order.id}/documents/${documents[0]?.id}`;
  const headers = service.asCustomer();
  return (await service.call<Uint8Array>('readOrderDocument', path, { headers })).body;
}

async function orderOfTwo(actions: NewOrder['tasks'][number]['actions'], download = true): Promise<NewOrder> {
  const [contract, leaflet] = [await service.upload(), await service.upload()];
  return {
    title: 'Loan',
    documents: [
      { name: 'contract', documentId: contract.id, title: 'Contract' },
      { name: 'leaflet', documentId: leaflet.id, title: 'Leaflet' },
    ],
    tasks: [{ name: 'borrower', subject: { name: 'Kari Nordmann' }, actions, allow: { download } }],
  };
}

test('an order that could complete with nothing signed is refused', async () => {
  const body = await orderOfTwo([
    { document: 'contract', type: 'sign', optional: true },
    { document: 'leaflet', type: 'view' },
  ]);
  const headers = service.asCustomer();
  expectProblem(
    await service.call('createOrder', '/orders', { method: 'POST', headers, body }),
    'invalid-request',
  );
});

test('a document that was only looked at has no sealed version, and the one that was signed has', async () => {
  const order = await service.order(
    await orderOfTwo([
      { document: 'contract', type: 'sign' },
      { document: 'leaflet', type: 'view' },
    ]),
  );
  const signer = await service.open(order.tasks[0]?.id ?? '');
  assert.equal((await signer.complete()).status, 200);
  const { documents } = await service.orderReaches(order.id, 'completed');
  const [contract, leaflet] = documents;
  assert.ok(contract?.sealedSha256);
  assert.equal(leaflet?.sealedSha256, undefined);
  const path = (id: string | undefined) => `/orders/${order.id}/documents/${id}`;
  const customer = { headers: service.asCustomer() };
  expectProblem(await service.call('readOrderDocument', path(leaflet?.id), customer), 'not-found');
  const original = await service.call('readOrderDocument', `${path(leaflet?.id)}?version=original`, customer);
  assert.equal(original.status, 200);
});

test('a sender who allows no download keeps the sealed version from the signer, not the document to read', async () => {
  const order = await service.order(await orderOfTwo([{ document: 'contract', type: 'sign' }], false));
  const signer = await service.open(order.tasks[0]?.id ?? '');
  await signer.complete();
  await service.orderReaches(order.id, 'completed');
  const path = `/tasks/${signer.task.id}/documents/${documentActions(signer.task)[0]?.document.id}`;
  const { headers } = signer;
  expectProblem(await service.call('readTaskDocument', `${path}?version=sealed`, { headers }), 'forbidden');
  assert.equal((await service.call('readTaskDocument', path, { headers })).status, 200);
});

test('the files that a signer uploaded are named in the sealed document, in the order’s language, and what they call them is not', async () => {
  const order = await service.orderOf({
    locale: 'nb-NO',
    actions: [
      { document: 'contract', type: 'sign', places: [{ kind: 'initials', page: 1, ...BOX }] },
      { type: 'upload', title: 'Kopi av legitimasjon' },
    ],
  });
  const signer = await service.open(order.tasks[0]?.id ?? '');
  const bytes = jpegOf();
  await signer.upload(bytes, { name: 'my cat.jpg' });
  const actions = signedHashes((await signer.read()).body);
  assert.equal((await signer.complete({ body: signer.completion({ actions }) })).status, 200);
  const page = (await textOfPages(await sealedOf(order))).at(-1)?.replace(/\s+/g, ' ') ?? '';
  for (const text of [
    'Signaturside',
    'Signert ved samtykke',
    'Initialer 1 sted i dokumentet, på side 1',
    `Lastet opp Kopi av legitimasjon JPEG, ${bytes.length} byte`,
    createHash('sha256').update(bytes).digest('hex'),
  ])
    assert.ok(page.includes(text), `${text} is missing in ${page}`);
  assert.ok(!page.includes('my cat'));
});

test('each signer’s marks are in the language of their task, and what is for all of several languages in English', async () => {
  const request = await service.newOrder();
  const [task] = request.tasks;
  assert.ok(task);
  const order = await service.createOrder({
    ...request,
    tasks: [
      { ...task, name: 'one', subject: { name: 'Kari Nordmann' }, locale: 'nb' },
      { ...task, name: 'other', subject: { name: 'Ada Lovelace' }, locale: 'fr' },
    ],
  });
  for (const { id } of order.tasks) assert.equal((await (await service.open(id)).complete()).status, 200);
  const sealed = await sealedOf(order);
  const text = Buffer.from(sealed).toString('latin1');
  assert.ok(text.includes('/TU (Underskriften til Kari Nordmann)'));
  assert.ok(text.includes('/TU (Signature of Ada Lovelace)'));
  const page = (await textOfPages(sealed)).at(-1) ?? '';
  assert.ok(page.includes('Signature page') && page.includes('Page 1 of 1'), page);
});
