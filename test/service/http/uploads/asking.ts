import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { NewUploadAction } from '../../../../src/task/contract.ts';
import type { TestService } from '../../../harness/test-service.ts';
import { expectProblem } from '../expect-problem.ts';
import { CARD, uploader } from './upload-order.ts';

export function askingForUploads(service: () => TestService): void {
  describe('asking a signer to upload a file', () => {
    test('says what for; what is left out is the usual, and no more than the service takes', async () => {
      const { task, uploadActions } = await uploader(service(), [
        CARD,
        {
          type: 'upload',
          title: 'Payslip',
          description: 'Of last month',
          optional: true,
          accept: ['application/pdf'],
          maxSize: 2048,
        },
      ]);
      assert.deepEqual(
        task.actions.map(({ type, order, optional, status }) => [type, order, optional, status]),
        [
          ['sign', 0, false, 'pending'],
          ['upload', 1, false, 'pending'],
          ['upload', 2, true, 'pending'],
        ],
      );
      assert.deepEqual(
        uploadActions.map(({ upload }) => upload),
        [
          {
            title: 'Copy of your identity card',
            accept: ['application/pdf', 'image/jpeg', 'image/png'],
            maxSize: 256 * 1024,
          },
          { title: 'Payslip', description: 'Of last month', accept: ['application/pdf'], maxSize: 2048 },
        ],
      );
      assert.ok(uploadActions.every((action) => !('document' in action)));
    });

    const refused = async (action: unknown) => {
      const order = await service().newOrder();
      const [task] = order.tasks;
      return service().call('createOrder', '/orders', {
        method: 'POST',
        headers: service().asCustomer(),
        body: {
          ...order,
          tasks: [{ ...task, actions: [{ document: 'contract', type: 'sign' }, action] }],
        },
      });
    };

    for (const [what, change, pointer, detail] of [
      ['without a title', { title: undefined }, '', /title/],
      ['with a document', { document: 'contract' }, '', /document/],
      [
        'of a kind that cannot be looked through',
        { accept: ['image/svg+xml'] },
        '/accept/0',
        /application\/pdf/,
      ],
      ['of no kind', { accept: [] }, '/accept', /fewer/],
      ['larger than the service takes', { maxSize: 256 * 1024 + 1 }, '/maxSize', /262144/],
    ] as const) {
      test(`${what} is refused, and it is said where it is wrong`, async () => {
        const problem = expectProblem(await refused({ ...CARD, ...change }), 'invalid-request');
        assert.equal(problem.errors?.[0]?.pointer, `/tasks/0/actions/1${pointer}`);
        assert.match(problem.errors[0]?.detail ?? '', detail);
      });
    }

    test('alone is refused: a task has something to sign', async () => {
      const order = await service().newOrder();
      const answer = await service().call('createOrder', '/orders', {
        method: 'POST',
        headers: service().asCustomer(),
        body: { ...order, tasks: order.tasks.map((task) => ({ ...task, actions: [CARD] })) },
      });
      assert.equal(expectProblem(answer, 'invalid-request').errors?.[0]?.pointer, '/tasks/0/actions');
    });

    test('and for a document under one action is refused as what it says that it is', async () => {
      const action: Partial<NewUploadAction> = { title: 'A title' };
      const problem = expectProblem(
        await refused({ ...action, type: 'sign', document: 'contract' }),
        'invalid-request',
      );
      assert.match(problem.errors?.[0]?.detail ?? '', /title/);
      expectProblem(await refused({ ...action, type: 'send' }), 'invalid-request');
    });
  });
}
