/** Signing, as the service sees it: once, on what was shown, and never by accident. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { EMPTY_HISTORY, canonicalEntry, type HistoryType } from '../../../demo/service/domain/history.ts';
import { sha256 } from '../../../demo/service/use-cases/service-context.ts';
import type { History, NewTask, Problem, Task } from '../../../src/task/contract.ts';
import { plainPdf } from '../../harness/pdf-samples.ts';
import { startTestService, type Signer, type TestService } from '../../harness/test-service.ts';
import { verifySealedPdf } from '../../verifier/verify-sealed-pdf.ts';
import { expectProblem } from './expect-problem.ts';

let service: TestService;
before(async () => {
  service = await startTestService();
});
after(() => service.stop());

const SIGN: NewTask['actions'] = [{ document: 'contract', type: 'sign' }];

async function signerOf(
  change: Partial<NewTask> = {},
  pdf?: Uint8Array,
): Promise<Signer & { orderId: string }> {
  const task = { name: 'tenant', subject: { name: 'Kari Nordmann' }, actions: SIGN, ...change };
  const order = await service.order({ tasks: [task] }, pdf);
  return Object.assign(await service.open(order.tasks[0]?.id ?? ''), { orderId: order.id });
}

async function historyOf(orderId: string): Promise<History['entries']> {
  const { body } = await service.call<History>('readOrderHistory', `/orders/${orderId}/history`, {
    headers: service.asCustomer(),
  });
  return body.entries;
}

describe('A completion', () => {
  test('by consent completes the task, and tells when and how', async () => {
    const signer = await signerOf();
    const { status, body } = await signer.complete();
    assert.equal(status, 200);
    assert.equal(body.status, 'completed');
    assert.equal(body.final, true);
    assert.deepEqual(body.signature, { methods: ['consent'] });
    assert.ok(body.completedAt);
    assert.equal(body.actions[0]?.status, 'done');
  });

  test('takes the ETag that came with the session', async () => {
    const order = await service.order();
    const opened = await service.call('openTask', '/task-sessions', {
      method: 'POST',
      body: { taskId: order.tasks[0]?.id },
    });
    const signer = await service.open(order.tasks[0]?.id ?? '');
    assert.equal((await signer.complete({ etag: opened.headers.get('etag') })).status, 200);
  });

  test('by a typed name needs letters, and a task that allows it', async () => {
    const typed = (text: string) => ({ method: 'handwritten' as const, kind: 'typed' as const, text });
    const signer = await signerOf({ signatureMethods: ['handwritten'] });
    const blank = await signer.complete<Problem>({ body: signer.completion({ signature: typed('   ') }) });
    expectProblem(blank, 'signature-invalid');
    const consent = await signer.complete<Problem>({ body: signer.completion() });
    expectProblem(consent, 'signature-invalid');
    const { body } = await signer.complete({ body: signer.completion({ signature: typed('Kari N.') }) });
    assert.deepEqual(body.signature, { methods: ['handwritten'] });
  });

  const refusals: Readonly<
    Record<string, [(signer: Signer) => object, Parameters<typeof expectProblem>[1]]>
  > = {
    'under another consent': [
      (s) => ({ ...s.completion(), consent: { ...s.completion().consent, sha256: '0'.repeat(64) } }),
      'consent-missing',
    ],
    'of another version of the consent': [
      (s) => ({ ...s.completion(), consent: { ...s.completion().consent, version: 'old' } }),
      'consent-missing',
    ],
    'of other bytes': [
      (s) => ({
        ...s.completion(),
        actions: [{ id: s.task.actions[0]?.id, documentSha256: '0'.repeat(64) }],
      }),
      'document-changed',
    ],
    'without the document': [(s) => ({ ...s.completion(), actions: [] }), 'action-missing'],
    'of a document that the task has not': [
      (s) => ({
        ...s.completion(),
        actions: [...s.completion().actions, { id: 'act_other', documentSha256: '0'.repeat(64) }],
      }),
      'invalid-request',
    ],
    'of a document named twice': [
      (s) => ({ ...s.completion(), actions: [...s.completion().actions, ...s.completion().actions] }),
      'invalid-request',
    ],
    'with two signatures where one is asked for': [
      (s) => ({ ...s.completion(), signature: [{ method: 'consent' }, { method: 'consent' }] }),
      'signature-invalid',
    ],
    'with a member that nobody knows': [(s) => ({ ...s.completion(), forced: true }), 'invalid-request'],
  };
  for (const [name, [body, code]] of Object.entries(refusals)) {
    test(`${name} is refused, changes nothing, and leaves the key for a right one`, async () => {
      const signer = await signerOf();
      expectProblem(await signer.complete<Problem>({ body: body(signer) }), code);
      assert.equal((await signer.read()).body.status, 'ready');
      assert.equal((await signer.complete()).status, 200);
    });
  }

  test('without If-Match, or with the tag of another state, is refused', async () => {
    const signer = await signerOf();
    expectProblem(await signer.complete<Problem>({ etag: null }), 'precondition-required');
    expectProblem(await signer.complete<Problem>({ etag: '"stale"' }), 'precondition-failed');
  });

  test('without an Idempotency-Key is refused', async () => {
    const signer = await signerOf();
    const answer = await service.call('completeTask', `/tasks/${signer.task.id}/completion`, {
      method: 'POST',
      headers: { ...signer.headers, 'if-match': (await signer.read()).headers.get('etag') ?? '' },
      body: signer.completion(),
    });
    expectProblem(answer, 'invalid-request');
  });

  test('waits until every page was in view where the order asks for that', async () => {
    const actions: NewTask['actions'] = [{ document: 'contract', type: 'sign', readAll: true }];
    const signer = await signerOf({ actions }, plainPdf({ pages: 3 }));
    const [action] = signer.task.actions;
    assert.ok(action);
    const view = (pages: number[][]) =>
      service.call('reportPagesViewed', `/tasks/${signer.task.id}/actions/${action.id}/view`, {
        method: 'POST',
        headers: signer.headers,
        body: { pages, sha256: action.document.sha256 },
      });
    await view([[1, 1]]);
    expectProblem(await signer.complete<Problem>(), 'action-missing');
    expectProblem(await view([[3, 4]]), 'invalid-request');
    assert.equal((await view([[3, 3]])).status, 204);
    assert.equal((await view([[2, 3]])).status, 204);
    assert.equal((await signer.complete()).status, 200);
  });
});

describe('The same completion again', () => {
  test('gets the same answer, whatever tag it holds', async () => {
    const signer = await signerOf();
    const first = await signer.complete();
    for (const etag of [null, '"stale"', undefined]) {
      const again = await signer.complete({ ...(etag !== undefined && { etag }) });
      assert.equal(again.status, 200);
      assert.deepEqual(again.body, first.body);
      assert.equal(again.headers.get('etag'), first.headers.get('etag'));
    }
  });

  test('with another body under its key is refused, and with another key the task has ended', async () => {
    const signer = await signerOf({ signatureMethods: ['consent', 'handwritten'] });
    await signer.complete();
    const other = signer.completion({ signature: { method: 'handwritten', kind: 'typed', text: 'Kari' } });
    expectProblem(await signer.complete<Problem>({ body: other }), 'idempotency-key-reused');
    expectProblem(await signer.complete<Problem>({ key: 'another-attempt' }), 'task-final');
  });

  test('thirty times at once with one key signs once and answers thirty times alike', async () => {
    const signer = await signerOf();
    const etag = (await signer.read()).headers.get('etag');
    const answers = await Promise.all(Array.from({ length: 30 }, () => signer.complete({ etag })));
    assert.deepEqual([...new Set(answers.map(({ status }) => status))], [200]);
    assert.equal(new Set(answers.map(({ body }) => JSON.stringify(body))).size, 1);
    const signed = (await historyOf(signer.orderId)).filter(({ type }) => type === 'task.completed');
    assert.equal(signed.length, 1);
  });

  test('thirty times at once with thirty keys signs once and refuses twenty-nine', async () => {
    const signer = await signerOf();
    const etag = (await signer.read()).headers.get('etag');
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, index) =>
        signer.complete<Task | Problem>({ etag, key: `attempt-${index}` }),
      ),
    );
    assert.equal(answers.filter(({ status }) => status === 200).length, 1);
    for (const answer of answers) if (answer.status !== 200) expectProblem(answer, 'task-final');
  });
});

describe('A task that waits for another', () => {
  test('is blocked, opens to be read, and becomes ready when the other has signed', async () => {
    const order = await service.order({
      tasks: [
        { name: 'tenant', subject: { name: 'Kari Nordmann' }, actions: SIGN },
        { name: 'landlord', subject: { name: 'Ola Nordmann' }, actions: SIGN, dependsOn: ['tenant'] },
      ],
    });
    const [first, second] = order.tasks;
    const landlord = await service.open(second?.id ?? '');
    assert.equal(landlord.task.status, 'blocked');
    expectProblem(await landlord.complete<Problem>(), 'task-blocked');
    await (await service.open(first?.id ?? '')).complete();
    assert.equal((await landlord.read()).body.status, 'ready');
    assert.deepEqual((await landlord.read()).body.others, [{ name: 'Kari Nordmann', status: 'completed' }]);
    await landlord.complete();
    const done = await service.orderReaches(order.id, 'completed');
    const types = (await historyOf(done.id)).map(({ type }) => type);
    assert.ok(types.indexOf('order.packaging') < types.indexOf('order.completed'));
  });

  test('after its deadline can be neither signed nor reached, and the history says when', async () => {
    const signer = await signerOf({ deadline: 'PT10M' });
    await service.holdClock(new Date(Date.now() + 11 * 60_000));
    try {
      expectProblem(await signer.complete<Problem>(), 'task-expired');
      assert.equal((await service.readOrder(signer.orderId)).status, 'expired');
      assert.ok((await historyOf(signer.orderId)).some(({ type }) => type === 'task.expired'));
    } finally {
      await service.holdClock(undefined);
    }
  });
});

describe('When all have signed', () => {
  test('the sealed PDF begins with the very bytes that were uploaded, and verifies', async () => {
    const original = plainPdf({ pages: 2 });
    const signer = await signerOf({}, original);
    const [action] = signer.task.actions;
    const path = `/orders/${signer.orderId}/documents/${action?.document.id}`;
    const customer = { headers: service.asCustomer() };
    expectProblem(await service.call('readOrderDocument', path, customer), 'not-sealed-yet');
    await signer.complete();
    await service.orderReaches(signer.orderId, 'completed');
    const { body } = await service.call<Uint8Array>('readOrderDocument', path, customer);
    assert.deepEqual(body.subarray(0, original.length), new Uint8Array(original));
    const verdict = verifySealedPdf(body, { anchorsPem: service.running.trustAnchorsPem, original });
    assert.deepEqual(verdict.problems, []);
    const asSigner = await service.call<Uint8Array>(
      'readTaskDocument',
      `/tasks/${signer.task.id}/documents/${action?.document.id}?version=sealed`,
      { headers: signer.headers },
    );
    assert.deepEqual(asSigner.body, body);
  });

  test('each entry of the history holds the hash of the one before it', async () => {
    const signer = await signerOf();
    await signer.complete();
    await service.orderReaches(signer.orderId, 'completed');
    let previousHash = EMPTY_HISTORY.hash;
    for (const { hash, at, type, taskId, data, ...entry } of await historyOf(signer.orderId)) {
      assert.equal(entry.previousHash, previousHash);
      const text = canonicalEntry(signer.orderId, {
        ...entry,
        type: type as HistoryType,
        at: new Date(at),
        ...(taskId !== undefined && { taskId }),
        ...(data && { data: data as never }),
      });
      assert.equal(hash, sha256(text));
      previousHash = hash;
    }
  });
});
