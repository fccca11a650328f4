import type { Delivery, DeliveryList, NewOrder, NoticeTrigger, Order } from '../../../src/task/contract.ts';
import { heading } from '../check.ts';
import { given, holds, NotChecked, refused, same } from '../expect.ts';
import { taskOf, TOLD, type World } from '../world.ts';
import type { Hooks, WebhookInbox } from '../webhook-inbox.ts';
import { completes, withdraws } from './order-status.ts';

const READY = [{ on: 'task.ready' }] as const;

export const notices = heading('Notices', {
  'by webhook tell what was asked for, signed (Standard Webhooks)': async (world) => {
    inboxOf(world);
    const { order, hooks } = await world.sealed();
    holds(hooks, 'webhooks of the sealed order', order.id);
    const received = await hooks.first(2 * 2 + 1);
    for (const { fault, event } of received) {
      same(fault, undefined, 'what is wrong with its signature');
      same(world.contract.faultOfSchema('WebhookEvent', event), undefined, 'what is wrong with its body');
      const { orderId, externalReference } = event.data;
      same([orderId, externalReference], [order.id, order.externalReference], 'whose it is');
    }
    const events = received.map(({ event }) => event).sort((a, b) => a.data.sequence - b.data.sequence);
    const [ready, completed] = [TOLD[0], TOLD[1]];
    same(
      events.map(({ type }) => type),
      [ready, ready, completed, completed, TOLD[2]],
      'what they tell, by their sequence',
    );
    const facts = events.map(({ data }) => [data.taskId, data.status, data.final]);
    const told = (status: string, final: boolean) => order.tasks.map(({ id }) => [id, status, final]);
    const expected = [...told('ready', false), ...told('completed', true), [undefined, 'completed', true]];
    same(facts, expected, 'what they tell of');
    same(new Set(received.map((hook) => hook.id)).size, 5, 'how many ids there are');
  },
  'by webhook that was not taken are tried again, under the same id': async (world) => {
    const hooks = inboxOf(world).hooks((nth) => ({ status: nth === 0 ? 500 : 204 }));
    const order = await world.order([{}], told(hooks, 'task.ready'));
    const received = await hooks.first(2, 20);
    same(received[1]?.id, received[0]?.id, 'webhook-id');
    for (const { fault } of received) same(fault, undefined, 'what is wrong with its signature');
    const delivery = await deliveryBecomes(world, order, 'delivered');
    same([delivery.id, delivery.attempts], [received[0]?.id, 2], 'id and attempts');
  },
  'by webhook follow no redirect': async (world) => {
    const elsewhere = inboxOf(world).hooks();
    const hooks = inboxOf(world).hooks(() => ({ status: 302, headers: { location: elsewhere.url } }));
    const order = await world.order([{}], told(hooks, 'task.ready'));
    await hooks.first(1);
    const delivery = await deliveryIs(world, order, ({ failure }) => failure !== undefined);
    holds(delivery.status !== 'delivered', 'it not to be delivered', delivery);
    same(elsewhere.soFar(), 0, 'how many came where it was sent on');
  },
  'by webhook end with 410, until they are asked for again': async (world) => {
    const hooks = inboxOf(world).hooks((nth) => ({ status: nth === 0 ? 410 : 204 }));
    const order = await world.order([{}], told(hooks, 'task.ready', 'task.completed'));
    const gone = await deliveryBecomes(world, order, 'failed');
    await completes(world, order, 0);
    const second = await deliveryIs(
      world,
      order,
      ({ on, status }) => on === 'task.completed' && status !== 'pending',
    );
    holds(second.status !== 'delivered', 'nothing more to be delivered', second);
    same(hooks.soFar(), 1, 'how many came');
    const answer = await retries(world, order, gone);
    same(given(answer, 202).id, gone.id, 'the id');
    const received = await hooks.first(2);
    same(received[1]?.id, gone.id, 'webhook-id');
    await deliveryIs(world, order, ({ id, status }) => id === gone.id && status === 'delivered');
  },
  'that were delivered stay as they are when they are asked for again': async (world) => {
    const hooks = inboxOf(world).hooks();
    const order = await world.order([{}], told(hooks, 'task.ready'));
    const delivery = await deliveryBecomes(world, order, 'delivered');
    same(given(await retries(world, order, delivery), 202).status, 'delivered', 'the status');
  },
  'that there are none of cannot be sent again': async (world) => {
    const order = await world.order();
    const params = { orderId: order.id, deliveryId: 'ntc_unknown' };
    refused(await world.service.call('retryDelivery', { params }), 'not-found', 404);
  },
  'by e-mail and SMS go to the signer, and are listed with what became of them': async (world) => {
    const subject = { name: 'Kari Nordmann', email: mailOf(world), phone: phoneOf(world) };
    const order = await world.order([
      {
        subject,
        notifications: [
          {
            channel: 'email',
            subject: 'Please sign',
            message: 'Hello ${signerName}: ${taskUrl}',
            schedule: [...READY],
          },
          { channel: 'sms', schedule: [...READY] },
        ],
      },
    ]);
    const mail = await deliveryIs(
      world,
      order,
      ({ channel, status }) => channel === 'email' && status === 'delivered',
    );
    same(
      [mail.on, mail.recipient, mail.taskId],
      ['task.ready', subject.email, taskOf(order).id],
      'the e-mail',
    );
    const sms = await deliveryIs(
      world,
      order,
      ({ channel, status }) => channel === 'sms' && status === 'delivered',
    );
    same(sms.recipient, subject.phone, 'to whom the SMS went');
    same((await deliveriesOf(world, order, 'failed')).length, 0, 'how many have failed');
    const all = await deliveriesOf(world, order);
    same((await deliveriesOf(world, order, 'delivered')).length, all.length, 'how many were delivered');
  },
  'that are for later stop when the status leaves the one that they were for': async (world) => {
    const order = await world.order([
      {
        subject: { name: 'Kari Nordmann', email: mailOf(world) },
        notifications: [
          {
            channel: 'email',
            schedule: [
              {
                on: 'task.ready',
                wait: 'P3D',
                timeOfDay: '09:00',
                daysOfWeek: ['mon', 'tue'],
                timeZone: 'Europe/Oslo',
              },
            ],
          },
        ],
      },
    ]);
    const [waiting] = await deliveriesOf(world, order);
    same([waiting?.status, waiting?.attempts], ['pending', 0], 'what waits');
    const days = (Date.parse(waiting?.dueAt ?? '') - Date.now()) / 86_400_000;
    holds(days > 2.9 && days < 9, 'a time in three days or more', waiting?.dueAt);
    const weekday = new Intl.DateTimeFormat('en', {
      timeZone: 'Europe/Oslo',
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    }).format(new Date(waiting?.dueAt ?? 0));
    holds(/^(Mon|Tue),? 09:00$/.test(weekday), 'a Monday or Tuesday at nine in Oslo', weekday);
    given(await withdraws(world, order), 200);
    await deliveryBecomes(world, order, 'cancelled');
  },
  'that could not be sent are refused with the order': async (world) => {
    const task = (notification: object) => ({
      subject: { name: 'Kari Nordmann', email: 'kari@example.test', phone: '+4790000000' },
      notifications: [{ channel: 'email', schedule: READY, ...notification }] as never,
    });
    for (const notification of [
      { message: 'Open ${artifact}' },
      { message: 'Type ${referenceCode}' },
      { recipient: 'a@example.test, b@example.test' },
      { recipient: 'a@example.test\nBcc: b@example.test' },
      { schedule: [{ on: 'task.ready', timeOfDay: '09:00' }] },
      { schedule: [{ on: 'task.ready', timeOfDay: '09:00', timeZone: 'Mars/Olympus' }] },
      { schedule: [{ on: 'task.ready', wait: 'soon' }] },
      { schedule: [{ on: 'task.ready', beforeDeadline: 'P1D' }] },
      { schedule: [{ on: 'task.vanished' }] },
      { channel: 'pigeon' },
    ]) {
      const answer = await world.tryToOrder(await world.newOrder([task(notification)]));
      holds(answer.status === 400, `${JSON.stringify(notification)} to be refused`, answer.status);
      refused(answer, 'invalid-request', 400);
    }
    for (const url of ['ftp://host.example/x', 'no address']) {
      const hook = { channel: 'webhook' as const, url, on: ['task.ready' as const] };
      const request = await world.newOrder([{}], { notifications: [hook] });
      refused(await world.tryToOrder(request), 'invalid-request', 400);
    }
  },
  'can be sent once more, now': async (world) => {
    const subject = { name: 'Kari Nordmann', email: mailOf(world) };
    const order = await world.order([
      { subject, name: 'first' },
      { subject, dependsOn: ['first'] },
    ]);
    const headers = { 'idempotency-key': crypto.randomUUID() };
    const first = given(await notifies(world, order, 0, { channel: 'email' }, headers), 202);
    same([first.channel, first.on, first.recipient], ['email', 'task.ready', subject.email], 'the notice');
    const again = given(await notifies(world, order, 0, { channel: 'email' }, headers), 202);
    same(again.id, first.id, 'the id under the same key');
    const other = { channel: 'email', message: 'Other words' };
    refused(await notifies(world, order, 0, other, headers), 'idempotency-key-reused', 422);
    refused(await notifies(world, order, 1, { channel: 'email' }), 'task-blocked', 409);
    refused(await notifies(world, order, 0, { channel: 'pigeon' }), 'invalid-request', 400);
    await deliveryIs(world, order, ({ id, status }) => id === first.id && status === 'delivered');
    same((await deliveriesOf(world, order)).length, 1, 'how many notices there are');
  },
  'are not listed by what is no status': async (world) => {
    const params = { orderId: (await world.order()).id };
    const answer = await world.service.call('listDeliveries', { params, query: { status: 'lost' } });
    refused(answer, 'invalid-request', 400);
  },
});

