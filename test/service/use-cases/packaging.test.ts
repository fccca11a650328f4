/** From the last signature to the sealed PDF, with a time stamp authority that can be made to fail. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, describe, test } from 'node:test';
import { openDevelopmentAuthority } from '../../../demo/service/adapters/keys/development-authority.ts';
import { canonicalJson, type JsonValue } from '../../../demo/service/domain/canonical-json.ts';
import { sha256 } from '../../../demo/service/use-cases/service-context.ts';
import {
  RevocationError,
  type RevocationFailure,
  type RevocationSource,
} from '../../../demo/service/ports/revocation-source.ts';
import type { History, Order, WebhookEvent } from '../../../src/task/contract.ts';
import { HttpReceiver } from '../../harness/http-receiver.ts';
import { unlessDown } from '../../harness/authority-down.ts';
import { plainPdf } from '../../harness/pdf-samples.ts';
import { startTestService, type TestService } from '../../harness/test-service.ts';
import { expectProblem } from '../http/expect-problem.ts';
import { documentActions } from '../../harness/signed-hashes.ts';

let service: TestService;
let dataFolder = '';
let authorityIsDown = false;
let revocationFailure: RevocationFailure | undefined;

before(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'packaging-'));
  const authority = await openDevelopmentAuthority(dataFolder);
  const timeStamps = unlessDown(authority.timeStampAuthority, () => authorityIsDown);
  const revocations: RevocationSource = {
    async prove(certificates) {
      if (revocationFailure)
        throw new RevocationError(revocationFailure, 'No proof that a certificate holds.');
      return authority.revocations.prove(certificates);
    },
  };
  // Silent: some of what follows fails on purpose, and is logged.
  service = await startTestService({ dataFolder, timeStamps, revocations, logLevel: 'silent' });
});
after(async () => {
  await service.stop();
  await rm(dataFolder, { recursive: true });
});
beforeEach(async () => {
  authorityIsDown = false;
  revocationFailure = undefined;
  await service.holdClock(undefined);
});

async function sign(order: Order): Promise<void> {
  for (const { id } of order.tasks) assert.equal((await (await service.open(id)).complete()).status, 200);
}

async function historyOf(orderId: string): Promise<History['entries']> {
  const { body } = await service.call<History>('readOrderHistory', `/orders/${orderId}/history`, {
    headers: service.asCustomer(),
  });
  return body.entries;
}

const restart = (orderId: string) =>
  service.call<Order>('restartPackaging', `/orders/${orderId}/packaging`, {
    method: 'POST',
    headers: service.asCustomer(),
  });

/** Resolves when packaging has been tried and has not succeeded. */
async function packagingFailureOf(orderId: string): Promise<string> {
  for (;;) {
    const { packagingFailure } = await service.readOrder(orderId);
    if (packagingFailure !== undefined) return packagingFailure;
  }
}

async function assertNothingSealed(orderId: string): Promise<void> {
  const { status, documents } = await service.readOrder(orderId);
  assert.equal(status, 'packaging');
  assert.equal(documents[0]?.sealedSha256, undefined);
}

async function makeDue(orderId: string): Promise<void> {
  const [row] = await service.running.database.query<{ dueAt: Date }>(
    'select packaging_due_at as "dueAt" from orders where id = $1',
    [orderId],
  );
  await service.holdClock(row?.dueAt);
}

