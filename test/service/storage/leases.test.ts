/** Work that is one instance's alone, until its lease ends, on every database. */
import assert from 'node:assert/strict';
import { before, beforeEach, test } from 'node:test';
import type { Database } from '../../../demo/service/ports/database.ts';
import {
  claimDeliveries,
  insertDeliveries,
  renewDelivery,
} from '../../../demo/service/storage/deliveries.ts';
import { insertOrder } from '../../../demo/service/storage/insert-order.ts';
import { LEASE_SECONDS, renewPackaging, takeOrderToPackage } from '../../../demo/service/storage/leases.ts';
import { setPackaging } from '../../../demo/service/storage/order-changes.ts';
import { eachDatabase } from '../../harness/each-database.ts';
import { insertSampleDocuments, sampleOrder } from './database-sample.ts';

const BEGIN = new Date('2026-03-02T12:00:00Z');
const ORDER = sampleOrder('leased');

eachDatabase('a lease', (open) => {
  let one: Database;
  let other: Database;
  before(async () => {
    [one, other] = await Promise.all([open(), open()]);
    await one.transaction(async (sql) => {
      await insertSampleDocuments(sql, ORDER);
      await insertOrder(sql, ORDER, 'open');
    });
  });
  beforeEach(async () => {
    await secondsAfterBegin(0);
    await one.query('delete from deliveries');
    await setPackaging(one, ORDER.id, {
      packaging: 'pending',
      attempts: 0,
      failure: undefined,
      dueAt: BEGIN,
    });
  });

  async function secondsAfterBegin(seconds: number): Promise<void> {
    await one.query('delete from held_clock');
    await one.query('insert into held_clock (held_at) values ($1)', [
      new Date(BEGIN.getTime() + seconds * 1000),
    ]);
  }

  const claim = (sql: Database) => claimDeliveries(sql, 'email', { most: 1, leaseSeconds: LEASE_SECONDS });

  async function claimOne(sql: Database) {
    const [claimed] = await claim(sql);
    return claimed?.delivery ?? assert.fail('There is nothing to be sent.');
  }

  async function insertDelivery(): Promise<void> {
    const content = { recipient: 'kari@example.test', audience: 'sender', isReminder: false } as const;
    const about = {
      id: 'msg_one',
      orderId: ORDER.id,
      taskId: undefined,
      trigger: 'order.completed',
    } as const;
    await insertDeliveries(one, [{ ...about, channel: 'email', content, dueAt: BEGIN }], BEGIN);
  }

  test('of an order that is packaged ends half a minute after its instance was last heard of', async () => {
    assert.equal(await takeOrderToPackage(one), ORDER.id);
    await secondsAfterBegin(LEASE_SECONDS - 1);
    assert.equal(await takeOrderToPackage(other), undefined);
    await renewPackaging(one, ORDER.id);
    await secondsAfterBegin(2 * LEASE_SECONDS - 2);
    assert.equal(await takeOrderToPackage(other), undefined);
    await secondsAfterBegin(2 * LEASE_SECONDS - 1);
    assert.equal(await takeOrderToPackage(other), ORDER.id);
  });

  test('that has ended is not renewed: another may have the order, or its customer wants it begun again', async () => {
    assert.equal(await takeOrderToPackage(one), ORDER.id);
    await secondsAfterBegin(LEASE_SECONDS);
    await renewPackaging(one, ORDER.id);
    assert.equal(await takeOrderToPackage(other), ORDER.id);
  });

  test('of an order that is packaged by now does not make it due again', async () => {
    assert.equal(await takeOrderToPackage(one), ORDER.id);
    await setPackaging(one, ORDER.id, {
      packaging: 'done',
      attempts: 1,
      failure: undefined,
      dueAt: undefined,
    });
    await renewPackaging(one, ORDER.id);
    const [row] = await one.query('select packaging_due_at as "dueAt" from orders where id = $1', [ORDER.id]);
    assert.deepEqual(row, { dueAt: null });
  });

  test('of a notice that is being sent ends half a minute after its instance was last heard of', async () => {
    await insertDelivery();
    const delivery = await claimOne(one);
    await secondsAfterBegin(LEASE_SECONDS - 1);
    await renewDelivery(one, delivery, LEASE_SECONDS);
    await secondsAfterBegin(2 * LEASE_SECONDS - 2);
    assert.deepEqual(await claim(other), []);
    await secondsAfterBegin(2 * LEASE_SECONDS - 1);
    assert.deepEqual(
      (await claim(other)).map(({ wasInFlight }) => wasInFlight),
      [true],
    );
  });

  test('of a notice that another has taken is not the first one’s to renew', async () => {
    await insertDelivery();
    const before = await claimOne(one);
    await secondsAfterBegin(LEASE_SECONDS);
    await claimOne(other);
    await secondsAfterBegin(LEASE_SECONDS + 20);
    await renewDelivery(one, before, LEASE_SECONDS);
    await secondsAfterBegin(2 * LEASE_SECONDS);
    assert.equal((await claim(one)).length, 1);
  });
});
