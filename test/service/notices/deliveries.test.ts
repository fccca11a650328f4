/** When the other side is down, refuses, or falls silent. */
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { HttpReceiver } from '../../harness/http-receiver.ts';
import { MailReceiver } from '../../harness/mail-receiver.ts';
import {
  beginAnew,
  deliveriesBecome,
  deliveriesOf,
  every,
  firstSigns,
  leaveNothing,
  passTimeTo,
  passTimeToNextTry,
  retry,
  REACHABLE,
  startNoticesService,
  waitsAfter,
  type NoticesService,
} from '../../harness/notices-service.ts';

const HOUR = 3_600_000;

let parts: NoticesService;
before(async () => (parts = await startNoticesService()));
after(() => parts.stop());
beforeEach(() => beginAnew(parts));
afterEach(() => leaveNothing(parts));

const hookedOrder = (
  ...on: ('task.ready' | 'task.completed' | 'order.completed' | 'order.deleted' | 'task.deleted')[]
) => parts.service.order({ notifications: [{ channel: 'webhook', url: parts.hooks.url, on }] });

describe('while the other side is down', () => {
  test('mail waits, and goes on by itself when the server is back', async () => {
    const server = await MailReceiver.start();
    const { port, url } = server;
    await server.stop();
    const own = await startNoticesService({ mail: { url, from: 'signing@service.test' } });
    const order = await own.service.orderOf({
      subject: REACHABLE,
      notifications: [{ channel: 'email', schedule: [{ on: 'task.ready' }] }],
    });
    const [delivery] = await deliveriesBecome(own.service, order, waitsAfter(1));
    assert.deepEqual([delivery?.status, delivery?.failure], ['pending', 'unreachable']);
    const back = await MailReceiver.start(port);
    await passTimeToNextTry(own.service, order);
    const [mail] = await back.mails.first(1);
    assert.equal(mail?.messageId, `<${delivery?.id}@service.test>`);
    const [delivered] = await deliveriesBecome(own.service, order, every('delivered'));
    assert.equal(delivered?.failure, undefined);
    await own.stop();
    await back.stop();
  });

  test('a webhook waits, and goes on by itself when its receiver is back', async () => {
    const receiver = await HttpReceiver.start();
    const { port, url } = receiver;
    await receiver.stop();
    const order = await parts.service.order({
      notifications: [{ channel: 'webhook', url, on: ['task.ready'] }],
    });
    await deliveriesBecome(parts.service, order, waitsAfter(1));
    const back = await HttpReceiver.start(port);
    await passTimeToNextTry(parts.service, order);
    const [delivery] = await deliveriesBecome(parts.service, order, every('delivered'));
    assert.deepEqual(
      back.requests.all.map(({ headers }) => headers['webhook-id']),
      [delivery?.id],
    );
    await back.stop();
  });

  test('other receivers get what is theirs', async () => {
    const { service, hooks } = parts;
    hooks.answers = () => ({ silence: 'kept' });
    const other = await HttpReceiver.start();
    const order = await service.newOrder({
      notifications: [{ channel: 'webhook', url: hooks.url, on: ['task.ready'] }],
    });
    const tasks = Array.from({ length: 50 }, (_, index) => ({ ...order.tasks[0]!, name: `task-${index}` }));
    const slow = await service.createOrder({ ...order, tasks });
    await hooks.requests.first(4);
    await service.order({ notifications: [{ channel: 'webhook', url: other.url, on: ['task.ready'] }] });
    await other.requests.first(1);
    const deliveries = await deliveriesOf(service, slow);
    assert.ok(
      deliveries.every(({ failure }) => failure === undefined),
      'Nobody has given up on the slow one yet.',
    );
    assert.ok(deliveries.some(({ attempts }) => attempts === 0));
    await other.stop();
  });

  test('nobody who signs waits for it', async () => {
    parts.hooks.answers = () => ({ silence: 'kept' });
    const order = await hookedOrder('task.ready', 'task.completed');
    await firstSigns(parts, order);
    // Both are on their way still, and no other test's business.
    await parts.hooks.requests.first(2);
  });
});