describe('when the last of two signers has signed', () => {
  const pdf = Buffer.from(plainPdf({ pages: 2 }));
  let order: Order;
  before(async () => {
    order = await service.order(
      {
        tasks: [
          { name: 'tenant', subject: { name: 'Kari' }, actions: [{ document: 'contract', type: 'sign' }] },
          {
            name: 'landlord',
            subject: { name: 'Ola' },
            actions: [{ document: 'contract', type: 'sign' }],
            dependsOn: ['tenant'],
          },
        ],
      },
      pdf,
    );
    const [tenant] = order.tasks;
    await (await service.open(tenant?.id ?? '')).complete();
    assert.equal((await service.readOrder(order.id)).status, 'open');
    const { status } = await (await service.open(order.tasks[1]?.id ?? '')).complete();
    assert.equal(status, 200);
    order = await service.orderReaches(order.id, 'completed');
  });

  test('the customer gets a sealed PDF that begins with the very bytes of the original', async () => {
    const { body, headers } = await service.call<Uint8Array>(
      'readOrderDocument',
      `/orders/${order.id}/documents/${order.documents[0]?.id}`,
      { headers: service.asCustomer() },
    );
    const sealed = Buffer.from(body);
    assert.ok(sealed.length > pdf.length);
    assert.ok(sealed.subarray(0, pdf.length).equals(pdf));
    const hash = createHash('sha256').update(sealed).digest();
    assert.equal(hash.toString('hex'), order.documents[0]?.sealedSha256);
    assert.equal(headers.get('repr-digest'), `sha-256=:${hash.toString('base64')}:`);
    assert.match(headers.get('content-disposition') ?? '', /filename="Agreement \(sealed\)\.pdf"/);
    // One certification, one signature for each of the two, and the time stamp of the document.
    assert.equal(sealed.toString('latin1').match(/\/ByteRange/g)?.length, 4);
  });

  test('the original is still there as it was', async () => {
    const { body } = await service.call<Uint8Array>(
      'readOrderDocument',
      `/orders/${order.id}/documents/${order.documents[0]?.id}?version=original`,
      { headers: service.asCustomer() },
    );
    assert.ok(pdf.equals(body));
  });

  test('each signer can download the sealed PDF, a part of it too', async () => {
    const signer = await service.open(order.tasks[0]?.id ?? '');
    assert.equal(signer.task.sealed, true);
    const path = new URL(documentActions(signer.task)[0]?.document.url ?? '').pathname;
    const { status, body } = await service.call<Uint8Array>('readTaskDocument', `${path}?version=sealed`, {
      headers: { ...signer.headers, range: 'bytes=0-7' },
    });
    assert.equal(status, 206);
    assert.equal(Buffer.from(body).toString(), '%PDF-1.7');
  });

  test('the history tells all of it, in order, and anyone can check its chain', async () => {
    const entries = await historyOf(order.id);
    assert.deepEqual(
      entries.map(({ type }) => type),
      [
        'order.created',
        'task.ready',
        'task.opened',
        'task.completed',
        'task.ready',
        'task.opened',
        'task.completed',
        'order.packaging',
        'order.sealed',
        'order.completed',
      ],
    );
    let previous = '0'.repeat(64);
    for (const [index, { hash, ...entry }] of entries.entries()) {
      assert.equal(entry.sequence, index + 1);
      assert.equal(entry.previousHash, previous);
      assert.equal(sha256(canonicalJson({ orderId: order.id, ...entry } as unknown as JsonValue)), hash);
      previous = hash;
    }
    const { sequence } = await service.readOrder(order.id);
    assert.equal(sequence, entries.length);
    const sealed = entries.find(({ type }) => type === 'order.sealed');
    assert.deepEqual(sealed?.data, {
      documents: [{ documentId: order.documents[0]?.id, sha256: order.documents[0]?.sealedSha256 }],
    });
  });

  test('there is nothing to start again', async () => {
    expectProblem(await restart(order.id), 'task-final');
  });
});

test('an order that is still open has nothing to start again', async () => {
  expectProblem(await restart((await service.order()).id), 'not-sealed-yet');
});

