/** What comes of an order once everybody has signed. */
import assert from 'node:assert/strict';
import type { Order } from '../../src/task/contract.ts';
import type { DemoSite } from './demo-site.ts';

/** Resolves when all of it is sealed; the test's own time limit ends what never comes. */
export async function sealedOrder({ api }: Pick<DemoSite, 'api'>, orderId: string): Promise<Order> {
  for (;;) {
    const order = await api.readOrder(orderId);
    if (order.status === 'completed') return order;
    assert.equal(order.status, 'packaging');
  }
}
