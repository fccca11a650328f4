import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import type { Task } from '../../../../src/task/contract.ts';
import type { Answer, Signer, TestService } from '../../../harness/test-service.ts';
import { expectProblem } from '../expect-problem.ts';

export function sentAgain(service: () => TestService): void {
  describe('a completion that is sent again', () => {
    let signer: Signer;
    let etag = '';
    let first: Answer<Task>;
    before(async () => {
      signer = await service().open((await service().order()).tasks[0]?.id ?? '');
      etag = (await signer.read()).headers.get('etag') ?? '';
      first = await signer.complete({ key: 'attempt-number-1', etag });
      assert.equal(first.status, 200);
    });

    for (const [how, tag] of [
      ['with the tag from before it', 'old'],
      ['with the tag from after it', 'new'],
      ['without any tag', null],
      ['with a tag of nothing', '"nonsense"'],
    ] as const) {
      test(`${how} gets the same answer again`, async () => {
        const sent = tag === 'old' ? etag : tag === 'new' ? (first.headers.get('etag') ?? '') : tag;
        const again = await signer.complete({ key: 'attempt-number-1', etag: sent });
        assert.equal(again.status, 200);
        assert.deepEqual(again.body, first.body);
        assert.equal(again.headers.get('etag'), first.headers.get('etag'));
      });
    }

    test('gets it in another session of the task too, because the answer may have been lost with the page', async () => {
      const reopened = await service().open(signer.task.id);
      const again = await reopened.complete({
        key: 'attempt-number-1',
        body: signer.completion(),
        etag: null,
      });
      assert.deepEqual(again.body, first.body);
    });

    test('with another body is refused', async () => {
      const body = { ...signer.completion(), actions: [] };
      expectProblem(await signer.complete({ key: 'attempt-number-1', body }), 'idempotency-key-reused');
    });

    test('under another key is told that the task has ended', async () => {
      expectProblem(await signer.complete({ key: 'attempt-number-2', etag }), 'task-final');
      expectProblem(await signer.complete({ key: 'attempt-number-2', etag: null }), 'task-final');
    });

    test('leaves one entry in the history, however often it came', async () => {
      const rows = await service().running.database.query(
        `select 1 from history where task_id = $1 and type = 'task.completed'`,
        [signer.task.id],
      );
      assert.equal(rows.length, 1);
    });

    test('to another task under the same key is another completion', async () => {
      const other = await service().open((await service().order()).tasks[0]?.id ?? '');
      const { status, body } = await other.complete({ key: 'attempt-number-1' });
      assert.equal(status, 200);
      assert.equal(body.id, other.task.id);
    });
  });
}
