import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import type { NewOrder, Order } from '../../../../src/task/contract.ts';
import type { TestService } from '../../../harness/test-service.ts';
import { expectProblem } from '../expect-problem.ts';

export function idempotentOrders(service: () => TestService): void {
  let request: NewOrder;

  const create = (key: string, body: unknown = request, apiKey?: string) =>
    service().call<Order>('createOrder', '/orders', {
      method: 'POST',
      headers: { ...service().asCustomer(apiKey), 'idempotency-key': key },
      body,
    });

  async function ordersNamed(externalReference: string): Promise<number> {
    const rows = await service().running.database.query(
      'select id from orders where external_reference = $1',
      [externalReference],
    );
    return rows.length;
  }

  describe('an order that is sent again with its Idempotency-Key', () => {
    before(async () => {
      request = {
        title: 'Tenancy agreement',
        externalReference: 'sent-again',
        documents: [{ name: 'contract', documentId: (await service().upload()).id, title: 'Agreement' }],
        tasks: [
          {
            name: 'tenant',
            subject: { name: 'Kari Nordmann' },
            actions: [{ document: 'contract', type: 'sign' }],
          },
        ],
      };
    });

    test('is the same order, with the same answer', async () => {
      const first = await create('again-1234');
      const second = await create('again-1234');
      assert.equal(first.status, 201);
      assert.equal(second.status, 201);
      assert.deepEqual(second.body, first.body);
      assert.equal(await ordersNamed('sent-again'), 1);
    });

    test('with its members in another order is still the same', async () => {
      const reversed = Object.fromEntries(Object.entries(request).reverse());
      assert.deepEqual((await create('again-1234', reversed)).body, (await create('again-1234')).body);
    });

    test('is refused when it is another order', async () => {
      await create('other-body-1');
      expectProblem(await create('other-body-1', { ...request, title: 'Another' }), 'idempotency-key-reused');
    });

    test('ten times at once is one order, and ten equal answers', async () => {
      const body = { ...request, externalReference: 'ten-at-once' };
      const answers = await Promise.all(Array.from({ length: 10 }, () => create('at-once-10', body)));
      for (const answer of answers) assert.deepEqual(answer.body, answers[0]?.body);
      assert.equal(answers[0]?.status, 201);
      assert.equal(await ordersNamed('ten-at-once'), 1);
    });

    test('with another key is another order', async () => {
      const body = { ...request, externalReference: 'two-keys' };
      const [first, second] = [await create('one-key-1', body), await create('one-key-2', body)];
      assert.notEqual(first.body.id, second.body.id);
    });

    test("does not meet another customer's key", async () => {
      await create('shared-key-1');
      // The other customer has no such document: a kept answer would be a 201.
      expectProblem(await create('shared-key-1', request, 'other-api-key'), 'invalid-request');
    });
  });
}
