/** Notices whose time has come, has passed, or of which nobody knows whether they arrived. */
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { claimDeliveries } from '../../../demo/service/storage/deliveries.ts';
import type { NewTask, NoticeTime } from '../../../src/task/contract.ts';
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
const DAY = 24 * HOUR;

let parts: NoticesService;
before(async () => (parts = await startNoticesService()));
after(() => parts.stop());
beforeEach(() => beginAnew(parts));
afterEach(() => leaveNothing(parts));

const mailedOrder = (
  schedule: NoticeTime[],
  task: Partial<NewTask> = {},
  channel: 'email' | 'sms' = 'email',
) => parts.service.orderOf({ subject: REACHABLE, notifications: [{ channel, schedule }], ...task });

describe('a notice of what is not so any more', () => {
  test('does not remind anyone of what they have signed', async () => {
    const order = await mailedOrder([{ on: 'task.ready', wait: 'P3D' }]);
    assert.deepEqual(
      (await deliveriesOf(parts.service, order)).map(({ status }) => status),
      ['pending'],
    );
    await firstSigns(parts, order);
    const [delivery] = await deliveriesOf(parts.service, order);
    assert.equal(delivery?.status, 'cancelled');
    await passTimeTo(parts.service, new Date(Date.now() + 4 * DAY));
    // What is due after it has been sent, and it has not.
    await parts.service.order({
      notifications: [{ channel: 'email', recipient: 'staff@example.test', on: ['task.ready'] }],
    });
    assert.deepEqual(
      (await parts.mail.mails.first(1)).map(({ envelope }) => envelope.to),
      [['staff@example.test']],
    );
  });

  test('is not tried again', async () => {
    parts.hooks.answers = () => ({ status: 500 });
    const order = await parts.service.order({
      notifications: [{ channel: 'webhook', url: parts.hooks.url, on: ['task.ready'] }],
    });
    await deliveriesBecome(parts.service, order, waitsAfter(1));
    await parts.service.withdraw(order);
    assert.deepEqual(
      (await deliveriesOf(parts.service, order)).map(({ status }) => status),
      ['cancelled'],
    );
  });

  test('is not sent where only time has changed it', async () => {
    const order = await mailedOrder([{ on: 'task.ready', wait: 'P2D' }, { on: 'task.expired' }], {
      deadline: 'P3D',
    });
    await passTimeTo(parts.service, new Date(Date.now() + 3 * DAY + HOUR));
    const deliveries = await deliveriesBecome(
      parts.service,
      order,
      (all) => all.length === 2 && all.every(({ status }) => status !== 'pending'),
    );
    assert.deepEqual(
      deliveries.map(({ on, status }) => [on, status]),
      [
        ['task.ready', 'cancelled'],
        ['task.expired', 'delivered'],
      ],
    );
    assert.equal(parts.mail.mails.all.length, 1);
  });
});

describe('a reminder', () => {
  test('comes when it is due, and says that it is one', async () => {
    const order = await mailedOrder(
      [{ on: 'task.ready', wait: 'P3D', timeOfDay: '09:00', timeZone: 'Europe/Oslo' }],
      { deadline: 'P30D' },
    );
    const due = await passTimeToNextTry(parts.service, order);
    assert.equal(
      new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', timeZone: 'Europe/Oslo' }).format(due),
      '09:00',
    );
    const [mail] = await parts.mail.mails.first(1);
    assert.equal(mail?.subject, 'Reminder, please sign: Tenancy agreement');
  });
});

describe('an SMS of which nobody knows', () => {
  test('is not sent again by itself, and is when the customer asks', async () => {
    parts.gateway.answers = () => ({ silence: 'cut' });
    const order = await mailedOrder([{ on: 'task.ready' }], {}, 'sms');
    const [unknown] = await deliveriesBecome(parts.service, order, every('unknown'));
    assert.equal(unknown?.failure, 'connection-lost');
    await passTimeTo(parts.service, new Date(Date.now() + 7 * DAY));
    assert.equal(parts.gateway.requests.all.length, 1);
    parts.gateway.answers = () => ({});
    await retry(parts.service, order, unknown.id);
    await deliveriesBecome(parts.service, order, every('delivered'));
    const ids = parts.gateway.requests.all.map(({ body }) => (JSON.parse(body) as { id: string }).id);
    assert.deepEqual(ids, [unknown.id, unknown.id]);
  });

  for (const [channel, ends] of [
    ['sms', 'unknown'],
    ['email', 'delivered'],
  ] as const) {
    test(`because its instance died: ${channel} is ${ends}`, async () => {
      const { service } = parts;
      const order = await mailedOrder([{ on: 'task.ready', wait: 'PT1H' }], {}, channel);
      const [{ id, dueAt } = { id: '', dueAt: '' }] = await deliveriesOf(service, order);
      // Another instance takes it, and is never heard of again.
      const taken = await service.running.database.transaction(async (sql) => {
        await sql.query('insert into held_clock (held_at) values ($1)', [dueAt]);
        const claimed = await claimDeliveries(sql, channel, { most: 1, leaseSeconds: 120 });
        await sql.query('delete from held_clock');
        return claimed;
      });
      assert.deepEqual(
        taken.map(({ delivery }) => delivery.id),
        [id],
      );
      await passTimeTo(service, new Date(new Date(dueAt ?? 0).getTime() + 119_000));
      assert.deepEqual(
        (await deliveriesOf(service, order)).map(({ attempts }) => attempts),
        [1],
      );
      await passTimeTo(service, new Date(new Date(dueAt ?? 0).getTime() + 120_000));
      await deliveriesBecome(service, order, every(ends));
      assert.equal(
        parts.gateway.requests.all.length + parts.mail.mails.all.length,
        channel === 'sms' ? 0 : 1,
      );
    });
  }
});
