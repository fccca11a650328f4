/** An instance that is long at its work, and keeps it; each tick of its clock is the test's. */
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, mock, test } from 'node:test';
import { openDevelopmentAuthority } from '../../../demo/service/adapters/keys/development-authority.ts';
import type { ServiceLog } from '../../../demo/service/ports/service-log.ts';
import { LEASE_SECONDS } from '../../../demo/service/storage/leases.ts';
import { RENEWAL_SECONDS, underLease } from '../../../demo/service/use-cases/under-lease.ts';
import { type GivenAnswer, HttpReceiver } from '../../harness/http-receiver.ts';
import { deliveriesBecome, every } from '../../harness/notices-service.ts';
import { startTestService, type TestService } from '../../harness/test-service.ts';

const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
/** What a test lets others wait for. */
function withheld<T>(): { readonly promise: Promise<T>; resolve(value: T): void } {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((given) => (resolve = given));
  return { promise, resolve: (value) => resolve(value) };
}

/** What follows at once from what has happened has happened too. */
const settled = () => new Promise(setImmediate);
const tick = (seconds: number) => mock.timers.tick(seconds * 1000);
beforeEach(() => mock.timers.enable({ apis: ['setInterval'] }));
afterEach(() => mock.timers.reset());

describe('a lease', () => {
  const errors: unknown[] = [];
  const log = { error: (what: { err: unknown }) => errors.push(what.err) } as unknown as ServiceLog;

  test('is renewed for as long as the work goes on, and not after it', async () => {
    let renewals = 0;
    const { promise, resolve } = withheld<string>();
    const worked = underLease(
      log,
      async () => (renewals += 1),
      () => promise,
    );
    tick(RENEWAL_SECONDS - 1);
    assert.equal(renewals, 0);
    tick(1);
    await settled();
    tick(RENEWAL_SECONDS);
    assert.equal(renewals, 2);
    resolve('done');
    assert.equal(await worked, 'done');
    tick(RENEWAL_SECONDS * 3);
    assert.equal(renewals, 2);
  });

  test('can miss two renewals', () => assert.ok(RENEWAL_SECONDS * 3 <= LEASE_SECONDS));

  test('of work that fails is not renewed any more', async () => {
    let renewals = 0;
    const failing = underLease(
      log,
      async () => (renewals += 1),
      () => Promise.reject(new Error('sealing failed')),
    );
    await assert.rejects(failing, /sealing failed/);
    tick(RENEWAL_SECONDS * 3);
    assert.equal(renewals, 0);
  });

  test('that cannot be renewed is told to the operator, and the work goes on', async () => {
    const { promise, resolve } = withheld<number>();
    const away = new Error('The database is away.');
    const worked = underLease(
      log,
      () => Promise.reject(away),
      () => promise,
    );
    tick(RENEWAL_SECONDS);
    resolve(1);
    assert.equal(await worked, 1);
    assert.deepEqual(errors, [away]);
  });

  test('whose renewal takes longer than the time between two has one at a time', async () => {
    const { promise, resolve } = withheld<string>();
    const renewing = withheld<void>();
    let renewals = 0;
    const worked = underLease(
      log,
      () => ((renewals += 1), renewing.promise),
      () => promise,
    );
    tick(RENEWAL_SECONDS * 3);
    assert.equal(renewals, 1);
    renewing.resolve();
    await settled();
    tick(RENEWAL_SECONDS);
    assert.equal(renewals, 2);
    resolve('done');
    await worked;
  });

  test('whose renewal is under way is waited for: it would undo what is written next', async () => {
    const renewing = withheld<void>();
    const order: string[] = [];
    const worked = underLease(
      log,
      () => renewing.promise.then(() => order.push('renewed')),
      async () => tick(RENEWAL_SECONDS),
    ).then(() => order.push('ended'));
    renewing.resolve();
    await worked;
    assert.deepEqual(order, ['renewed', 'ended']);
  });
});

describe('a service that is long at', () => {
  let service: TestService;
  let hooks: HttpReceiver;
  let letStamp: Promise<void> = Promise.resolve();
  before(async () => {
    hooks = await HttpReceiver.start();
    service = await startTestService({
      timeStamps: {
        async stamp(imprint) {
          await letStamp;
          return (await openDevelopmentAuthority(service.dataFolder)).timeStampAuthority.stamp(imprint);
        },
      },
    });
  });
  after(async () => {
    await service.stop();
    await hooks.stop();
  });

  /** @returns when the work of the order that is under way is due to be taken over, as soon as that is later than it was */
  async function leaseAfter(query: string, orderId: string, earlier = new Date(0)): Promise<Date> {
    for (;;) {
      const [row] = await service.running.database.query<{ dueAt: Date | null }>(query, [orderId]);
      if (row?.dueAt && row.dueAt > earlier) return row.dueAt;
    }
  }

  async function expectRenewal(query: string, orderId: string, begin: Date): Promise<void> {
    const first = await leaseAfter(query, orderId);
    assert.equal(first.getTime() - begin.getTime(), LEASE_SECONDS * 1000);
    await service.holdClock(new Date(begin.getTime() + RENEWAL_SECONDS * 1000));
    tick(RENEWAL_SECONDS);
    const second = await leaseAfter(query, orderId, first);
    assert.equal(second.getTime() - first.getTime(), RENEWAL_SECONDS * 1000);
  }

  test('sealing keeps its order', async () => {
    const query =
      'select packaging_due_at as "dueAt" from orders where id = $1 and packaging_due_at > service_now()';
    const begin = new Date();
    await service.holdClock(begin);
    const stamps = withheld<void>();
    letStamp = stamps.promise;
    const order = await service.order();
    await (await service.open(order.tasks[0]?.id ?? '')).complete();
    await expectRenewal(query, order.id, begin);
    stamps.resolve();
    await service.orderReaches(order.id, 'completed');
  });

  test('sending keeps its notice', async () => {
    const query = 'select due_at as "dueAt" from deliveries where order_id = $1 and in_flight';
    const begin = new Date();
    await service.holdClock(begin);
    const answer = withheld<GivenAnswer>();
    hooks.answers = () => answer.promise;
    const order = await service.order({
      notifications: [{ channel: 'webhook', url: hooks.url, secret: SECRET, on: ['order.deleted'] }],
    });
    await service.withdraw(order);
    await expectRenewal(query, order.id, begin);
    answer.resolve({ status: 204 });
    await deliveriesBecome(service, order, every('delivered'));
    assert.equal(hooks.requests.all.length, 1);
  });
});
