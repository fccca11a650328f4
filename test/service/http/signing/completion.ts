import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { canonicalJson, type JsonValue } from '../../../../demo/service/domain/canonical-json.ts';
import { sha256 } from '../../../../demo/service/use-cases/service-context.ts';
import type { Problem, Task } from '../../../../src/task/contract.ts';
import { pngOf } from '../../../harness/signature-png.ts';
import type { TestService } from '../../../harness/test-service.ts';
import { expectProblem } from '../expect-problem.ts';
import { signedHashes } from '../../../harness/signed-hashes.ts';

export function signing(service: () => TestService): void {
  describe('signing', () => {
    test('by consent completes the task, and the tag changes with it', async () => {
      const { tasks } = await service().order();
      const signer = await service().open(tasks[0]?.id ?? '');
      const before = (await signer.read()).headers.get('etag');
      const { status, body, headers } = await signer.complete();
      assert.equal(status, 200);
      assert.equal(body.status, 'completed');
      assert.equal(body.final, true);
      assert.deepEqual(body.signature, { methods: ['consent'] });
      assert.deepEqual(
        body.actions.map((action) => action.status),
        ['done'],
      );
      assert.ok(body.completedAt);
      assert.notEqual(headers.get('etag'), before);
      assert.equal((await signer.read()).headers.get('etag'), headers.get('etag'));
    });

    test('by hand is taken when it can be drawn later, and refused when not', async () => {
      const svg =
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100"><path d="M10 60L80 20L150 60Z"/></svg>';
      const png = pngOf().toString('base64');
      const sign = async (signature: object) => {
        const { tasks } = await service().orderOf({ signatureMethods: ['handwritten'] });
        const signer = await service().open(tasks[0]?.id ?? '');
        return signer.complete<Problem>({
          body: { ...signer.completion(), signature: { method: 'handwritten', ...signature } },
        });
      };
      for (const signature of [
        { kind: 'drawn', svg },
        { kind: 'uploaded', png },
        { kind: 'typed', text: 'Kari Nordmann', face: 'caveat', initials: { text: 'KN', face: 'caveat' } },
        { kind: 'typed', text: '山田花子', png, initials: { svg } },
        { kind: 'drawn', svg, initials: { png } },
        { kind: 'drawn', svg, initials: { text: '山花', png } },
      ])
        assert.equal((await sign(signature)).status, 200);
      for (const [reason, signature] of [
        ['drawing', { kind: 'drawn', svg: svg.replace('<path', '<script') }],
        ['picture', { kind: 'uploaded', png: Buffer.from('no picture').toString('base64') }],
        ['face', { kind: 'typed', text: '山田花子', face: 'caveat' }],
        ...(
          [
            ['drawing', { svg: '<svg/>' }],
            ['drawing', { svg: svg.replace('/></svg>', ' onload="x()"/></svg>') }],
            ['picture', { png: Buffer.from('no picture').toString('base64') }],
            ['picture', { png: pngOf({ width: 2001, height: 4 }).toString('base64') }],
            ['picture', { text: '山', png: png.slice(0, 200) }],
            ['face', { text: '山田', face: 'caveat' }],
            ['face', { text: 'Ψ', face: 'caveat' }],
            ['initials', { svg, png }],
            ['initials', { svg, text: 'KN' }],
            [undefined, { text: '. .' }],
          ] as const
        ).map(([reason, initials]) => [reason, { kind: 'typed', text: 'Kari', initials }] as const),
      ] as const)
        assert.equal(expectProblem(await sign(signature), 'signature-invalid').reason, reason);
      for (const signature of [
        { kind: 'drawn' },
        { kind: 'drawn', png },
        { kind: 'uploaded', svg },
        { kind: 'stamped' },
        { kind: 'drawn', svg, initials: {} },
        { kind: 'drawn', svg, initials: { face: 'caveat' } },
        { kind: 'drawn', svg, initials: { text: 'K'.repeat(21) } },
        { kind: 'drawn', svg, initials: { jpeg: png } },
      ])
        expectProblem(await sign(signature), 'invalid-request');
    });

    test('with a typed name, also in a list of one, is archived whole under its hash', async () => {
      for (const signature of [
        { method: 'handwritten', kind: 'typed', text: 'Kari Nordmann' },
        [{ method: 'handwritten', kind: 'typed', text: 'Kari Nordmann' }],
      ] as const) {
        const order = await service().order({
          tasks: [
            {
              name: 'tenant',
              subject: { name: 'Kari Nordmann' },
              actions: [{ document: 'contract', type: 'sign' }],
              signatureMethods: ['handwritten'],
            },
          ],
        });
        const signer = await service().open(order.tasks[0]?.id ?? '');
        const body = { ...signer.completion(), signature };
        const { status, body: task } = await signer.complete<Task>({ body });
        assert.equal(status, 200);
        assert.deepEqual(task.signature, { methods: ['handwritten'] });

        const [row] = await service().running.database.query<{ evidence: JsonValue; hash: string }>(
          'select completion as evidence, completion_sha256 as hash from tasks where id = $1',
          [task.id],
        );
        assert.equal(sha256(canonicalJson(row?.evidence ?? null)), row?.hash);
        assert.deepEqual(row?.evidence, {
          orderId: order.id,
          taskId: task.id,
          subjectId: task.subject.id,
          completedAt: task.completedAt,
          documents: [
            {
              actionId: task.actions[0]?.id,
              documentId: order.documents[0]?.id,
              sha256: order.documents[0]?.sha256,
            },
          ],
          consent: body.consent,
          signature: [{ method: 'handwritten', kind: 'typed', text: 'Kari Nordmann' }],
          authentication: { by: 'link' },
        });
        const [fact] = await service().running.database.query<{ data: unknown }>(
          `select data from history where task_id = $1 and type = 'task.completed'`,
          [task.id],
        );
        assert.deepEqual(fact?.data, { evidenceSha256: row?.hash });
      }
    });

    test('answers to the tag that came with the session, without reading again', async () => {
      const { tasks } = await service().order();
      const opened = await service().call<{ token: string; task: Task }>('openTask', '/task-sessions', {
        method: 'POST',
        body: { taskId: tasks[0]?.id },
      });
      const { consent } = opened.body.task;
      const { status } = await service().call('completeTask', `/tasks/${tasks[0]?.id}/completion`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${opened.body.token}`,
          'idempotency-key': 'first-attempt',
          'if-match': opened.headers.get('etag') ?? '',
        },
        body: {
          actions: signedHashes(opened.body.task),
          consent: { version: consent.version, sha256: consent.sha256, locale: consent.locale },
          signature: { method: 'consent' },
        },
      });
      assert.equal(status, 200);
    });

    test('may leave out what is optional; it is told as skipped', async () => {
      const { tasks } = await service().order({
        documents: [
          { name: 'contract', documentId: (await service().upload()).id, title: 'Agreement' },
          { name: 'extra', documentId: (await service().upload()).id, title: 'Parking space' },
        ],
        tasks: [
          {
            name: 'tenant',
            subject: { name: 'Kari Nordmann' },
            actions: [
              { document: 'contract', type: 'sign' },
              { document: 'extra', type: 'sign', optional: true },
            ],
          },
        ],
      });
      const signer = await service().open(tasks[0]?.id ?? '');
      const all = signer.completion();
      const { body } = await signer.complete({ body: { ...all, actions: all.actions.slice(0, 1) } });
      assert.deepEqual(
        body.actions.map((action) => action.status),
        ['done', 'skipped'],
      );
    });

    test('in Norwegian is under the Norwegian consent', async () => {
      const { tasks } = await service().order({
        tasks: [
          {
            name: 'tenant',
            locale: 'no-NO',
            subject: { name: 'Kari Nordmann' },
            actions: [{ document: 'contract', type: 'sign' }],
          },
        ],
      });
      const signer = await service().open(tasks[0]?.id ?? '');
      const { consent } = signer.task;
      assert.equal(consent.locale, 'nb');
      assert.match(consent.text, /^Jeg har lest/);
      assert.equal(consent.sha256, sha256(consent.text));
      assert.equal((await signer.complete()).status, 200);
    });
  });
}
