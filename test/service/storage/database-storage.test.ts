/** What the service keeps, and its promises when several ask at once, on every database. */
import assert from 'node:assert/strict';
import { afterEach, before, describe, test } from 'node:test';
import { chainHistory, EMPTY_HISTORY } from '../../../demo/service/domain/history.ts';
import type { Database, Sql } from '../../../demo/service/ports/database.ts';
import { insertArtifact, redeemArtifact } from '../../../demo/service/storage/artifacts.ts';
import { releaseAttempt, reserveAttempt } from '../../../demo/service/storage/failed-attempts.ts';
import { claimIdempotencyKey, keepAnswer } from '../../../demo/service/storage/idempotency.ts';
import { insertOrder } from '../../../demo/service/storage/insert-order.ts';
import { findOrderIdOfTask, loadOrder, loadOrders } from '../../../demo/service/storage/load-orders.ts';
import {
  announceOrderChange,
  appendHistory,
  ORDER_CHANNEL,
} from '../../../demo/service/storage/order-changes.ts';
import type { OrderRecord } from '../../../demo/service/storage/order-record.ts';
import { readHistory } from '../../../demo/service/storage/read-history.ts';
import {
  deleteDeadTaskSessions,
  endTaskSession,
  insertTaskSession,
  isTaskSessionAlive,
  useTaskSession,
} from '../../../demo/service/storage/task-sessions.ts';
import { databaseNow, sha256 } from '../../../demo/service/use-cases/service-context.ts';
import { eachDatabase } from '../../harness/each-database.ts';
import { Notices } from './database-notices.ts';
import { insertSampleDocuments, sampleOrder } from './database-sample.ts';

// A driver that reckons in the zone of the process is wrong by hours here.
process.env.TZ = 'Pacific/Chatham';

const MANY = 20;

