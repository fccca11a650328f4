/** Only what somebody has signed is sealed, and is called so. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { NewOrder } from '../../../src/task/contract.ts';
import { startTestService, type TestService } from '../../harness/test-service.ts';
import { expectProblem } from './expect-problem.ts';
import { documentActions } from '../../harness/signed-hashes.ts';

let service: TestService;
before(async () => {
  service = await startTestService();
});
after(() => service.stop());

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
