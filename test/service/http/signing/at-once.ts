import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Problem, Task } from '../../../../src/task/contract.ts';
import type { Signer, TestService } from '../../../harness/test-service.ts';

const MANY = Array.from({ length: 30 }, (_, index) => index);

export function atOnce(service: () => TestService): void {
  async function freshSigner(): Promise<{ signer: Signer; etag: string }> {
    const signer = await service().open((await service().order()).tasks[0]?.id ?? '');
    return { signer, etag: (await signer.read()).headers.get('etag') ?? '' };
  }

  async function timesCompleted(taskId: string): Promise<number> {
    const rows = await service().running.database.query(
      `select 1 from history where task_id = $1 and type = 'task.completed'`,
      [taskId],
    );
    return rows.length;
  }

  describe('a completion sent 30 times at once', () => {
    test('with one key signs once, and all get the one answer', async () => {
      const { signer, etag } = await freshSigner();
      const answers = await Promise.all(MANY.map(() => signer.complete({ key: 'one-attempt', etag })));
      for (const { status, body, headers } of answers) {
        assert.equal(status, 200, JSON.stringify(body));
        assert.deepEqual(body, answers[0]?.body);
        assert.equal(headers.get('etag'), answers[0]?.headers.get('etag'));
      }
      assert.equal(await timesCompleted(signer.task.id), 1);
    });

    test('with 30 keys signs once, and 29 are told that the task has ended', async () => {
      const { signer, etag } = await freshSigner();
      const answers = await Promise.all(
        MANY.map((index) => signer.complete<Task | Problem>({ key: `attempt-${index}`, etag })),
      );
      const outcomes = answers.map(({ status, body }) => ('code' in body ? body.code : status));
      assert.deepEqual(outcomes.sort(), [200, ...Array.from({ length: 29 }, () => 'task-final')]);
      assert.equal(await timesCompleted(signer.task.id), 1);
    });

    test('with one key and 30 bodies signs one of them, and the others are told of the key', async () => {
      const { signer, etag } = await freshSigner();
      const answers = await Promise.all(
        MANY.map((index) => {
          const body = signer.completion();
          const actions = body.actions.map((action) => ({ ...action, fields: { index } }));
          return signer.complete<Task | Problem>({ key: 'one-attempt', etag, body: { ...body, actions } });
        }),
      );
      const outcomes = answers.map(({ status, body }) => ('code' in body ? body.code : status));
      assert.deepEqual(outcomes.sort(), [200, ...Array.from({ length: 29 }, () => 'idempotency-key-reused')]);
      assert.equal(await timesCompleted(signer.task.id), 1);
    });
  });
}
