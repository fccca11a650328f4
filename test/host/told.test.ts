/** A tenant whom the signing service tells, and a site that it tells: mail, SMS and webhooks, each as they come in. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Webhook } from 'standardwebhooks';
import { deliveriesBecome } from '../harness/notices-service.ts';
import { signerBy, startCustomerSite, Visitor, type CustomerSite } from './customer-site.ts';

let site: CustomerSite;
before(async () => {
  site = await startCustomerSite();
});
after(() => site.stop());

const delivered = (count: number) => (list: readonly { readonly status: string }[]) =>
  list.filter(({ status }) => status === 'delivered').length === count;

describe('a tenant who is told by e-mail and SMS', () => {
  test('finds link and code in the inbox, and signs by either', async () => {
    const visitor = new Visitor(site);
    const { response, location } = await visitor.fillsIn('told', { email: 'told@example.test' });
    assert.deepEqual([response.status, location.startsWith('/agreements/ord_')], [303, true]);
    const order = await site.service.readOrder(location.split('/')[2] ?? '');
    const [task] = order.tasks;
    // Mail and SMS now, the reminder in some days; and the site's own webhook.
    const deliveries = await deliveriesBecome(site.service, order, delivered(3));
    assert.equal(deliveries.length, 4);
    const inbox = await visitor.text('/inbox');
    for (const text of [
      'told@example.test',
      '+4790000000',
      `href="${task?.taskUrl}"`,
      task?.referenceCode ?? 'no code',
    ]) {
      assert.equal(inbox.split(text).length > 1, true, text);
    }
    const signer = await signerBy(site, { referenceCode: task?.referenceCode ?? '' });
    assert.equal((await signer.complete()).status, 200);
    const page = await visitor.text(location);
    assert.ok(page.includes('not needed any more'), 'The reminder is not needed any more.');
  });

  test('is asked for a number that can be told', async () => {
    const { response } = await new Visitor(site).fillsIn('told', { phone: '12345' });
    assert.equal(response.status, 422);
    assert.match(await response.text(), /with its country/);
  });
});

describe('a site that is told by webhooks', () => {
  test('shows what it was told, in the order in which it happened', async () => {
    const visitor = new Visitor(site);
    const order = await visitor.makes('open');
    const signer = await signerBy(site, { taskId: order.tasks[0]?.id ?? '' });
    assert.equal((await signer.complete()).status, 200);
    await deliveriesBecome(site.service, order, delivered(3));
    const page = await visitor.text(`/agreements/${order.id}`);
    const types = [...page.matchAll(/<code>([a-z.]+)<\/code>/g)].map(([, type]) => type);
    assert.deepEqual(types, ['task.ready', 'task.completed', 'order.completed']);
  });

  test('believes nothing that is not signed with its secret', async () => {
    const order = await new Visitor(site).makes('open');
    const body = JSON.stringify({
      type: 'order.completed',
      timestamp: new Date().toISOString(),
      data: { orderId: order.id, status: 'completed', final: true, sequence: 99 },
    });
    const at = new Date();
    const stranger = new Webhook(`whsec_${Buffer.alloc(32, 'stranger').toString('base64')}`);
    for (const headers of [
      {},
      {
        'webhook-id': 'ntc_1',
        'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
        'webhook-signature': stranger.sign('ntc_1', at, body),
      },
    ]) {
      const response = await fetch(`${site.host.url}/hooks/signing`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers } as Record<string, string>,
        body,
      });
      assert.equal(response.status, 401);
    }
    assert.doesNotMatch(await new Visitor(site).text(`/agreements/${order.id}`), /order\.completed/);
  });
});