function inboxOf({ inbox }: World): WebhookInbox {
  if (!inbox)
    throw new NotChecked('no address where the service can send webhooks (--webhooks, --webhook-url)');
  return inbox;
}

function mailOf({ target }: World): string {
  if (target.mailRecipient === undefined) throw new NotChecked('nobody to send e-mail to (--mail)');
  return target.mailRecipient;
}

function phoneOf({ target }: World): string {
  if (target.smsRecipient === undefined) throw new NotChecked('nobody to send SMS to (--sms)');
  return target.smsRecipient;
}

function told({ url, secret }: Hooks, ...on: NoticeTrigger[]): Pick<NewOrder, 'notifications'> {
  return { notifications: [{ channel: 'webhook', url, secret, on }] };
}

async function deliveriesOf(world: World, { id }: Order, status?: string): Promise<readonly Delivery[]> {
  const answer = await world.service.call<DeliveryList>('listDeliveries', {
    params: { orderId: id },
    ...(status !== undefined && { query: { status } }),
  });
  return given(answer, 200).deliveries;
}

function deliveryBecomes(world: World, order: Order, status: Delivery['status']): Promise<Delivery> {
  return deliveryIs(world, order, (delivery) => delivery.status === status);
}

const LONGEST_DELIVERY_SECONDS = 20;

async function deliveryIs(
  world: World,
  order: Order,
  wanted: (delivery: Delivery) => boolean,
): Promise<Delivery> {
  const until = Date.now() + LONGEST_DELIVERY_SECONDS * 1000;
  for (;;) {
    const deliveries = await deliveriesOf(world, order);
    const found = deliveries.find(wanted);
    if (found) return found;
    holds(Date.now() < until, 'a notice to have got there', deliveries);
    await world.wait(0.1);
  }
}

function retries(world: World, { id }: Order, delivery: Delivery) {
  return world.service.call<Delivery>('retryDelivery', {
    params: { orderId: id, deliveryId: delivery.id },
  });
}

function notifies(
  world: World,
  order: Order,
  index: number,
  body: object,
  headers: Record<string, string> = {},
) {
  const params = { orderId: order.id, taskId: taskOf(order, index).id };
  return world.service.call<Delivery>('notifySigner', { params, body, headers });
}
