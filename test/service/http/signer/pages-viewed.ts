import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import type { PagesViewed } from '../../../../src/task/contract.ts';
import { plainPdf } from '../../../harness/pdf-samples.ts';
import type { Signer, TestService } from '../../../harness/test-service.ts';
import { ask, expectProblem } from '../expect-problem.ts';
import { documentActions } from '../../../harness/signed-hashes.ts';

export function pagesViewed(service: () => TestService): void {
  describe('saying which pages have been in view', () => {
    let signer: Signer;
    beforeEach(async () => {
      const order = await service().order({}, plainPdf({ pages: 6 }));
      signer = await service().open(order.tasks[0]?.id ?? '');
    });

    function report(pages: unknown, change: Partial<PagesViewed> = {}, actionId?: string) {
      const [action] = documentActions(signer.task);
      return service().call(
        'reportPagesViewed',
        `/tasks/${signer.task.id}/actions/${actionId ?? action?.id}/view`,
        {
          method: 'POST',
          headers: signer.headers,
          body: { pages, sha256: action?.document.sha256, ...change },
        },
      );
    }

    async function stored(): Promise<unknown> {
      const [row] = await service().running.database.query<{ status: string; pages: unknown }>(
        'select status, pages_viewed as pages from actions where id = $1',
        [signer.task.actions[0]?.id],
      );
      return row;
    }

    async function history(): Promise<unknown[]> {
      const rows = await service().running.database.query<{ pages: unknown }>(
        `select data->'pages' as pages from history where task_id = $1 and type = 'task.viewed' order by sequence`,
        [signer.task.id],
      );
      return rows.map(({ pages }) => pages);
    }

    test('adds them to those already known; the first and the whole are history, not each step', async () => {
      assert.equal((await report([[1, 2]])).status, 204);
      assert.equal((await report([[5, 5]])).status, 204);
      assert.deepEqual(await stored(), {
        status: 'viewed',
        pages: [
          [1, 2],
          [5, 5],
        ],
      });
      assert.equal(
        (
          await report([
            [3, 4],
            [6, 6],
          ])
        ).status,
        204,
      );
      assert.equal((await report([[1, 6]])).status, 204);
      assert.deepEqual(await stored(), { status: 'viewed', pages: [[1, 6]] });
      assert.deepEqual(await history(), [[[1, 2]], [[1, 6]]]);
    });

    test('leaves the tag that a signature answers to as it is', async () => {
      const before = (await signer.read()).headers.get('etag');
      await report([[1, 6]]);
      assert.equal((await signer.read()).headers.get('etag'), before);
    });

    test('twenty reports at once lose no page', async () => {
      const pages = [1, 2, 3, 4, 5, 6, 1, 2, 3, 4, 5, 6, 1, 2, 3, 4, 5, 6, 1, 6];
      await Promise.all(pages.map((page) => report([[page, page]])));
      assert.deepEqual(await stored(), { status: 'viewed', pages: [[1, 6]] });
    });

    test('of other bytes is refused', async () => {
      expectProblem(await report([[1, 2]], { sha256: 'a'.repeat(64) }), 'document-changed');
    });

    for (const pages of [
      [[1, 7]],
      [[7, 7]],
      [[4, 2]],
      [[0, 1]],
      [[1, 2, 3]],
      [],
      [[1.5, 2]],
      [['1', '2']],
      'all',
    ]) {
      test(`${JSON.stringify(pages)} of six pages is refused, and nothing is noted`, async () => {
        expectProblem(await report(pages), 'invalid-request');
        assert.deepEqual(await stored(), { status: 'pending', pages: [] });
      });
    }

    test('of one good range and one bad notes neither', async () => {
      expectProblem(
        await report([
          [1, 2],
          [6, 9],
        ]),
        'invalid-request',
      );
      assert.deepEqual(await stored(), { status: 'pending', pages: [] });
    });

    test('of an action that the task has not is refused', async () => {
      expectProblem(await report([[1, 1]], {}, 'act_unknown'), 'not-found');
    });

    test('needs the session of this very task', async () => {
      const other = await service().open((await service().order()).tasks[0]?.id ?? '');
      const answer = await ask(
        `${service().url}/tasks/${signer.task.id}/actions/${signer.task.actions[0]?.id}/view`,
        {
          method: 'POST',
          headers: { ...other.headers, 'content-type': 'application/json' },
          body: JSON.stringify({ pages: [[1, 1]], sha256: 'a'.repeat(64) }),
        },
      );
      expectProblem(answer, 'forbidden');
    });

    test('changes nothing after the end', async () => {
      await report([[1, 1]]);
      assert.equal((await signer.complete()).status, 200);
      const before = [await stored(), await history()];
      assert.equal((await report([[1, 6]])).status, 204);
      assert.deepEqual([await stored(), await history()], before);
    });
  });
}