eachDatabase('the storage', (open) => {
  let database: Database;
  let instances: readonly Database[];
  before(async () => {
    instances = await Promise.all([open(), open()]);
    database = instances[0]!;
  });
  afterEach(() => database.query('delete from held_clock'));

  /** What many callers get who ask at the same moment, on all instances. */
  const atOnce = <Result>(ask: (instance: Database, index: number) => Promise<Result>) =>
    Promise.all(Array.from({ length: MANY }, (_, index) => ask(instances[index % instances.length]!, index)));

  async function store(name: string): Promise<OrderRecord> {
    const order = sampleOrder(name);
    await database.transaction(async (sql) => {
      await insertSampleDocuments(sql, order);
      await insertOrder(sql, order, 'open');
    });
    return order;
  }

  async function holdClock(at: Date): Promise<void> {
    await database.transaction(async (sql) => {
      await sql.query('delete from held_clock');
      await sql.query('insert into held_clock (held_at) values ($1)', [at]);
    });
  }

  describe('of orders', () => {
    test('gives an order back as it was stored, with all that it holds', async () => {
      const [first, second] = [await store('whole-1'), await store('whole-2')];
      const alone = await loadOrder(instances[1]!, first.id);
      const together = await loadOrders(database, [second.id, 'unknown', first.id]);
      assert.deepEqual([alone, ...together].map(asInserted), [first, second, first]);
      assert.equal(await findOrderIdOfTask(database, first.tasks[1]!.id), first.id);
    });

    test('keeps nothing of an order that could not be stored whole', async () => {
      const order = sampleOrder('half');
      await assert.rejects(
        database.transaction((sql) => insertOrder(sql, order, 'open')),
        { code: '23503' },
      );
      assert.equal(await loadOrder(database, order.id), undefined);
    });

    test('has one chain of history, however many change the order at once, and tells who follows it', async () => {
      const order = await store('changed');
      const notices = new Notices();
      const stop = await instances[1]!.listen(ORDER_CHANNEL, notices.listener);
      await atOnce((instance) => instance.transaction((sql) => appendOne(sql, order.id)));
      const history = await readHistory(database, order.id);
      assert.deepEqual(
        history.map((entry) => entry.sequence),
        Array.from({ length: MANY }, (_, index) => index + 1),
      );
      const previous = [EMPTY_HISTORY.hash, ...history.map((entry) => entry.hash)].slice(0, MANY);
      assert.deepEqual(
        history.map((entry) => entry.previousHash),
        previous,
      );
      await notices.until(order.id);
      await stop();
    });

    /** A document that was read tells its order besides. */
    const asInserted = (order: OrderRecord | undefined) =>
      order && {
        ...order,
        documents: order.documents.map((document) =>
          Object.fromEntries(Object.entries(document).filter(([name]) => name !== 'orderId')),
        ),
      };

    async function appendOne(sql: Sql, orderId: string): Promise<void> {
      const order = await loadOrder(sql, orderId, { lock: true });
      if (!order) throw new Error('It is not there.');
      const head = { sequence: order.sequence, hash: order.headHash };
      const taskId = order.tasks[0]!.id;
      const facts = [{ type: 'task.viewed' as const, taskId, data: { pages: [[1, 2]] } }];
      const entries = chainHistory(orderId, head, facts, await databaseNow(sql), sha256);
      await appendHistory(sql, orderId, { entries, head: entries.at(-1) ?? head, status: 'open' });
      await announceOrderChange(sql, orderId);
    }
  });

  describe('of task sessions', () => {
    const START = new Date('2026-03-29T00:50:00Z'); // ten minutes before clocks change in Europe
    const after = (minutes: number) => new Date(START.getTime() + minutes * 60_000);

    test('ends one after 15 idle minutes, and after 60 however much it is used', async () => {
      const [task] = (await store('sessions')).tasks;
      const session = { taskId: task!.id, openedBy: 'link', loginId: undefined } as const;
      await holdClock(START);
      assert.deepEqual(await insertTaskSession(database, 'idle', session), {
        expiresAt: after(15),
        fresh: true,
      });
      await insertTaskSession(database, 'used', session);
      for (const minutes of [14, 28, 42, 56]) {
        await holdClock(after(minutes));
        assert.deepEqual(await useTaskSession(instances[1]!, 'used'), session);
      }
      assert.equal(await useTaskSession(database, 'idle'), undefined);
      await holdClock(after(60));
      assert.equal(await isTaskSessionAlive(database, 'used'), false);
      await holdClock(after(119));
      await deleteDeadTaskSessions(database);
      const left = await database.query('select token_hash from task_sessions where task_id = $1', [
        task!.id,
      ]);
      assert.deepEqual(left, [{ token_hash: 'used' }]);
    });

    test('opens one under a token once, of however many that try at once, and tells them all when it ends', async () => {
      const [task] = (await store('same-token')).tasks;
      const session = { taskId: task!.id, openedBy: 'artifact', loginId: undefined } as const;
      await holdClock(START);
      const opened = await atOnce((instance) => insertTaskSession(instance, 'same-token', session));
      assert.equal(opened.filter((inserted) => inserted?.fresh).length, 1);
      assert.deepEqual(
        new Set(opened.map((inserted) => inserted?.expiresAt.getTime())),
        new Set([+after(15)]),
      );
    });

    test('does not open one again under a token that has ended', async () => {
      const [task] = (await store('ended')).tasks;
      const session = { taskId: task!.id, openedBy: 'code', loginId: undefined } as const;
      await insertTaskSession(database, 'ended', session);
      assert.equal(await isTaskSessionAlive(instances[1]!, 'ended'), true);
      await endTaskSession(database, 'ended');
      assert.equal(await insertTaskSession(instances[1]!, 'ended', session), undefined);
    });
  });

  describe('of answers under an Idempotency-Key', () => {
    const ANSWER = { b: 1, a: ['as', 'it', 'was'] };
    const request = (key: string, bodySha256 = 'a'.repeat(64)) => ({ scope: 'test', key, bodySha256 });

    async function answer(instance: Database, key: string, work: () => unknown): Promise<unknown> {
      return instance.transaction(async (sql) => {
        const given = await claimIdempotencyKey(sql, request(key), await databaseNow(sql));
        if (given) return given;
        const made = await work();
        await keepAnswer(sql, request(key), made);
        return made;
      });
    }

    test('gives one to whoever asks at once with the same key, and the work is done once', async () => {
      let done = 0;
      const answers = await atOnce((instance) => answer(instance, 'same', () => (done++, ANSWER)));
      assert.equal(done, 1);
      // As text: a repeat gets the same bytes.
      assert.deepEqual(
        new Set(answers.map((given) => JSON.stringify(given))),
        new Set([JSON.stringify(ANSWER)]),
      );
    });

    test('lets the next take the key where the first came to nothing', async () => {
      let tries = 0;
      const outcomes = await Promise.allSettled(
        instances.map((instance) =>
          answer(instance, 'second-try', () => {
            if (++tries === 1) throw new Error('no');
            return ANSWER;
          }),
        ),
      );
      assert.deepEqual(outcomes.map((outcome) => outcome.status).sort(), ['fulfilled', 'rejected']);
      assert.equal(tries, 2);
    });

    test('refuses the key for another body', async () => {
      await answer(database, 'other-body', () => ANSWER);
      const other = database.transaction((sql) =>
        claimIdempotencyKey(sql, request('other-body', 'b'.repeat(64)), new Date()),
      );
      await assert.rejects(other, { code: 'idempotency-key-reused' });
    });
  });

  test('lets one session redeem an artifact, of however many that try at once', async () => {
    const [task] = (await store('artifact')).tasks;
    const artifact = { taskId: task!.id, loginId: undefined };
    await insertArtifact(database, 'artifact', artifact);
    const outcomes = await atOnce((instance, index) =>
      redeemArtifact(instance, 'artifact', `session-${index}`),
    );
    assert.deepEqual(
      outcomes.filter((outcome) => outcome !== undefined),
      [artifact],
    );
  });

  test('lets no more tries through at once than may fail, and one more when one was none', async () => {
    const limit = { failures: 5, windowSeconds: 900 };
    const waits = await atOnce((instance) => reserveAttempt(instance, 'caller', limit));
    assert.equal(waits.filter((seconds) => seconds === 0).length, limit.failures);
    await releaseAttempt(database, 'caller');
    const again = await atOnce((instance) => reserveAttempt(instance, 'caller', limit));
    assert.equal(again.filter((seconds) => seconds === 0).length, 1);
  });
});
