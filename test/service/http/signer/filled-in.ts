import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { canonicalJson, type JsonValue } from '../../../../demo/service/domain/canonical-json.ts';
import { sha256 } from '../../../../demo/service/use-cases/service-context.ts';
import type { Signer, TestService } from '../../../harness/test-service.ts';
import { expectProblem } from '../expect-problem.ts';

export function filledIn(service: () => TestService): void {
  const filling = (signer: Signer, fields: object) => {
    const right = signer.completion();
    return { ...right, actions: right.actions.map((action) => ({ ...action, fields })) };
  };
  const opened = async () => service().open((await service().order()).tasks[0]?.id ?? '');

  describe('what a signer fills in', () => {
    test('is archived with the signature, under the same hash as the rest', async () => {
      const signer = await opened();
      const fields = { rent: '1250', pets: false, keys: { front: 2 }, share: 0.1, far: 1e21, 'é"\\': [null] };
      assert.equal((await signer.complete({ body: filling(signer, fields) })).status, 200);
      const [row] = await service().running.database.query<{ evidence: JsonValue; hash: string }>(
        'select completion as evidence, completion_sha256 as hash from tasks where id = $1',
        [signer.task.id],
      );
      const { documents } = row?.evidence as unknown as { documents: { fields: unknown }[] };
      assert.deepEqual(documents[0]?.fields, fields);
      assert.equal(sha256(canonicalJson(row?.evidence ?? null)), row?.hash);
    });

    test('is refused where a number is so large that another would be archived', async () => {
      const signer = await opened();
      for (const number of ['1e999', '-1e400']) {
        const body = JSON.stringify(filling(signer, { rent: 0 })).replace('"rent":0', `"rent":${number}`);
        const answer = await service().call('completeTask', `/tasks/${signer.task.id}/completion`, {
          method: 'POST',
          headers: {
            ...signer.headers,
            'content-type': 'application/json',
            'idempotency-key': 'too-large-a-number',
            'if-match': (await signer.read()).headers.get('etag') ?? '',
          },
          body,
        });
        expectProblem(answer, 'invalid-request');
      }
      assert.equal((await signer.read()).body.status, 'ready');
    });

    test('is part of the request that a key stands for: other words under it are refused', async () => {
      const signer = await opened();
      assert.equal((await signer.complete({ body: filling(signer, { rent: '1250' }) })).status, 200);
      const other = await signer.complete({ body: filling(signer, { rent: '1' }) });
      expectProblem(other, 'idempotency-key-reused');
    });
  });
}
