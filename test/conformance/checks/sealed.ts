import type { Evidence, History, Order } from '../../../src/task/contract.ts';
import { Findings } from '../../verifier/findings.ts';
import { checkHistory } from '../../verifier/evidence/check-history.ts';
import { verifyEvidence } from '../../verifier/evidence/verify-evidence.ts';
import { verifySealedPdf } from '../../verifier/verify-sealed-pdf.ts';
import { heading } from '../check.ts';
import { given, holds, NotChecked, refused, same } from '../expect.ts';
import type { Answer } from '../service.ts';
import { documentOf, PDF, PDF_SHA256, sha256, taskOf, type World } from '../world.ts';
import { customersReader, inParts, whole } from './bytes.ts';
import { completes, withdraws } from './order-status.ts';

export const sealed = heading(
  'What is sealed',
  {
    'begins with the original, byte for byte, and goes on': async (world) => {
      const { order } = await world.sealed();
      const file = await sealedFile(world, order);
      holds(file.length > PDF.length, `more than ${PDF.length} bytes`, file.length);
      holds(file.subarray(0, PDF.length).equals(PDF), 'the original as its beginning', 'other bytes');
      same(documentOf(order).sealedSha256, sha256(file), 'sealedSha256');
    },
    'is the same for signer and customer, whole and in parts': async (world) => {
      const { order, signers } = await world.sealed();
      const file = await sealedFile(world, order);
      const read = customersReader(world, order);
      whole(await read({ query: { version: 'sealed' } }), file);
      await inParts(read, file);
      const signer = signers[0];
      holds(signer, 'a signer', signers);
      whole(await signer.bytesOf({ query: { version: 'sealed' } }), file);
      same((await signer.read()).sealed, true, 'sealed in the task');
    },
    'leaves the original what it was': async (world) => {
      const { order, signers } = await world.sealed();
      same(documentOf(order).sha256, PDF_SHA256, 'sha256');
      whole(await customersReader(world, order)({ query: { version: 'original' } }), PDF);
      for (const signer of signers) whole(await signer.bytesOf(), PDF);
    },
    'is not for a signer whom the sender lets download nothing': async (world) => {
      const order = await world.order([{ allow: { download: false } }]);
      const signer = await world.open(taskOf(order).id);
      refused(await signer.bytesOf({ query: { version: 'sealed' } }), 'forbidden', 403);
      whole(await signer.bytesOf(), PDF);
    },
    'can be verified: every signature, the certification, the time stamps': async (world) => {
      const { order } = await world.sealed();
      const anchorsPem = anchorsOf(world);
      const { problems } = verifySealedPdf(await sealedFile(world, order), { anchorsPem, original: PDF });
      same(problems, [], 'what is wrong with it');
    },
    'comes with a receipt, at any time, that is a PDF': async (world) => {
      const { order } = await world.sealed();
      for (const { id } of [order, await world.order()]) {
        const answer = await world.service.call('readReceipt', { params: { orderId: id } });
        given(answer, 200);
        same(answer.bytes.subarray(0, 5).toString(), '%PDF-', 'how it begins');
      }
    },
    'has a history in which every line holds the hash of the one before': async (world) => {
      const { order } = await world.sealed();
      const answer = await world.service.call<History>('readOrderHistory', { params: { orderId: order.id } });
      const { entries } = given(answer, 200);
      const last = entries.at(-1);
      const head = { sequence: entries.length, hash: last?.hash ?? '' };
      const findings = new Findings();
      checkHistory({ order: { id: order.id }, history: { entries, head } } as never, findings);
      same(findings.problems, [], 'what is wrong with it');
      same(last?.sequence, order.sequence, 'its last sequence, as the order tells it');
      const types = entries.map(({ type }) => type);
      same(types[0], 'order.created', 'what it begins with');
      same(types.filter((type) => type === 'task.completed').length, 2, 'how many have completed');
      same(last?.type, 'order.completed', 'what it ends with');
    },
    'has evidence of its order, its documents, and what each signer signed': async (world) => {
      const { order, signers } = await world.sealed();
      const { evidence } = await evidenceOf(world, order);
      same([evidence.order.id, evidence.order.status], [order.id, 'completed'], 'the order');
      const [document] = evidence.documents;
      same(document?.sha256, PDF_SHA256, 'the hash of what every signer saw');
      same(document?.sealedSha256, documentOf(order).sealedSha256, 'the hash of what is sealed');
      for (const signer of signers) {
        const task = evidence.tasks.find(({ id }) => id === signer.taskId);
        same([task?.status, task?.consent.sha256], ['completed', signer.task.consent.sha256], 'a task');
        holds(
          task?.completion && task.completionSha256,
          'a completion and its hash',
          Object.keys(task ?? {}),
        );
      }
      same(evidence.history.head.sequence, evidence.history.entries.length, 'the head of the history');
    },
    'has evidence that can be verified without the service': async (world) => {
      const { order } = await world.sealed();
      const anchorsPem = anchorsOf(world);
      const { text } = await evidenceOf(world, order);
      const file = await sealedFile(world, order);
      same(verifyEvidence(text, [file], { anchorsPem }).problems, [], 'what is wrong with it');
      const open = await world.order();
      const early = await evidenceOf(world, open);
      same(
        verifyEvidence(early.text, [], { anchorsPem }).problems,
        [],
        'what is wrong with that of an open order',
      );
    },
    'is not made again, nor before its time': async (world) => {
      const restart = (order: Order) =>
        world.service.call<Order>('restartPackaging', { params: { orderId: order.id } });
      refused(await restart((await world.sealed()).order), 'task-final', 409);
      refused(await restart(await world.order()), 'not-sealed-yet', 409);
      const gone = await world.order();
      given(await withdraws(world, gone), 200);
      refused(await restart(gone), 'task-final', 409);
      const order = await world.order();
      await completes(world, order, 0);
      const answer = await restart(order);
      // It may have been sealed meanwhile.
      if (answer.status !== 409) same(given(answer, 202).status, 'packaging', 'the status');
    },
  },
  { section: 'Order status; What a customer does' },
);

function anchorsOf({ target }: World): string {
  if (target.trustAnchorsPem === undefined)
    throw new NotChecked('nobody to trust is named (--trust-anchors)');
  return target.trustAnchorsPem;
}

async function sealedFile(world: World, order: Order): Promise<Buffer> {
  const answer: Answer = await customersReader(world, order)();
  given(answer, 200);
  return answer.bytes;
}

async function evidenceOf(world: World, { id }: Order): Promise<{ evidence: Evidence; text: string }> {
  const answer = await world.service.call<Evidence>('readEvidence', { params: { orderId: id } });
  return { evidence: given(answer, 200), text: answer.text };
}
