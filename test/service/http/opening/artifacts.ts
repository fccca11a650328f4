import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Task, TaskSession } from '../../../../src/task/contract.ts';
import type { TestService } from '../../../harness/test-service.ts';
import { ask, expectProblem } from '../expect-problem.ts';

const BY_ARTIFACT = { authentication: { artifact: true } };
const EID = { claim: 'national_id', value: '01017012345' };
const BY_EID = { authentication: { methods: ['urn:eid:test:high'] }, subject: { name: 'Kari', eid: EID } };

export function artifacts(service: () => TestService): void {
  describe('an artifact', () => {
    test('comes with the order where it is asked for and the task opens by it', async () => {
      const asked = await service().orderOf(BY_ARTIFACT, { artifact: true });
      assert.match(asked.tasks[0]?.artifact ?? '', /^[A-Za-z0-9_-]{43}$/);
      const signer = await service().open({ artifact: asked.tasks[0]?.artifact ?? '' });
      assert.equal(signer.task.id, asked.tasks[0]?.id);

      const notAsked = await service().orderOf(BY_ARTIFACT);
      assert.equal(notAsked.tasks[0]?.artifact, undefined);
      const openToAll = await service().orderOf({}, { artifact: true });
      assert.equal(openToAll.tasks[0]?.artifact, undefined);
      assert.equal((await service().readOrder(asked.id)).tasks[0]?.artifact, undefined);
    });

    test('made later lives 30 seconds, and its URL carries it in the fragment', async () => {
      const at = new Date('2027-03-01T12:00:00.000Z');
      const order = await service().orderOf(BY_ARTIFACT);
      await service().holdClock(at);
      const { artifact, expiresAt, url } = await service().artifactFor(order);
      await service().holdClock(undefined);
      assert.equal(Date.parse(expiresAt) - at.getTime(), 30_000);
      assert.equal(url, `${order.tasks[0]?.taskUrl}#artifact=${artifact}`);
    });

    for (const [milliseconds, alive] of [
      [29_999, true],
      [30_000, false],
      [30_001, false],
    ] as const) {
      test(`${alive ? 'opens' : 'is dead'} after ${milliseconds} ms`, async () => {
        const at = new Date('2027-03-01T12:00:00.000Z');
        const order = await service().orderOf(BY_ARTIFACT);
        await service().holdClock(at);
        const { artifact } = await service().artifactFor(order);
        await service().holdClock(new Date(at.getTime() + milliseconds));
        const answer = await service().tryToOpen({ artifact });
        await service().holdClock(undefined);
        if (alive) assert.equal(answer.status, 201);
        else expectProblem(answer, 'task-not-found');
      });
    }

    test('opens once, and is then like one that never was', async () => {
      const { artifact } = await service().artifactFor(await service().orderOf(BY_ARTIFACT));
      assert.equal((await service().tryToOpen({ artifact })).status, 201);
      const again = expectProblem(await service().tryToOpen({ artifact }), 'task-not-found');
      const unknown = expectProblem(await service().tryToOpen({ artifact: 'never-was' }), 'task-not-found');
      assert.deepEqual({ ...again, requestId: '' }, { ...unknown, requestId: '' });
    });

    test('redeemed by 20 at once lets one in', async () => {
      const { artifact } = await service().artifactFor(await service().orderOf(BY_ARTIFACT));
      const answers = await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          service().tryToOpen({ artifact }, { 'idempotency-key': `opening-${index}` }),
        ),
      );
      const statuses = answers.map(({ status }) => status).sort();
      assert.deepEqual(statuses, [201, ...Array<number>(19).fill(404)]);
    });

    test('whose answer got lost is redeemed again with the same key for the same session', async () => {
      const order = await service().orderOf(BY_ARTIFACT);
      const { artifact } = await service().artifactFor(order);
      const key = { 'idempotency-key': 'the-one-opening' };
      const [first, second] = await Promise.all([
        service().tryToOpen<TaskSession>({ artifact }, key),
        service().tryToOpen<TaskSession>({ artifact }, key),
      ]);
      assert.equal(first.status, 201);
      assert.equal(first.body.token, second.body.token);
      expectProblem(
        await service().tryToOpen({ artifact }, { 'idempotency-key': 'another-opening' }),
        'task-not-found',
      );
      const authenticated = (await service().historyOf(order)).filter(
        (type) => type === 'task.authenticated',
      );
      assert.equal(authenticated.length, 1);
    });

    test('does not bring back a session that was ended', async () => {
      const { artifact } = await service().artifactFor(await service().orderOf(BY_ARTIFACT));
      const key = { 'idempotency-key': 'the-one-opening' };
      const { headers } = await service().open({ artifact }, key);
      await service().call('closeTask', '/task-sessions/current', { method: 'DELETE', headers });
      expectProblem(await service().tryToOpen({ artifact }, key), 'task-not-found');
    });

    test('is moved into the fragment by the page, and redeemed by no GET', async () => {
      const order = await service().orderOf(BY_ARTIFACT);
      const { artifact } = await service().artifactFor(order);
      const url = `${order.tasks[0]?.taskUrl}?artifact=${artifact}`;
      const page = await ask(`${url}&lang=nb`, { headers: { accept: 'text/html' }, redirect: 'manual' });
      assert.equal(page.status, 303);
      const location = `/tasks/${order.tasks[0]?.id}?lang=nb#artifact=${artifact}`;
      assert.equal(page.headers.get('location'), location);
      assert.equal(page.headers.get('referrer-policy'), 'no-referrer');
      const summary = await ask(url, { headers: { accept: 'application/json' } });
      assert.equal(summary.status, 200);
      assert.equal((await service().tryToOpen({ artifact })).status, 201);
    });

    test('is moved within this service, whatever stands where the task’s id should', async () => {
      const headers = { accept: 'text/html' };
      for (const path of ['/tasks/..%5Cevil.example', '/tasks/%2F%2Fevil.example', '/tasks/a.b']) {
        const { status, headers: told } = await ask(`${service().url}${path}?artifact=x`, {
          headers,
          redirect: 'manual',
        });
        assert.notEqual(status, 303, path);
        assert.equal(told.get('location'), null);
      }
    });

    test('leads to the receipt of a task that has ended', async () => {
      const order = await service().orderOf(BY_ARTIFACT);
      const signer = await service().open({ artifact: (await service().artifactFor(order)).artifact });
      assert.equal((await signer.complete()).status, 200);
      const later = await service().open({ artifact: (await service().artifactFor(order)).artifact });
      assert.equal(later.task.status, 'completed');
    });

    test('is not made for a task that asks for an eID alone, nor by another customer', async () => {
      const order = await service().orderOf(BY_EID);
      const path = `/orders/${order.id}/tasks/${order.tasks[0]?.id}/artifacts`;
      const make = (key?: string) =>
        service().call('createArtifact', path, { method: 'POST', headers: service().asCustomer(key) });
      expectProblem(await make(), 'forbidden');
      expectProblem(await make('other-api-key'), 'not-found');
    });

    test('is evidence of who let the signer in', async () => {
      const order = await service().orderOf(BY_ARTIFACT);
      const signer = await service().open({ artifact: (await service().artifactFor(order)).artifact });
      await signer.complete<Task>();
      const [row] = await service().running.database.query<{ completion: { authentication: unknown } }>(
        'select completion from tasks where id = $1',
        [signer.task.id],
      );
      assert.deepEqual(row?.completion.authentication, { by: 'artifact' });
    });
  });

  describe('an order that is asked for again with its key', () => {
    test('is the same order, with artifacts that are new', async () => {
      const request = {
        ...(await service().newOrder()),
        tasks: [
          {
            name: 'tenant',
            subject: { name: 'Kari Nordmann' },
            actions: [{ document: 'contract', type: 'sign' as const }],
            referenceCode: true,
            ...BY_ARTIFACT,
          },
        ],
      };
      const options = { artifact: true, key: 'order-that-is-repeated' };
      const first = await service().createOrder(request, options);
      const second = await service().createOrder(request, options);
      assert.equal(second.id, first.id);
      assert.equal(second.tasks[0]?.referenceCode, first.tasks[0]?.referenceCode);
      assert.notEqual(second.tasks[0]?.artifact, first.tasks[0]?.artifact);
      await service().open({ artifact: second.tasks[0]?.artifact ?? '' });
    });
  });

  test('no credential is stored as it is', async () => {
    const order = await service().orderOf(
      { ...BY_ARTIFACT, referenceCode: true },
      { artifact: true, key: 'order-with-everything' },
    );
    const { artifact = '', referenceCode = '' } = order.tasks[0] ?? {};
    const { session } = await service().open({ artifact }, { 'idempotency-key': 'opening-with-a-key' });
    const stored = await service().everythingStored();
    assert.match(stored, new RegExp(order.id));
    for (const secret of [artifact, session.token, referenceCode, referenceCode.replace('-', '')]) {
      assert.ok(secret.length > 10 && !stored.includes(secret));
    }
  });
}
