/** Sealing runs in a worker that can be killed; what goes wrong there, or here, is told as it was. */
import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import {
  type SealingWorkerOptions,
  createSealingWorker,
} from '../../../demo/service/adapters/sealing-worker/create-sealing-worker.ts';
import { WorkerLostError } from '../../../demo/service/adapters/workers/killable-worker.ts';
import { RevocationError, type RevocationSource } from '../../../demo/service/ports/revocation-source.ts';
import { TimeStampError, type TimeStampAuthority } from '../../../demo/service/ports/time-stamp-authority.ts';
import { SealError } from '../../../demo/service/sealing/seal-error.ts';
import { pdfWith, plainPdf } from '../../harness/pdf-samples.ts';
import { authority, placed, sealRequest, signature, verified } from '../sealing/sealing-sample.ts';

const closing: (() => Promise<void>)[] = [];
after(() => Promise.all(closing.map((close) => close())));

async function worker(options: Partial<SealingWorkerOptions> = {}) {
  const { sealKey, timeStampAuthority, revocations } = await authority();
  const sealer = createSealingWorker({
    key: sealKey,
    timeStamps: timeStampAuthority,
    revocations,
    ...options,
  });
  closing.push(() => sealer.close());
  return sealer;
}

let shared: ReturnType<typeof worker> | undefined;
/** A worker takes a second to start: where a test does not end it, one serves them all. */
const sharedWorker = () => (shared ??= worker());

const order = (text = 'Agreement') => sealRequest(plainPdf({ text }), [signature(1)]);

/** The development authority, with a first stamp of a test's own. */
async function firstStamp(stamp: () => Promise<Uint8Array>): Promise<TimeStampAuthority> {
  const { timeStampAuthority } = await authority();
  let stamps = 0;
  return { stamp: (sha256) => (++stamps === 1 ? stamp() : timeStampAuthority.stamp(sha256)) };
}

describe('The sealing worker', () => {
  test('makes a file that verifies, and leaves the bytes with whoever asked', async () => {
    const sealer = await sharedWorker();
    const original = pdfWith();
    const before = Buffer.from(original);
    const request = sealRequest(original, [signature(1), signature(2, placed(1))]);
    const sealed = await sealer.seal(request);
    const { problems, signatures } = await verified(sealed, original);
    assert.deepEqual(problems, []);
    assert.deepEqual(
      signatures.map(({ fieldName }) => fieldName),
      ['seal', 'Signature1', 'Signature2', 'document-time-stamp'],
    );
    assert.ok(before.equals(original));
  });

  test('seals orders one after the other, each its own', async () => {
    const sealer = await sharedWorker();
    const orders = ['One', 'Two', 'Three'].map(order);
    const sealed = await Promise.all(orders.map((request) => sealer.seal(request)));
    for (const [at, { original }] of orders.entries()) {
      const { problems } = await verified(sealed[at]!, original);
      assert.deepEqual(problems, []);
    }
  });

  test('says what is wrong with a document, and seals the next', async () => {
    const sealer = await sharedWorker();
    const changed = { ...order(), original: plainPdf({ text: 'Changed' }) };
    await assert.rejects(
      sealer.seal(changed),
      (error) => error instanceof SealError && error.code === 'original-changed',
    );
    const next = order();
    assert.deepEqual((await verified(await sealer.seal(next), next.original)).problems, []);
  });

  test('hands on a time stamp error with its reason and its cause, and seals the next', async () => {
    const failure = new TimeStampError('refused', 'No time.', { cause: new Error('why') });
    const sealer = await worker({ timeStamps: await firstStamp(() => Promise.reject(failure)) });
    await assert.rejects(sealer.seal(order()), (error) => error === failure);
    const next = order();
    assert.deepEqual((await verified(await sealer.seal(next), next.original)).problems, []);
  });

  test('hands on why a certificate is not proven to hold, with its cause, and seals the next', async () => {
    const { revocations } = await authority();
    const failure = new RevocationError('revoked', 'It has been revoked.', { cause: new Error('why') });
    let asked = 0;
    const first: RevocationSource = {
      prove: (certificates) => (++asked === 1 ? Promise.reject(failure) : revocations.prove(certificates)),
    };
    const sealer = await worker({ revocations: first });
    await assert.rejects(sealer.seal(order()), (error) => error === failure);
    const next = order();
    assert.deepEqual((await verified(await sealer.seal(next), next.original)).problems, []);
  });

  test('hands on what the key says', async () => {
    const { sealKey } = await authority();
    const failure = new Error('The key is locked.');
    const key = { ...sealKey, sign: () => Promise.reject(failure) };
    await assert.rejects((await worker({ key })).seal(order()), (error) => error === failure);
  });

  test('is ended when an order takes too long; another serves the next, blamed for nothing', async () => {
    const { timeStampAuthority } = await authority();
    const late = new TimeStampError('unreachable', 'Too late.');
    const own = new TimeStampError('refused', 'No time.');
    let failLate = (): void => undefined;
    let stamps = 0;
    const timeStamps: TimeStampAuthority = {
      stamp(sha256) {
        stamps += 1;
        if (stamps === 1) return new Promise((_, reject) => (failLate = () => reject(late)));
        if (stamps > 2) return timeStampAuthority.stamp(sha256);
        // What the first order waited for fails when the second already has its answer.
        setImmediate(() => failLate());
        return Promise.reject(own);
      },
    };
    const sealer = await worker({ timeoutSeconds: 5, timeStamps });
    const last = order('Last');
    const [lost, refused, sealed] = await Promise.allSettled(
      [order('Slow'), order('Refused'), last].map((request) => sealer.seal(request)),
    );
    assert.ok(lost?.status === 'rejected' && lost.reason instanceof WorkerLostError);
    assert.equal(lost.reason.loss, 'timed-out');
    assert.ok(refused?.status === 'rejected');
    assert.equal(refused.reason, own);
    assert.ok(sealed?.status === 'fulfilled');
    assert.deepEqual((await verified(sealed.value, last.original)).problems, []);
  });
});
