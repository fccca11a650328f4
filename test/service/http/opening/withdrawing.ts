import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { TestService } from '../../../harness/test-service.ts';
import { expectProblem } from '../expect-problem.ts';

export function withdrawing(service: () => TestService): void {
  const two = () => {
    const actions = [{ document: 'contract', type: 'sign' as const }];
    return service().order({
      tasks: [
        { name: 'tenant', subject: { name: 'Kari Nordmann' }, actions },
        { name: 'landlord', subject: { name: 'Ola Hansen' }, actions },
      ],
    });
  };

  describe('a sender who withdraws', () => {
    test('an order ends all of its tasks; again, nothing changes', async () => {
      const order = await two();
      const first = await service().withdraw(order);
      assert.equal(first.body.status, 'deleted');
      assert.deepEqual(
        first.body.tasks.map(({ status }) => status),
        ['deleted', 'deleted'],
      );
      assert.deepEqual((await service().withdraw(order)).body, first.body);
      assert.equal((await service().historyOf(order)).at(-1), 'order.deleted');
      const signer = await service().open(order.tasks[0]?.id ?? '');
      assert.equal(signer.task.status, 'deleted');
      expectProblem(await signer.complete(), 'task-deleted');
    });

    test('one task leaves the other to be signed', async () => {
      const order = await two();
      const [tenant, landlord] = order.tasks;
      const { body } = await service().withdraw(order, tenant?.id ?? '');
      assert.equal(body.status, 'open');
      assert.equal((await service().withdraw(order, tenant?.id ?? '')).status, 200);
      const signer = await service().open(landlord?.id ?? '');
      assert.equal((await signer.complete()).status, 200);
      assert.equal((await service().readOrder(order.id)).status, 'deleted');
    });

    test('what has been signed is refused, and stays signed', async () => {
      const order = await service().order();
      const taskId = order.tasks[0]?.id ?? '';
      await (await service().open(taskId)).complete();
      expectProblem(await service().withdraw(order, taskId), 'task-final');
      expectProblem(await service().withdraw(order), 'task-final');
      await service().orderReaches(order.id, 'completed');
    });

    test('somebody else’s order finds none', async () => {
      const order = await service().order();
      const headers = service().asCustomer('other-api-key');
      const call = { method: 'DELETE', headers };
      expectProblem(await service().call('withdrawOrder', `/orders/${order.id}`, call), 'not-found');
      const path = `/orders/${order.id}/tasks/${order.tasks[0]?.id}`;
      expectProblem(await service().call('withdrawTask', path, call), 'not-found');
      expectProblem(await service().withdraw(order, 'task_unknown'), 'not-found');
    });
  });
}
