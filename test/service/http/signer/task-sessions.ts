import assert from 'node:assert/strict';
import { afterEach, before, describe, test } from 'node:test';
import type { Order, TaskSession } from '../../../../src/task/contract.ts';
import type { Signer, TestService } from '../../../harness/test-service.ts';
import { ask, expectProblem } from '../expect-problem.ts';

const START = Date.parse('2026-03-03T10:00:00.000Z');
const minutes = (count: number) => new Date(START + count * 60_000);

export function taskSessions(service: () => TestService): void {
  const open = (body: unknown) =>
    service().call<TaskSession>('openTask', '/task-sessions', { method: 'POST', body });
  // The contract names no 403 for reading a task, so that these are asked without it.
  const read = (signer: Signer, taskId = signer.task.id) =>
    ask(`${service().url}/tasks/${taskId}`, { headers: signer.headers });

  describe('opening a task', () => {
    let order: Order;
    let taskId = '';
    before(async () => {
      order = await service().order();
      taskId = order.tasks[0]?.id ?? '';
    });
    afterEach(() => service().holdClock(undefined));

    test('gives a token, and with it the tag that signing answers to', async () => {
      const { status, body, headers } = await open({ taskId });
      assert.equal(status, 201);
      assert.match(body.token, /^[A-Za-z0-9_-]{43}$/);
      const later = await ask(`${service().url}/tasks/${taskId}`, {
        headers: { authorization: `Bearer ${body.token}` },
      });
      assert.equal(headers.get('etag'), later.headers.get('etag'));
    });

    test('keeps tokens only as keyed hashes', async () => {
      const { body } = await open({ taskId });
      const rows = await service().running.database.query<{ hash: string }>(
        'select token_hash as hash from task_sessions',
      );
      assert.ok(rows.every(({ hash }) => /^[0-9a-f]{64}$/.test(hash)));
      assert.ok(!JSON.stringify(rows).includes(body.token));
    });

    test('is told in the history once, however often it is opened', async () => {
      const fresh = await service().order();
      const id = fresh.tasks[0]?.id ?? '';
      await Promise.all([open({ taskId: id }), open({ taskId: id }), open({ taskId: id })]);
      const rows = await service().running.database.query(
        `select 1 from history where order_id = $1 and type = 'task.opened'`,
        [fresh.id],
      );
      assert.equal(rows.length, 1);
    });

    for (const [what, body] of [
      ['an unknown task', { taskId: 'task_AAAAAAAAAAAAAAAAAAAAAA' }],
      ['an id that is none', { taskId: '../orders' }],
      ['an empty id', { taskId: '' }],
      ['an id of ten thousand letters', { taskId: 'a'.repeat(10_000) }],
      ['an id with NUL in it', { taskId: 'task\0' }],
      ['half of a surrogate pair', { taskId: '\ud800' }],
      ['an artifact of ten thousand letters', { artifact: 'a'.repeat(10_000) }],
      ['an artifact with NUL in it', { artifact: 'a\0b' }],
      ['an empty reference code', { referenceCode: '' }],
      ['a reference code with NUL in it', { referenceCode: 'a\0b' }],
      ['a login with NUL in it', { login: { id: 'a\0b', idToken: 'x' } }],
      ['an unknown artifact', { artifact: 'AAAAAAAAAAAAAAAAAAAAAA' }],
      ['an unknown reference code', { referenceCode: 'ABCDE-FGHJKM' }],
      ['an unknown login', { login: { id: 'nobody' } }],
    ] as const) {
      test(`${what} is not found`, async () => {
        expectProblem(await open(body), 'task-not-found');
      });
    }

    for (const [what, body] of [
      ['nothing', {}],
      ['a task and an artifact', { taskId: 'a', artifact: 'b' }],
      ['an artifact and a reference code', { artifact: 'b', referenceCode: 'c' }],
      ['only where to come back to', { redirectUri: 'https://host.example/' }],
      ['an id that is a number', { taskId: 7 }],
      ['an unknown member', { taskId: 'a', password: 'b' }],
    ] as const) {
      test(`${what} is no request to open one`, async () => {
        expectProblem(await open(body), 'invalid-request');
      });
    }

    test('a session of one task reads no other', async () => {
      const other = (await service().order()).tasks[0]?.id ?? '';
      const signer = await service().open(taskId);
      expectProblem(await read(signer, other), 'forbidden');
    });

    for (const [what, authorization] of [
      ['made up', 'Bearer AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'],
      ['of another scheme', 'Basic AAAA'],
      ['empty', 'Bearer '],
      ['of ten thousand letters', `Bearer ${'a'.repeat(10_000)}`],
      ["the customer's key", 'Bearer test-api-key'],
    ] as const) {
      test(`a token that is ${what} opens nothing`, async () => {
        const answer = await service().call('readTask', `/tasks/${taskId}`, { headers: { authorization } });
        expectProblem(answer, 'session-expired');
      });
    }

    test('a session that was ended is dead, and ending it again is no error', async () => {
      const signer = await service().open(taskId);
      const end = () =>
        service().call('closeTask', '/task-sessions/current', { method: 'DELETE', headers: signer.headers });
      assert.equal((await read(signer)).status, 200);
      assert.equal((await end()).status, 204);
      expectProblem(await read(signer), 'session-expired');
      assert.equal((await end()).status, 204);
    });

    test('an unused session lives for fifteen minutes, and not a moment longer', async () => {
      await service().holdClock(minutes(0));
      const [used, idle] = [await service().open(taskId), await service().open(taskId)];
      assert.equal(used.session.expiresAt, minutes(15).toISOString());
      await service().holdClock(new Date(minutes(15).getTime() - 1));
      assert.equal((await read(used)).status, 200);
      await service().holdClock(minutes(15));
      expectProblem(await read(idle), 'session-expired');
      assert.equal((await read(used)).status, 200);
    });

    test('use extends a session, to sixty minutes at most', async () => {
      await service().holdClock(minutes(0));
      const signer = await service().open(taskId);
      for (const at of [10, 20, 30, 40, 50, 59]) {
        await service().holdClock(minutes(at));
        assert.equal((await read(signer)).status, 200, `after ${at} minutes`);
      }
      await service().holdClock(new Date(minutes(60).getTime() - 1));
      assert.equal((await read(signer)).status, 200);
      await service().holdClock(minutes(60));
      expectProblem(await read(signer), 'session-expired');
    });
  });
}
