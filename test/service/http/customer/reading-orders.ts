import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { History, Order, OrderPage } from '../../../../src/task/contract.ts';
import type { TestService } from '../../../harness/test-service.ts';
import { expectProblem } from '../expect-problem.ts';

export function ordersAreRead(service: () => TestService): void {
  const list = (query: string, apiKey?: string) =>
    service().call<OrderPage>('listOrders', `/orders${query}`, { headers: service().asCustomer(apiKey) });

  async function allPages(query: string): Promise<string[][]> {
    const pages: string[][] = [];
    for (let cursor: string | undefined = ''; cursor !== undefined;) {
      const next: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
      const { body } = await list(`${query}${next}`);
      pages.push(body.orders.map((order) => order.id));
      cursor = body.nextCursor;
    }
    return pages;
  }

  describe('reading orders', () => {
    const made: Order[] = [];
    before(async () => {
      // Five at the very same millisecond, then one more.
      await service().holdClock(new Date('2026-03-02T08:00:00.123Z'));
      for (let index = 0; index < 5; index += 1)
        made.push(await service().order({ externalReference: 'same-moment' }));
      await service().holdClock(new Date('2026-03-02T08:00:00.124Z'));
      made.push(await service().order({ externalReference: 'same-moment' }));
    });
    after(() => service().holdClock(undefined));

    test('one order is told as it was when it was made', async () => {
      assert.deepEqual(await service().readOrder(made[0]?.id ?? ''), made[0]);
    });

    for (const limit of [1, 2, 4, 5, 6, 100]) {
      test(`pages of ${limit} hold each order once, the newest first, although five are of one moment`, async () => {
        const pages = await allPages(`?externalReference=same-moment&limit=${limit}`);
        const ids = pages.flat();
        assert.equal(pages.length, Math.ceil(6 / limit));
        assert.equal(ids[0], made[5]?.id);
        assert.deepEqual([...ids].sort(), made.map((order) => order.id).sort());
      });
    }

    test('an order that is made meanwhile does not move the pages', async () => {
      const first = await list('?externalReference=moving&limit=2');
      assert.deepEqual(first.body.orders, []);
      const orders = [];
      for (let index = 0; index < 3; index += 1)
        orders.push(await service().order({ externalReference: 'moving' }));
      const page = (await list('?externalReference=moving&limit=2')).body;
      await service().holdClock(new Date('2026-03-02T09:00:00Z'));
      await service().order({ externalReference: 'moving' });
      const rest = (await list(`?externalReference=moving&limit=2&cursor=${page.nextCursor}`)).body;
      assert.deepEqual(
        [...page.orders, ...rest.orders].map((order) => order.id).sort(),
        orders.map((order) => order.id).sort(),
      );
      assert.equal(rest.nextCursor, undefined);
    });

    test('can be kept to a status and to a reference', async () => {
      assert.equal((await list('?externalReference=same-moment&status=open')).body.orders.length, 6);
      assert.deepEqual((await list('?externalReference=same-moment&status=completed')).body.orders, []);
      assert.deepEqual((await list('?externalReference=same')).body.orders, []);
    });

    for (const query of [
      '?status=finished',
      '?limit=0',
      '?limit=101',
      '?limit=many',
      '?limit=-1',
      '?limit=1.5',
      '?status=open&status=open',
      '?cursor=nonsense',
      `?cursor=${Buffer.from('2026-03-02T08:00:00.123Z').toString('base64url')}`,
      `?cursor=${Buffer.from('+275760-09-13T00:00:00.000Z ord_1').toString('base64url')}`,
      `?cursor=${Buffer.from('2026-03-02T08:00:00.123Z a\0b').toString('base64url')}`,
      '?externalReference=a%00b',
      '?externalReference=',
    ]) {
      test(`${query} is no list`, async () => {
        expectProblem(await list(query), 'invalid-request');
      });
    }

    test('another customer sees nothing of it', async () => {
      const id = made[0]?.id ?? '';
      const documentId = made[0]?.documents[0]?.id ?? '';
      const headers = service().asCustomer('other-api-key');
      assert.deepEqual((await list('', 'other-api-key')).body, { orders: [] });
      expectProblem(await service().call('readOrder', `/orders/${id}`, { headers }), 'not-found');
      expectProblem(
        await service().call('readOrderHistory', `/orders/${id}/history`, { headers }),
        'not-found',
      );
      expectProblem(
        await service().call('readOrderDocument', `/orders/${id}/documents/${documentId}?version=original`, {
          headers,
        }),
        'not-found',
      );
      expectProblem(
        await service().call('restartPackaging', `/orders/${id}/packaging`, { method: 'POST', headers }),
        'not-found',
      );
    });

    test('without a key there is nothing to read', async () => {
      const id = made[0]?.id ?? '';
      expectProblem(await service().call('listOrders', '/orders'), 'unauthorized');
      expectProblem(await service().call('readOrder', `/orders/${id}`), 'unauthorized');
      expectProblem(await service().call('readOrderHistory', `/orders/${id}/history`), 'unauthorized');
    });

    test('a task session is no key', async () => {
      const { headers } = await service().open(made[0]?.tasks[0]?.id ?? '');
      expectProblem(await service().call('readOrder', `/orders/${made[0]?.id}`, { headers }), 'unauthorized');
    });

    test('an order that is not there is not found, whatever its id looks like', async () => {
      for (const id of ['ord_unknown', 'a'.repeat(64), 'a'.repeat(65), '%00', '...', "'; drop table orders"])
        expectProblem(
          await service().call('readOrder', `/orders/${encodeURIComponent(id)}`, {
            headers: service().asCustomer(),
          }),
          'not-found',
        );
    });

    test('the history begins with the order and with who can sign', async () => {
      const { body } = await service().call<History>('readOrderHistory', `/orders/${made[1]?.id}/history`, {
        headers: service().asCustomer(),
      });
      assert.deepEqual(
        body.entries.map(({ sequence, type, taskId }) => [sequence, type, taskId]),
        [
          [1, 'order.created', undefined],
          [2, 'task.ready', made[1]?.tasks[0]?.id],
        ],
      );
    });
  });
}
