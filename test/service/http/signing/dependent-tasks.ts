import assert from 'node:assert/strict';
import { afterEach, describe, test } from 'node:test';
import type { NewTask } from '../../../../src/task/contract.ts';
import type { TestService } from '../../../harness/test-service.ts';
import { expectProblem } from '../expect-problem.ts';

function task(name: string, change: Partial<NewTask> = {}): NewTask {
  return { name, subject: { name }, actions: [{ document: 'contract', type: 'sign' }], ...change };
}

export function dependentTasks(service: () => TestService): void {
  const statuses = async (orderId: string) =>
    (await service().readOrder(orderId)).tasks.map(({ status }) => status);

  describe('a task that waits for others', () => {
    afterEach(() => service().holdClock(undefined));

    test('can be opened and read, but not signed', async () => {
      const { tasks } = await service().order({
        tasks: [task('landlord', { dependsOn: ['tenant'] }), task('tenant')],
      });
      const landlord = await service().open(tasks[0]?.id ?? '');
      assert.equal(landlord.task.status, 'blocked');
      assert.deepEqual(landlord.task.dependsOn, [tasks[1]?.id]);
      expectProblem(await landlord.complete(), 'task-blocked');
    });

    test('is ready as soon as the last of them has signed, and then signs under the key that was refused', async () => {
      const { id, tasks } = await service().order({
        tasks: [task('a'), task('b'), task('c', { dependsOn: ['a', 'b'] })],
      });
      const [a, b, c] = await Promise.all(tasks.map((one) => service().open(one.id)));
      expectProblem((await c?.complete()) ?? assert.fail(), 'task-blocked');
      await a?.complete();
      assert.deepEqual(await statuses(id), ['completed', 'ready', 'blocked']);
      await b?.complete();
      assert.deepEqual(await statuses(id), ['completed', 'completed', 'ready']);
      assert.equal((await c?.complete())?.status, 200);
      assert.deepEqual(await statuses(id), ['completed', 'completed', 'completed']);
    });

    test('was read under another tag: its signer sees it again before signing', async () => {
      const { tasks } = await service().order({ tasks: [task('a'), task('b', { dependsOn: ['a'] })] });
      const [a, b] = await Promise.all(tasks.map((one) => service().open(one.id)));
      const blocked = (await b?.read())?.headers.get('etag') ?? '';
      await a?.complete();
      expectProblem((await b?.complete({ etag: blocked })) ?? assert.fail(), 'precondition-failed');
    });

    test('keeps its tag while others sign: what it signs is the same', async () => {
      const { tasks } = await service().order({ tasks: [task('a'), task('b')] });
      const [a, b] = await Promise.all(tasks.map((one) => service().open(one.id)));
      const before = (await b?.read())?.headers.get('etag') ?? '';
      await a?.complete();
      const { body, headers } = (await b?.read()) ?? assert.fail();
      assert.deepEqual(body.others, [{ name: 'a', status: 'completed' }]);
      assert.equal(headers.get('etag'), before);
    });

    test('is withdrawn when the one it waits for lets the deadline pass', async () => {
      await service().holdClock(new Date('2026-03-05T10:00:00Z'));
      const { id, tasks } = await service().order({
        tasks: [
          task('a', { deadline: 'P1D' }),
          task('b', { dependsOn: ['a'] }),
          task('c', { dependsOn: ['b'] }),
        ],
      });
      await service().holdClock(new Date('2026-03-06T09:59:59.999Z'));
      assert.equal((await service().readOrder(id)).status, 'open');
      await service().holdClock(new Date('2026-03-06T10:00:00Z'));
      assert.deepEqual(await statuses(id), ['expired', 'deleted', 'deleted']);
      assert.equal((await service().readOrder(id)).status, 'expired');
      const last = await service().open(tasks[2]?.id ?? '');
      assert.equal(last.task.final, true);
      expectProblem(await last.complete(), 'task-deleted');
    });

    test('many that sign at once each find their place in one chain', async () => {
      const names = Array.from({ length: 8 }, (_, index) => `signer-${index}`);
      const { id, tasks } = await service().order({ tasks: names.map((name) => task(name)) });
      const signers = await Promise.all(tasks.map((one) => service().open(one.id)));
      const answers = await Promise.all(signers.map((signer) => signer.complete()));
      assert.deepEqual(
        answers.map(({ status }) => status),
        names.map(() => 200),
      );
      const rows = await service().running.database.query<{ previous: string; hash: string }>(
        'select previous_hash as previous, hash from history where order_id = $1 order by sequence',
        [id],
      );
      for (const [index, { previous }] of rows.entries())
        assert.equal(previous, rows[index - 1]?.hash ?? '0'.repeat(64));
    });
  });
}
