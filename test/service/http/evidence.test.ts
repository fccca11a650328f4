/** The evidence of an order: what a customer keeps, and anyone can check without the service. */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import { openDevelopmentAuthority } from '../../../demo/service/adapters/keys/development-authority.ts';
import type { Evidence, Order } from '../../../src/task/contract.ts';
import { unlessDown } from '../../harness/authority-down.ts';
import { readEvidence } from '../../harness/evidence-service.ts';
import { startTestService, type TestService } from '../../harness/test-service.ts';
import { verifyEvidence } from '../../verifier/evidence/verify-evidence.ts';
import { expectProblem } from './expect-problem.ts';

let service: TestService;
let dataFolder = '';
let authorityIsDown = false;

before(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'evidence-'));
  const { timeStampAuthority } = await openDevelopmentAuthority(dataFolder);
  const timeStamps = unlessDown(timeStampAuthority, () => authorityIsDown);
  service = await startTestService({ dataFolder, timeStamps, logLevel: 'silent' });
});
after(async () => {
  await service.stop();
  await rm(dataFolder, { recursive: true });
});
beforeEach(async () => {
  authorityIsDown = false;
  await service.holdClock(undefined);
});

async function orderOfTwo(): Promise<Order> {
  const request = await service.newOrder();
  const [task] = request.tasks;
  assert.ok(task);
  const tasks = ['tenant', 'landlord'].map((name) => ({ ...task, name, subject: { name } }));
  return service.createOrder({ ...request, tasks });
}

async function firstSigns({ tasks }: Order): Promise<void> {
  assert.equal((await (await service.open(tasks[0]?.id ?? '')).complete()).status, 200);
}

function accepted(evidence: Evidence): void {
  const { trustAnchorsPem: anchorsPem } = service.running;
  assert.deepEqual(verifyEvidence(JSON.stringify(evidence), [], { anchorsPem }).problems, []);
}

/** As soon as the first signer's completion has its time stamp. */
async function stamped(order: Order): Promise<Evidence> {
  for (;;) {
    const { body } = await readEvidence(service, order);
    if (body.tasks[0]?.completionTimeStamp !== undefined) return body;
  }
}

test('tells of an order that nobody has signed yet', async () => {
  const order = await orderOfTwo();
  const { status, body, headers } = await readEvidence(service, order);
  assert.equal(status, 200);
  assert.equal(headers.get('content-disposition'), `attachment; filename="evidence-${order.id}.json"`);
  assert.equal(body.order.status, 'open');
  assert.deepEqual(
    body.tasks.map(({ completion }) => completion),
    [undefined, undefined],
  );
  accepted(body);
});

test('holds a time stamp over what the first has signed before the last has signed', async () => {
  const order = await orderOfTwo();
  await firstSigns(order);
  const evidence = await stamped(order);
  assert.equal(evidence.order.status, 'open');
  accepted(evidence);
});

test('tells of an order that somebody has ended, with the reason', async () => {
  const order = await orderOfTwo();
  await firstSigns(order);
  const second = await service.open(order.tasks[1]?.id ?? '');
  assert.equal((await second.decline('rejection', { reason: 'The rent is too high.' })).status, 200);
  const evidence = await stamped(order);
  assert.equal(evidence.order.status, 'rejected');
  assert.equal(evidence.tasks[1]?.rejectionReason, 'The rent is too high.');
  accepted(evidence);
});

test('is not there while there is no time stamp to be had, and a completion gets its own when there is', async () => {
  const order = await orderOfTwo();
  await service.holdClock(new Date());
  authorityIsDown = true;
  await firstSigns(order);
  expectProblem(await readEvidence(service, order), 'service-unavailable');
  const due = () =>
    service.running.database.query<{ dueAt: Date }>(
      `select completion_stamp_due_at as "dueAt" from tasks
       where order_id = $1 and completion_stamp_attempts = 1 and completion_stamp_due_at = service_now() + interval '5 s'`,
      [order.id],
    );
  let [waits] = await due();
  while (!waits) [waits] = await due();
  authorityIsDown = false;
  await service.holdClock(waits.dueAt);
  const evidence = await stamped(order);
  assert.equal(evidence.order.status, 'open');
  // The clock is held where it was when the authority was down; the stamp says when it was back.
  accepted(evidence);
});

test('is nobody else’s, and not of an order that is not there', async () => {
  const order = await orderOfTwo();
  expectProblem(await readEvidence(service, order, 'other-api-key'), 'not-found');
  expectProblem(await readEvidence(service, { id: 'ord_unknown' }), 'not-found');
  expectProblem(await readEvidence(service, order, 'no-key'), 'unauthorized');
});