describe('while the time stamp authority is down', () => {
  test('the order stays packaging, nothing is called sealed, and it goes on by itself when it is back', async () => {
    authorityIsDown = true;
    await service.holdClock(new Date());
    const order = await service.order();
    await sign(order);
    assert.equal(await packagingFailureOf(order.id), 'time-stamp-unreachable');
    await assertNothingSealed(order.id);
    const path = `/orders/${order.id}/documents/${order.documents[0]?.id}`;
    const headers = service.asCustomer();
    expectProblem(await service.call('readOrderDocument', path, { headers }), 'not-sealed-yet');
    assert.deepEqual(
      (await historyOf(order.id)).map(({ type }) => type),
      ['order.created', 'task.ready', 'task.opened', 'task.completed', 'order.packaging'],
    );

    authorityIsDown = false;
    await makeDue(order.id);
    const completed = await service.orderReaches(order.id, 'completed');
    assert.equal(completed.packagingFailure, undefined);
  });

  test('it is tried ever less often', async () => {
    authorityIsDown = true;
    await service.holdClock(new Date());
    const order = await service.order();
    await sign(order);
    await packagingFailureOf(order.id);
    const [row] = await service.running.database.query<{ attempts: number; waitSeconds: number }>(
      `select packaging_attempts as attempts,
         extract(epoch from packaging_due_at - service_now())::integer as "waitSeconds"
       from orders where id = $1`,
      [order.id],
    );
    assert.deepEqual(row, { attempts: 1, waitSeconds: 5 });
  });

  test('the customer can have it tried at once', async () => {
    authorityIsDown = true;
    await service.holdClock(new Date());
    const order = await service.order();
    await sign(order);
    await packagingFailureOf(order.id);
    authorityIsDown = false;
    const { status, body } = await restart(order.id);
    assert.equal(status, 202);
    assert.equal(body.status, 'packaging');
    await service.orderReaches(order.id, 'completed');
    assert.ok((await historyOf(order.id)).some(({ type }) => type === 'packaging.restarted'));
  });
});

describe('while nobody proves that a certificate of the seal holds', () => {
  for (const reason of ['unreachable', 'untrustworthy', 'revoked'] as const) {
    test(`(${reason}) the order stays packaging, nothing is called sealed, and it goes on by itself when that is over`, async () => {
      revocationFailure = reason;
      await service.holdClock(new Date());
      const order = await service.order();
      await sign(order);
      assert.equal(await packagingFailureOf(order.id), `revocation-${reason}`);
      await assertNothingSealed(order.id);
      assert.ok(!(await service.historyOf(order)).includes('order.sealed'));

      revocationFailure = undefined;
      await makeDue(order.id);
      const completed = await service.orderReaches(order.id, 'completed');
      assert.equal(completed.packagingFailure, undefined);
    });
  }
});

test('packaging that fails is told as failed, and succeeds when it is started again', async () => {
  authorityIsDown = true;
  await service.holdClock(new Date());
  const pdf = plainPdf({ text: 'A document that gets lost' });
  const hooks = await HttpReceiver.start();
  after(() => hooks.stop());
  const on = ['packaging.failed' as const, 'order.completed' as const];
  const order = await service.order({ notifications: [{ channel: 'webhook', url: hooks.url, on }] }, pdf);
  const { sha256: hash } = order.documents[0] ?? assert.fail();
  await unlink(join(dataFolder, 'documents', hash.slice(0, 2), hash));
  await sign(order);
  const failed = await service.orderReaches(order.id, 'failed');
  assert.equal(failed.packagingFailure, 'sealing-failed');
  assert.ok((await historyOf(order.id)).some(({ type }) => type === 'packaging.failed'));

  authorityIsDown = false;
  await hooks.requests.first(1);
  await service.upload(pdf);
  await restart(order.id);
  await service.orderReaches(order.id, 'completed');
  const told = (await hooks.requests.first(2)).map(({ body }) => JSON.parse(body) as WebhookEvent);
  assert.deepEqual(
    told.map(({ type, data }) => [type, data.status, data.final]),
    [
      ['packaging.failed', 'failed', false],
      ['order.completed', 'completed', true],
    ],
  );
});