describe('a webhook that is not taken', () => {
  test('comes again with the same id and the same body, until it is', async () => {
    parts.hooks.answers = (nth) => ({ status: [500, 302, 404][nth] ?? 200 });
    const order = await hookedOrder('task.ready');
    for (let tried = 1; tried <= 3; tried += 1) {
      const [waiting] = await deliveriesBecome(parts.service, order, waitsAfter(tried));
      assert.equal(waiting?.failure, `answered-${[500, 302, 404][tried - 1]}`);
      await passTimeToNextTry(parts.service, order);
    }
    const [delivery] = await deliveriesBecome(parts.service, order, every('delivered'));
    const { all } = parts.hooks.requests;
    assert.equal(all.length, 4);
    assert.deepEqual([...new Set(all.map(({ headers }) => headers['webhook-id']))], [delivery?.id]);
    assert.equal(new Set(all.map(({ body }) => body)).size, 1);
    assert.equal(delivery?.attempts, 4);
  });

  test('is given up after ten tries, listed, and sent again when the customer asks', async () => {
    parts.hooks.answers = () => ({ status: 500 });
    const order = await hookedOrder('task.ready');
    const begun = Date.now();
    let last = begun;
    for (let tried = 1; tried < 10; tried += 1) {
      await deliveriesBecome(parts.service, order, waitsAfter(tried));
      last = (await passTimeToNextTry(parts.service, order)).getTime();
    }
    const [failed] = await deliveriesBecome(parts.service, order, every('failed'));
    assert.equal(failed?.attempts, 10);
    const hours = (last - begun) / HOUR;
    assert.ok(hours > 75 && hours < 84, `${hours}`);
    assert.deepEqual(
      (await deliveriesOf(parts.service, order, 'failed')).map(({ id }) => id),
      [failed.id],
    );
    parts.hooks.answers = () => ({});
    const { status, body } = await retry(parts.service, order, failed.id);
    assert.deepEqual([status, body.id, body.status], [202, failed.id, 'pending']);
    await deliveriesBecome(parts.service, order, every('delivered'));
    assert.equal(new Set(parts.hooks.requests.all.map(({ headers }) => headers['webhook-id'])).size, 1);
  });

  test('with 410 is the last of its kind, until the customer asks for one again', async () => {
    parts.hooks.answers = () => ({ status: 410 });
    const order = await hookedOrder('task.ready', 'task.deleted', 'order.deleted');
    const [gone] = await deliveriesBecome(parts.service, order, every('failed'));
    assert.equal(gone?.failure, 'answered-410');
    await parts.service.withdraw(order);
    const all = await deliveriesBecome(
      parts.service,
      order,
      (list) => list.length === 3 && every('failed')(list),
    );
    assert.equal(parts.hooks.requests.all.length, 1);
    assert.deepEqual(all.map(({ failure }) => failure).sort(), [
      'answered-410',
      'webhook-disabled',
      'webhook-disabled',
    ]);
    parts.hooks.answers = () => ({});
    for (const { id } of all) await retry(parts.service, order, id);
    await deliveriesBecome(parts.service, order, every('delivered'));
  });

  test('is delivered however many of them meet with faults, each under one id', async () => {
    const { service, hooks } = parts;
    const COUNT = 40;
    // The same faults in every run: 3 in 10, before and after the receiver has taken it.
    let state = 42;
    const chance = () => (state = (state * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 31;
    const taken = new Map<string, Set<string>>();
    hooks.answers = (_nth, { headers, body }) => {
      const luck = chance();
      if (luck < 0.1) return { status: 503 };
      const { taskId } = (JSON.parse(body) as { data: { taskId: string } }).data;
      taken.set(taskId, (taken.get(taskId) ?? new Set()).add(headers['webhook-id'] ?? ''));
      return luck < 0.3 ? { silence: 'cut' } : {};
    };
    const order = await service.newOrder({
      notifications: [{ channel: 'webhook', url: hooks.url, on: ['task.ready'] }],
    });
    const [task] = order.tasks;
    const created = await service.createOrder({
      ...order,
      tasks: Array.from({ length: COUNT }, (_, index) => ({ ...task!, name: `task-${index}` })),
    });
    for (let rounds = 1; rounds < 10; rounds += 1) {
      const list = await deliveriesBecome(service, created, (all) =>
        all.every((one) => one.status === 'delivered' || waitsAfter(rounds)([one])),
      );
      if (every('delivered')(list)) break;
      const due = list.flatMap(({ dueAt }) => (dueAt === undefined ? [] : new Date(dueAt).getTime()));
      await passTimeTo(service, new Date(Math.max(...due)));
    }
    await deliveriesBecome(service, created, every('delivered'));
    assert.ok(hooks.requests.all.length > COUNT);
    assert.equal(taken.size, COUNT);
    for (const ids of taken.values()) assert.equal(ids.size, 1);
  });
});
