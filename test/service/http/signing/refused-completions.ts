import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import type { ServiceProblemCode } from '../../../../demo/service/domain/problem.ts';
import type { Completion } from '../../../../src/task/contract.ts';
import { plainPdf } from '../../../harness/pdf-samples.ts';
import type { Signer, TestService } from '../../../harness/test-service.ts';
import { expectProblem } from '../expect-problem.ts';
import { documentActions } from '../../../harness/signed-hashes.ts';

const OTHER_HASH = 'a'.repeat(64);

export function completionsAreRefused(service: () => TestService): void {
  describe('a completion is refused', () => {
    let signer: Signer;
    let etag = '';
    before(async () => {
      const { tasks } = await service().order({
        documents: [
          { name: 'contract', documentId: (await service().upload()).id, title: 'Agreement' },
          { name: 'rules', documentId: (await service().upload()).id, title: 'House rules' },
        ],
        tasks: [
          {
            name: 'tenant',
            subject: { name: 'Kari Nordmann', eid: { claim: 'national_id', value: '01017012345' } },
            signatureMethods: ['consent', 'eid'],
            actions: [
              { document: 'contract', type: 'sign' },
              { document: 'rules', type: 'view' },
            ],
          },
        ],
      });
      signer = await service().open(tasks[0]?.id ?? '');
      etag = (await signer.read()).headers.get('etag') ?? '';
    });

    const refusals: readonly [
      what: string,
      code: ServiceProblemCode,
      change: (right: Completion) => unknown,
    ][] = [
      [
        'to another version of the consent',
        'consent-missing',
        (c) => ({ ...c, consent: { ...c.consent, version: '2019-1' } }),
      ],
      [
        'to other words of consent',
        'consent-missing',
        (c) => ({ ...c, consent: { ...c.consent, sha256: OTHER_HASH } }),
      ],
      [
        'to the consent in another language',
        'consent-missing',
        (c) => ({ ...c, consent: { ...c.consent, locale: 'nb' } }),
      ],
      ['without consent', 'invalid-request', ({ consent: _, ...c }) => c],
      ['without a signature', 'invalid-request', ({ signature: _, ...c }) => c],
      ['without one of its documents', 'action-missing', (c) => ({ ...c, actions: c.actions.slice(0, 1) })],
      ['without any document', 'action-missing', (c) => ({ ...c, actions: [] })],
      ['with a document twice', 'invalid-request', (c) => ({ ...c, actions: [...c.actions, c.actions[0]] })],
      [
        'on other bytes',
        'document-changed',
        (c) => ({ ...c, actions: c.actions.map((a) => ({ ...a, documentSha256: OTHER_HASH })) }),
      ],
      [
        'on a hash that is none',
        'invalid-request',
        (c) => ({ ...c, actions: c.actions.map((a) => ({ ...a, documentSha256: 'ABC' })) }),
      ],
      [
        "with another task's action",
        'invalid-request',
        (c) => ({ ...c, actions: c.actions.map((a) => ({ ...a, id: 'act_other' })) }),
      ],
      [
        'signed in a way that the task does not allow',
        'signature-invalid',
        (c) => ({ ...c, signature: { method: 'handwritten', kind: 'typed', text: 'Kari' } }),
      ],
      [
        'signed with an eID that nobody was sent to',
        'signature-invalid',
        (c) => ({ ...c, signature: { method: 'eid', login: { id: 'x' } } }),
      ],
      [
        'signed in a way that nobody knows',
        'invalid-request',
        (c) => ({ ...c, signature: { method: 'stamp' } }),
      ],
      [
        'signed twice',
        'signature-invalid',
        (c) => ({ ...c, signature: [{ method: 'consent' }, { method: 'consent' }] }),
      ],
      ['signed not at all', 'invalid-request', (c) => ({ ...c, signature: [] })],
      ['with an unknown member', 'invalid-request', (c) => ({ ...c, signedAt: '2020-01-01T00:00:00Z' })],
      ['with a text where an object is', 'invalid-request', () => JSON.stringify('sign')],
    ];
    for (const [what, code, change] of refusals) {
      test(`when it is ${what}, and the task stays as it is`, async () => {
        const answer = await signer.complete({
          etag,
          key: 'the-one-attempt',
          body: change(signer.completion()),
        });
        expectProblem(answer, code);
        const { body, headers } = await signer.read();
        assert.equal(body.status, 'ready');
        assert.equal(headers.get('etag'), etag);
      });
    }

    test('without an Idempotency-Key, or with one that is none', async () => {
      for (const key of [undefined, 'short', 'with blank in it', 'k'.repeat(201)]) {
        const answer = await service().call('completeTask', `/tasks/${signer.task.id}/completion`, {
          method: 'POST',
          headers: {
            ...signer.headers,
            'if-match': etag,
            ...(key !== undefined && { 'idempotency-key': key }),
          },
          body: signer.completion(),
        });
        expectProblem(answer, 'invalid-request');
      }
    });

    test('without If-Match', async () => {
      expectProblem(await signer.complete({ etag: null }), 'precondition-required');
    });

    test('with the tag of something else', async () => {
      for (const other of ['"stale"', etag.slice(1, -1), `W/${etag}`, '', '"'])
        expectProblem(await signer.complete({ etag: other }), 'precondition-failed');
    });

    test('without a session, and with that of another task', async () => {
      const other = await service().open((await service().order()).tasks[0]?.id ?? '');
      const send = (headers: Record<string, string>) =>
        service().call('completeTask', `/tasks/${signer.task.id}/completion`, {
          method: 'POST',
          headers: { 'if-match': etag, 'idempotency-key': 'of-a-stranger', ...headers },
          body: signer.completion(),
        });
      expectProblem(await send({}), 'session-expired');
      expectProblem(await send(other.headers), 'forbidden');
    });

    test('and none of that took the key: the right one, under the same key, signs', async () => {
      const { status, body } = await signer.complete({ etag, key: 'the-one-attempt' });
      assert.equal(status, 200, JSON.stringify(body));
    });
  });

  test('a signer who must read all signs only when every page has been in view', async () => {
    const { tasks } = await service().order(
      {
        tasks: [
          {
            name: 'tenant',
            subject: { name: 'Kari Nordmann' },
            actions: [{ document: 'contract', type: 'sign', readAll: true }],
          },
        ],
      },
      plainPdf({ pages: 3 }),
    );
    const signer = await service().open(tasks[0]?.id ?? '');
    const [action] = documentActions(signer.task);
    const view = (pages: number[][]) =>
      service().call('reportPagesViewed', `/tasks/${signer.task.id}/actions/${action?.id}/view`, {
        method: 'POST',
        headers: signer.headers,
        body: { pages, sha256: action?.document.sha256 },
      });
    const before = expectProblem(await signer.complete(), 'action-missing');
    assert.equal(before.reason, 'pages-not-viewed');
    await view([[1, 2]]);
    expectProblem(await signer.complete(), 'action-missing');
    await view([[3, 3]]);
    assert.equal((await signer.complete()).status, 200);
  });

  test('a deadline that passes while the signer reads refuses the signature, and stays in the history', async () => {
    await service().holdClock(new Date('2026-03-04T10:00:00Z'));
    try {
      const order = await service().order({
        tasks: [
          {
            name: 'tenant',
            subject: { name: 'Kari Nordmann' },
            actions: [{ document: 'contract', type: 'sign' }],
            deadline: 'PT10M',
          },
        ],
      });
      const signer = await service().open(order.tasks[0]?.id ?? '');
      const etag = (await signer.read()).headers.get('etag') ?? '';
      await service().holdClock(new Date('2026-03-04T10:10:00Z'));
      // Not through a reading, which would settle it: straight to the signature.
      expectProblem(await signer.complete({ etag }), 'task-expired');
      const rows = await service().running.database.query<{ type: string; at: Date }>(
        'select type, at from history where order_id = $1 order by sequence',
        [order.id],
      );
      assert.deepEqual(
        rows.map(({ type }) => type),
        ['order.created', 'task.ready', 'task.opened', 'task.expired', 'order.expired'],
      );
      assert.equal(rows.at(-1)?.at.toISOString(), '2026-03-04T10:10:00.000Z');
      assert.equal((await service().readOrder(order.id)).status, 'expired');
      expectProblem(await signer.complete({ etag, key: 'another-attempt' }), 'task-expired');
    } finally {
      await service().holdClock(undefined);
    }
  });
}
