import type { Task } from '../../../src/task/contract.ts';
import { heading } from '../check.ts';
import { given, holds, refused, same } from '../expect.ts';
import { sha256, taskOf } from '../world.ts';

export const completing = heading('Completing a task', {
  'answers with the task, which has ended': async (world) => {
    const signer = await world.signer();
    const answer = await signer.complete();
    const task = given(answer, 200);
    same([task.status, task.final], ['completed', true], 'status and final');
    same(task.signature?.methods, ['consent'], 'how it was signed');
    same(
      task.actions.map(({ status }) => status),
      ['done'],
      'the status of its action',
    );
    const seconds = (Date.now() - Date.parse(task.completedAt ?? '')) / 1000;
    holds(Math.abs(seconds) < 60, 'completedAt to be now', task.completedAt);
  },
  'wants If-Match, of the task as it is': async (world) => {
    const signer = await world.signer();
    refused(await signer.complete({ etag: null }), 'precondition-required', 428);
    refused(await signer.complete({ etag: '"another"' }), 'precondition-failed', 412);
    same((await signer.read()).status, 'ready', 'the status after that');
    given(await signer.complete(), 200);
  },
  'wants an Idempotency-Key': async (world) => {
    const signer = await world.signer();
    refused(await signer.complete({ key: null }), 'invalid-request', 400);
    refused(await signer.complete({ key: 'short' }), 'invalid-request', 400);
    same((await signer.read()).status, 'ready', 'the status after that');
  },
  'wants the consent that was shown': async (world) => {
    const signer = await world.signer();
    const { version, sha256: hash, locale } = signer.task.consent;
    for (const consent of [
      { version, locale, sha256: sha256('other words') },
      { version: 'another', locale, sha256: hash },
      { version, locale: 'tlh', sha256: hash },
    ])
      refused(await signer.complete({ body: signer.completion({ consent }) }), 'consent-missing');
    same((await signer.read()).status, 'ready', 'the status after that');
  },
  'wants consent whose hash is that of its words': async (world) => {
    const { consent } = (await world.signer()).task;
    same(sha256(consent.text), consent.sha256, 'consent.sha256');
  },
  'wants every document that must be signed': async (world) => {
    const signer = await world.signer();
    refused(await signer.complete({ body: signer.completion({ actions: [] }) }), 'action-missing');
    same((await signer.read()).status, 'ready', 'the status after that');
  },
  'wants the hash of the document as it is stored': async (world) => {
    const signer = await world.signer();
    const actions = [{ id: signer.document().id, documentSha256: sha256('another document') }];
    refused(await signer.complete({ body: signer.completion({ actions }) }), 'document-changed', 409);
    same((await signer.read()).status, 'ready', 'the status after that');
  },
  'wants one of the ways to sign that the task allows': async (world) => {
    const signer = await world.signer();
    const signature = { method: 'handwritten', kind: 'typed', text: 'Kari Nordmann' } as const;
    refused(await signer.complete({ body: signer.completion({ signature }) }), 'signature-invalid');
    same((await signer.read()).status, 'ready', 'the status after that');
  },
  'refuses what is not as the contract says': async (world) => {
    const signer = await world.signer();
    const whole = signer.completion();
    const action = { id: 'unknown', documentSha256: sha256('x') };
    for (const body of [
      {},
      { ...whole, more: 1 },
      { ...whole, signature: { method: 'wish' } },
      { ...whole, actions: [...whole.actions, action] },
      { ...whole, actions: [...whole.actions, ...whole.actions] },
    ])
      refused(await signer.complete({ body }), 'invalid-request');
    same((await signer.read()).status, 'ready', 'the status after that');
  },
  'gives a repeat of its key the same answer again, before it looks at If-Match': async (world) => {
    const signer = await world.signer();
    const key = crypto.randomUUID();
    const first = given(await signer.complete({ key }), 200);
    for (const etag of [signer.etag, '"another"', null])
      same(given(await signer.complete({ key, etag }), 200), first, 'the answer');
    const { order } = first;
    const completed = (await world.historyOf(order.id)).filter((type) => type === 'task.completed');
    same(completed.length, 1, 'how often the history tells of it');
  },
  'refuses another body under the same key': async (world) => {
    const signer = await world.signer({ signatureMethods: ['consent', 'handwritten'] });
    const key = crypto.randomUUID();
    given(await signer.complete({ key }), 200);
    const signature = { method: 'handwritten', kind: 'typed', text: 'Kari' } as const;
    const answer = await signer.complete({ key, body: signer.completion({ signature }) });
    refused(answer, 'idempotency-key-reused', 422);
  },
  'with one key at the same moment waits for the first': async (world) => {
    const signer = await world.signer();
    const key = crypto.randomUUID();
    const answers = await Promise.all(Array.from({ length: 5 }, () => signer.complete({ key })));
    const tasks = answers.map((answer): Task => given(answer, 200));
    for (const task of tasks) same(task, tasks[0], 'the answer');
  },
  'at once under many keys happens once': async (world) => {
    const signer = await world.signer();
    const answers = await Promise.all(Array.from({ length: 8 }, () => signer.complete()));
    same(answers.filter(({ status }) => status === 200).length, 1, 'how many of 8 completed the task');
    for (const answer of answers) if (answer.status !== 200) refused(answer, 'task-final', 409);
  },
  'leaves nothing else to be done, and nothing changes': async (world) => {
    const { signers, order } = await world.sealed();
    const signer = signers[0];
    holds(signer, 'a signer', signers);
    const before = await world.historyOf(order.id);
    refused(await signer.complete(), 'task-final', 409);
    for (const what of ['rejectTask', 'postponeTask', 'cancelTask'] as const)
      refused(await signer.decline(what), 'task-final', 409);
    same(await world.historyOf(order.id), before, 'the history');
  },
  'waits for every page where the task says so': async (world) => {
    const signer = await world.signer({ actions: [{ document: 'contract', type: 'sign', readAll: true }] });
    const { id: actionId, document } = signer.document();
    const view = (pages: number[][], hash = document.sha256) =>
      signer.call('reportPagesViewed', { params: { actionId }, body: { pages, sha256: hash } });
    refused(await signer.complete(), 'action-missing');
    given(await view([[1, 1]]), 204);
    refused(await signer.complete(), 'action-missing');
    refused(await view([[2, 2]], sha256('another')), 'document-changed', 409);
    for (const pages of [[[3, 3]], [[2, 1]], [[0, 1]], []])
      refused(await view(pages), 'invalid-request', 400);
    same((await signer.read()).actions[0]?.status, 'viewed', 'the status of the action');
    given(await view([[2, 2]]), 204);
    given(await signer.complete(), 200);
  },
  'may leave out what is optional': async (world) => {
    const { id } = await world.document();
    const order = await world.order(
      [
        {
          actions: [
            { document: 'contract', type: 'sign' },
            { document: 'rules', type: 'sign', optional: true },
          ],
        },
        {},
      ],
      {
        documents: [
          { name: 'contract', documentId: id, title: 'Agreement' },
          { name: 'rules', documentId: (await world.upload(world.otherPdf())).id, title: 'House rules' },
        ],
      },
    );
    const signer = await world.open(taskOf(order).id);
    const { actions } = signer.completion();
    const task = given(
      await signer.complete({ body: signer.completion({ actions: actions.slice(0, 1) }) }),
      200,
    );
    same(
      task.actions.map(({ status }) => status),
      ['done', 'skipped'],
      'the status of its actions',
    );
  },
  'works by hand: typed, drawn, uploaded': async (world) => {
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 40"><path d="M 1 1 L 90 30 L 40 35 Z"/></svg>';
    for (const signature of [
      { method: 'handwritten', kind: 'typed', text: 'Kari Nordmann', face: 'caveat' },
      { method: 'handwritten', kind: 'drawn', svg },
      { method: 'handwritten', kind: 'uploaded', png: world.picture },
    ] as const) {
      const signer = await world.signer({ signatureMethods: ['handwritten'] });
      const task = given(await signer.complete({ body: signer.completion({ signature }) }), 200);
      same(task.signature?.methods, ['handwritten'], 'how it was signed');
    }
  },
  'refuses a signature by hand that is none': async (world) => {
    const signer = await world.signer({ signatureMethods: ['handwritten'] });
    for (const signature of [
      { method: 'handwritten', kind: 'typed', text: ' ' },
      {
        method: 'handwritten',
        kind: 'drawn',
        svg: '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>',
      },
      { method: 'handwritten', kind: 'uploaded', png: 'AAAA' },
    ] as const)
      refused(await signer.complete({ body: signer.completion({ signature }) }), 'signature-invalid');
    same((await signer.read()).status, 'ready', 'the status after that');
  },
  'takes all of the ways where the task wants all': async (world) => {
    const signer = await world.signer({
      signatureMethods: ['consent', 'handwritten'],
      signatureRequires: 'all',
    });
    const typed = { method: 'handwritten', kind: 'typed', text: 'Kari Nordmann' } as const;
    refused(await signer.complete({ body: signer.completion({ signature: typed }) }), 'signature-invalid');
    const signature = [typed, { method: 'consent' } as const];
    const task = given(await signer.complete({ body: signer.completion({ signature }) }), 200);
    same([...(task.signature?.methods ?? [])].sort(), ['consent', 'handwritten'], 'how it was signed');
  },
});
