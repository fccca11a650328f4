import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Authentication, Order, TaskSummary } from '../../../../src/task/contract.ts';
import type { TestService } from '../../../harness/test-service.ts';
import { expectProblem } from '../expect-problem.ts';

export function lockedTasks(service: () => TestService): void {
  const order = (authentication: Authentication): Promise<Order> =>
    service().order({
      tasks: [
        {
          name: 'tenant',
          subject: {
            name: 'Kari Nordmann',
            email: 'kari@example.test',
            eid: { claim: 'national_id', value: '01017012345' },
          },
          authentication,
          actions: [{ document: 'contract', type: 'sign' }],
        },
      ],
    });

  describe('a task that asks who it is', () => {
    const locks: readonly [Authentication, 'login-required' | 'artifact-required'][] = [
      [{ methods: ['urn:eid:test:high'] }, 'login-required'],
      [{ artifact: true }, 'artifact-required'],
      [{ methods: ['urn:eid:test:high'], artifact: true }, 'login-required'],
    ];
    for (const [authentication, code] of locks) {
      test(`by ${Object.keys(authentication).join(' or ')} opens to nobody without, and names nobody`, async () => {
        const { id: orderId, tasks } = await order(authentication);
        const taskId = tasks[0]?.id ?? '';
        const answer = await service().call('openTask', '/task-sessions', {
          method: 'POST',
          body: { taskId },
        });
        const problem = expectProblem(answer, code);
        assert.doesNotMatch(JSON.stringify(problem), /Kari|example\.test|0101|Tenancy|Agreement/);
        const summary = await service().call<TaskSummary>('readTask', `/tasks/${taskId}`);
        assert.deepEqual(summary.body.authentication, authentication);
        assert.doesNotMatch(JSON.stringify(summary.body), /Kari|example\.test|0101|Tenancy|Agreement/);
        const rows = await service().running.database.query(
          `select 1 from task_sessions where task_id = $1
           union all select 1 from history where order_id = $2 and type = 'task.opened'`,
          [taskId, orderId],
        );
        assert.deepEqual(rows, []);
      });
    }

    test('by nothing after all is open to whoever has the link', async () => {
      const { tasks } = await order({ artifact: false });
      assert.equal((await service().open(tasks[0]?.id ?? '')).task.status, 'ready');
    });
  });
}
