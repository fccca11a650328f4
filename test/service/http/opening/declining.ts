import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Order } from '../../../../src/task/contract.ts';
import type { TestService } from '../../../harness/test-service.ts';
import { expectProblem } from '../expect-problem.ts';

export function declining(service: () => TestService): void {
  const firstOf = (order: Order) => order.tasks[0]?.id ?? '';

  describe('a signer who says no', () => {
    test('ends the task and the order, and the customer reads why', async () => {
      const order = await service().order();
      const signer = await service().open(firstOf(order));
      const { status, body } = await signer.decline('rejection', { reason: 'The rent is another one.' });
      assert.equal(status, 200);
      assert.equal(body.status, 'rejected');
      const after = await service().readOrder(order.id);
      assert.equal(after.status, 'rejected');
      assert.equal(after.tasks[0]?.rejectionReason, 'The rent is another one.');
      assert.deepEqual((await service().historyOf(order)).slice(-2), ['task.rejected', 'order.rejected']);
    });

    test('is told the same when it is said again, and nothing more happens', async () => {
      const order = await service().order();
      const signer = await service().open(firstOf(order));
      const answers = await Promise.all([
        signer.decline('rejection', { reason: 'No.' }),
        signer.decline('rejection', { reason: 'No.' }),
        signer.decline('rejection', {}),
      ]);
      for (const { body } of answers) assert.deepEqual(body, answers[0]?.body);
      const history = await service().historyOf(order);
      assert.equal(history.filter((type) => type === 'task.rejected').length, 1);
    });

    test('cannot sign after it, nor say no after signing', async () => {
      const rejected = await service().open(firstOf(await service().order()));
      await rejected.decline('rejection');
      expectProblem(await rejected.complete(), 'task-final');
      const signed = await service().open(firstOf(await service().order()));
      await signed.complete();
      expectProblem(await signed.decline('rejection'), 'task-final');
    });

    test('lets the others go on where the order says so', async () => {
      const order = await service().order({ onReject: 'continue', tasks: twoTasks([]) });
      await (await service().open(firstOf(order))).decline('rejection');
      const other = await service().open(order.tasks[1]?.id ?? '');
      assert.equal((await other.complete()).status, 200);
      assert.equal((await service().readOrder(order.id)).status, 'rejected');
    });

    test('closes what the others were asked where it does not', async () => {
      const order = await service().order({ tasks: twoTasks(['tenant']) });
      await (await service().open(firstOf(order))).decline('rejection');
      const statuses = (await service().readOrder(order.id)).tasks.map(({ status }) => status);
      assert.deepEqual(statuses, ['rejected', 'deleted']);
    });

    test('is refused where the sender does not allow it, and before it is their turn', async () => {
      const kept = await service().open(
        firstOf(await service().orderOf({ allow: { reject: false, postpone: false } })),
      );
      assert.deepEqual(kept.task.allow, { reject: false, postpone: false, download: true });
      expectProblem(await kept.decline('rejection'), 'forbidden');
      expectProblem(await kept.decline('postponement'), 'forbidden');
      const order = await service().order({ tasks: twoTasks(['tenant']) });
      const waiting = await service().open(order.tasks[1]?.id ?? '');
      expectProblem(await waiting.decline('rejection'), 'task-blocked');
    });

    for (const [name, body] of [
      ['longer than 2048 characters', { reason: 'a'.repeat(2049) }],
      ['that is no text', { reason: 7 }],
      ['with NUL in it', { reason: 'a\0b' }],
    ] as const) {
      test(`with a reason ${name} is not heard, and the task stays open`, async () => {
        const signer = await service().open(firstOf(await service().order()));
        expectProblem(await signer.decline('rejection', body), 'invalid-request');
        assert.equal((await signer.read()).body.status, 'ready');
      });
    }
  });

  describe('a signer who does not sign now', () => {
    for (const [what, type] of [
      ['postponement', 'task.postponed'],
      ['cancellation', 'task.cancelled'],
    ] as const) {
      test(`by ${what} leaves the task ready, and the history knows once`, async () => {
        const order = await service().order();
        const signer = await service().open(firstOf(order));
        assert.equal((await signer.decline(what)).body.status, 'ready');
        assert.equal((await signer.decline(what)).status, 200);
        const types = await service().historyOf(order);
        assert.equal(types.filter((entry) => entry === type).length, 1);
        assert.equal((await signer.complete()).status, 200);
        expectProblem(await signer.decline(what), 'task-final');
      });
    }
  });
}

function twoTasks(dependsOn: string[]) {
  const actions = [{ document: 'contract', type: 'sign' as const }];
  return [
    { name: 'tenant', subject: { name: 'Kari Nordmann' }, actions },
    { name: 'landlord', subject: { name: 'Ola Hansen' }, actions, dependsOn },
  ];
}
