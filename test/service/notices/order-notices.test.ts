/** From the order to whoever is told: by mail, SMS and webhook, of everything that happens. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { Webhook as Verifier } from 'standardwebhooks';
import { Contract } from '../../../demo/service/http/contract.ts';
import type { Delivery, NewTask, WebhookEvent } from '../../../src/task/contract.ts';
import {
  deliveriesBecome,
  deliveriesOf,
  every,
  startNoticesService,
  type NoticesService,
} from '../../harness/notices-service.ts';
import { WEBHOOK_SECRET } from '../../harness/test-service.ts';
import { expectProblem } from '../http/expect-problem.ts';

const ajv = new Ajv2020({ strict: false });
addFormats.default(ajv);
ajv.addSchema(new Contract().document, 'https://contract.test/openapi');
const isWebhookEvent = ajv.compile({
  $ref: 'https://contract.test/openapi#/components/schemas/WebhookEvent',
});

let parts: NoticesService;
before(async () => (parts = await startNoticesService()));
after(() => parts.stop());
beforeEach(() => {
  parts.mail.mails.all.length = 0;
  parts.hooks.requests.all.length = 0;
  parts.gateway.requests.all.length = 0;
});

const KARI: NewTask['subject'] = {
  name: 'Kari <Nordmann>',
  email: 'kari@example.test',
  phone: '+4790000000',
};
const notify = (...notifications: NonNullable<NewTask['notifications']>) => ({
  subject: KARI,
  notifications,
});

describe('a signer is told by mail', () => {
  test('in the words of the customer, with what opens the task', async () => {
    const { service, mail } = parts;
    const order = await service.orderOf({
      ...notify({
        channel: 'email',
        subject: 'For ${signerName}',
        message:
          'Hello ${signerName},\n${taskUrl} or ${referenceCode} at ${codeUrl}, before ${deadline}.\n\n${senderName}: ${orderTitle}',
        schedule: [{ on: 'task.ready', timeZone: 'Europe/Oslo' }],
      }),
      referenceCode: true,
      deadline: '2100-06-01T10:00:00Z',
    });
    const [task] = order.tasks;
    const [received] = await mail.mails.first(1);
    assert.ok(received && task);
    assert.deepEqual(received.envelope.to, ['kari@example.test']);
    assert.equal(received.subject, 'For Kari <Nordmann>');
    assert.equal(
      received.text?.trim(),
      `Hello Kari <Nordmann>,\n${task.taskUrl} or ${task.referenceCode} at ${service.url}/, before Tuesday, June 1, 2100 at 12:00 PM GMT+2.\n\nFjord Homes: Tenancy agreement`,
    );
    assert.ok(received.html?.includes(`<a href="${task.taskUrl}">${task.taskUrl}</a>`));
    assert.ok(received.html?.includes('Kari &lt;Nordmann&gt;'));
    const [delivery] = await deliveriesBecome(service, order, every('delivered'));
    assert.equal(received.messageId, `<${delivery?.id}@service.test>`);
    assert.deepEqual(Object.keys(delivery ?? {}).sort(), [
      'attemptedAt',
      'attempts',
      'channel',
      'createdAt',
      'deliveredAt',
      'id',
      'on',
      'recipient',
      'status',
      'taskId',
    ]);
    assert.equal(delivery?.attempts, 1);
  });

  for (const [locale, subject, words] of [
    ['en', 'Please sign: Tenancy agreement', /asks you to sign “Tenancy agreement”/],
    ['nb-NO', 'Til signering: Tenancy agreement', /ber deg signere «Tenancy agreement»/],
    ['no', 'Til signering: Tenancy agreement', /ber deg signere/],
    ['fr', 'Please sign: Tenancy agreement', /asks you to sign/],
  ] as const) {
    test(`in the service's words where the customer has none (${locale})`, async () => {
      const { service, mail } = parts;
      await service.orderOf({
        ...notify({ channel: 'email', schedule: [{ on: 'task.ready' }] }),
        locale,
        deadline: 'P14D',
        referenceCode: true,
      });
      const [received] = await mail.mails.first(1);
      assert.equal(received?.subject, subject);
      assert.match(received.text ?? '', words);
      assert.match(received.html ?? '', new RegExp(`<html lang="${locale.startsWith('n') ? 'nb' : 'en'}">`));
    });
  }

  test('also where its locale is none', async () => {
    const { service, mail } = parts;
    await service.orderOf({
      ...notify({ channel: 'email', message: 'Before ${deadline}', schedule: [{ on: 'task.ready' }] }),
      locale: 'en-a',
      deadline: '2100-06-01T10:00:00Z',
    });
    const [received] = await mail.mails.first(1);
    assert.match(received?.text ?? '', /Before Tuesday, June 1, 2100 at 10:00 AM UTC/);
  });

  test('once more, when the customer asks for it, and once for one key', async () => {
    const { service, mail } = parts;
    const order = await service.orderOf({ subject: KARI });
    const path = `/orders/${order.id}/tasks/${order.tasks[0]?.id}/notifications`;
    const ask = (body: unknown) =>
      service.call<Delivery>('notifySigner', path, {
        method: 'POST',
        body,
        headers: { ...service.asCustomer(), 'idempotency-key': 'one-more-notice' },
      });
    const [first, second] = [
      await ask({ channel: 'email', message: 'Once: ${taskUrl}' }),
      await ask({ channel: 'email', message: 'Once: ${taskUrl}' }),
    ];
    assert.equal(first.status, 202);
    assert.equal(second.body.id, first.body.id);
    expectProblem(await ask({ channel: 'email', message: 'Twice' }), 'idempotency-key-reused');
    await deliveriesBecome(service, order, every('delivered'));
    assert.equal(mail.mails.all.length, 1);
    assert.equal(mail.mails.all[0]?.text?.trim(), `Once: ${order.tasks[0]?.taskUrl}`);
  });
});

describe('a signer is told by SMS', () => {
  test('of a task that is ready, with link and code', async () => {
    const { service, gateway } = parts;
    const order = await service.orderOf({
      ...notify({ channel: 'sms', schedule: [{ on: 'task.ready' }] }),
      referenceCode: true,
    });
    const [request] = await gateway.requests.first(1);
    const sent = JSON.parse(request?.body ?? '{}') as Record<string, string>;
    assert.equal(sent.to, '+4790000000');
    assert.ok(
      sent.message?.includes(order.tasks[0]?.taskUrl ?? 'no') &&
        sent.message.includes(order.tasks[0]?.referenceCode ?? 'no'),
    );
    const [delivery] = await deliveriesBecome(service, order, every('delivered'));
    assert.equal(sent.id, delivery?.id);
  });
});

describe('a customer is told by webhook', () => {
  test('of each change, in its order, signed, and with nothing that opens anything', async () => {
    const { service, hooks } = parts;
    const on = ['task.ready', 'task.completed', 'order.completed'] as const;
    const order = await service.order({
      externalReference: 'T-1042',
      notifications: [{ channel: 'webhook', url: hooks.url, on: [...on] }],
    });
    const signer = await service.open(order.tasks[0]?.id ?? '');
    assert.equal((await signer.complete()).status, 200);
    const requests = await hooks.requests.first(3);
    const events = requests.map(
      ({ body, headers }) => new Verifier(WEBHOOK_SECRET).verify(body, headers) as WebhookEvent,
    );
    events.sort((a, b) => a.data.sequence - b.data.sequence);
    assert.deepEqual(
      events.map(({ type, data }) => [type, data.status, data.final]),
      [
        ['task.ready', 'ready', false],
        ['task.completed', 'completed', true],
        ['order.completed', 'completed', true],
      ],
    );
    const [first, , last] = events;
    assert.deepEqual(first?.data, {
      orderId: order.id,
      taskId: order.tasks[0]?.id,
      status: 'ready',
      final: false,
      sequence: first?.data.sequence,
      externalReference: 'T-1042',
    });
    assert.ok(last && !('taskId' in last.data));
    for (const event of events) assert.ok(isWebhookEvent(event), JSON.stringify(isWebhookEvent.errors));
    assert.equal(new Set(requests.map(({ headers }) => headers['webhook-id'])).size, 3);
    await deliveriesBecome(service, order, every('delivered'));
  });

  test('with the secret that they named for it, which is stored nowhere as it is', async () => {
    const { service, hooks } = parts;
    const secret = `whsec_${Buffer.alloc(32, 'of their own').toString('base64')}`;
    const order = await service.order({
      notifications: [{ channel: 'webhook', url: hooks.url, secret, on: ['task.ready'] }],
    });
    const [request] = await hooks.requests.first(1);
    assert.ok(request);
    assert.ok(new Verifier(secret).verify(request.body, request.headers));
    assert.throws(() => new Verifier(WEBHOOK_SECRET).verify(request.body, request.headers));
    await deliveriesBecome(service, order, every('delivered'));
    const stored = await service.everythingStored();
    assert.ok(stored.includes(order.id) && !stored.includes(secret.slice('whsec_'.length)));
  });

  test('of a rejection, and its own people by mail', async () => {
    const { service, hooks, mail } = parts;
    const order = await service.order({
      notifications: [
        { channel: 'webhook', url: hooks.url, on: ['task.rejected', 'order.rejected'] },
        { channel: 'email', recipient: 'staff@fjord-homes.example', on: ['task.rejected'] },
      ],
    });
    const signer = await service.open(order.tasks[0]?.id ?? '');
    assert.equal((await signer.decline('rejection', { reason: 'No.' })).status, 200);
    const types = (await hooks.requests.first(2)).map(({ body }) => (JSON.parse(body) as WebhookEvent).type);
    assert.deepEqual(types.sort(), ['order.rejected', 'task.rejected']);
    const [received] = await mail.mails.first(1);
    assert.equal(received?.subject, 'Kari Nordmann has said no to “Tenancy agreement”.');
    assert.doesNotMatch(received.source, /tasks\/task_/);
  });
});

describe('notices', () => {
  test('are another customer’s to see no more than the order is', async () => {
    const { service, hooks } = parts;
    const order = await service.order({
      notifications: [{ channel: 'webhook', url: hooks.url, on: ['task.ready'] }],
    });
    const [delivery] = await deliveriesOf(service, order);
    const headers = service.asCustomer('other-api-key');
    for (const [operation, method, path] of [
      ['listDeliveries', 'GET', 'deliveries'],
      ['retryDelivery', 'POST', `deliveries/${delivery?.id}/retry`],
    ] as const) {
      expectProblem(
        await service.call(operation, `/orders/${order.id}/${path}`, { method, headers }),
        'not-found',
      );
    }
  });

  test('and what opens a task are stored nowhere together', async () => {
    const { service } = parts;
    const order = await service.orderOf({
      ...notify({
        channel: 'email',
        message: '${taskUrl} ${referenceCode}',
        schedule: [{ on: 'task.ready' }],
      }),
      referenceCode: true,
    });
    await deliveriesBecome(service, order, every('delivered'));
    const stored = await service.everythingStored();
    const code = order.tasks[0]?.referenceCode ?? '';
    assert.ok(code.length > 10 && !stored.includes(code) && !stored.includes(code.replace('-', '')));
  });

  test('of an order that came to nothing are none', async () => {
    const { service, hooks } = parts;
    const order = await service.newOrder({
      notifications: [{ channel: 'webhook', url: hooks.url, on: ['task.ready'] }],
    });
    const [task] = order.tasks;
    const broken = { ...order, tasks: [{ ...task, dependsOn: ['nobody'] }] };
    expectProblem(
      await service.call('createOrder', '/orders', {
        method: 'POST',
        headers: service.asCustomer(),
        body: broken,
      }),
      'invalid-request',
    );
    const rows = await service.running.database.query<{ count: string }>(
      `select count(*) as count from deliveries where order_id not in (select id from orders)`,
    );
    assert.equal(Number(rows[0]?.count), 0);
    assert.equal(hooks.requests.all.length, 0);
  });
});
