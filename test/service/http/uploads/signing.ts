import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, test } from 'node:test';
import type { Completion, Order, Problem } from '../../../../src/task/contract.ts';
import { jpegOf } from '../../../harness/jpeg-picture.ts';
import { pngOf } from '../../../harness/signature-png.ts';
import { signedHashes } from '../../../harness/signed-hashes.ts';
import type { Signer } from '../../../harness/signer.ts';
import type { TestService } from '../../../harness/test-service.ts';
import { expectProblem } from '../expect-problem.ts';
import { CARD, uploader, uploadOrder } from './upload-order.ts';

const OPTIONAL = { ...CARD, title: 'Payslip', optional: true };
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

async function completionOf(signer: Signer): Promise<Completion> {
  return signer.completion({ actions: signedHashes((await signer.read()).body) });
}

export function signingWithUploads(service: () => TestService): void {
  describe('signing with an upload', () => {
    test('that is missing is refused, named or not', async () => {
      const signer = await uploader(service());
      assert.equal(
        expectProblem(await signer.complete<Problem>(), 'action-missing').reason,
        'action-not-done',
      );
      const actions = [
        ...signedHashes(signer.task),
        { id: signer.uploadActions[0]?.id ?? '', documentSha256: sha256(jpegOf()) },
      ];
      const named = await signer.complete<Problem>({ body: signer.completion({ actions }) });
      assert.equal(expectProblem(named, 'action-missing').reason, 'not-uploaded');
    });

    test('archives its hash and its kind, and no name; the customer gets it with the order', async () => {
      const order = await uploadOrder(service(), [CARD, OPTIONAL]);
      const signer = await service().open(order.tasks[0]?.id ?? '');
      const bytes = jpegOf();
      await signer.upload(bytes, { name: 'Kari Nordmann.jpg' });
      assert.deepEqual(
        (await service().readOrder(order.id)).uploads,
        [],
        'before it is signed it is the signer’s',
      );

      const { status, body } = await signer.complete({ body: await completionOf(signer) });
      assert.equal(status, 200);
      assert.deepEqual(
        body.actions.map((action) => action.status),
        ['done', 'done', 'skipped'],
      );
      const { uploads } = await service().readOrder(order.id);
      const [upload] = uploads;
      assert.deepEqual(uploads, [
        {
          id: upload?.id,
          taskId: body.id,
          actionId: body.actions[1]?.id,
          title: CARD.title,
          name: 'Kari Nordmann.jpg',
          mediaType: 'image/jpeg',
          size: bytes.length,
          sha256: sha256(bytes),
        },
      ]);
      const got = await service().call<Uint8Array>(
        'readOrderUpload',
        `/orders/${order.id}/uploads/${upload?.id}`,
        {
          headers: service().asCustomer(),
        },
      );
      assert.deepEqual(Buffer.from(got.body), bytes);
      assert.equal(got.headers.get('content-type'), 'image/jpeg');

      const [row] = await service().running.database.query<{ completion: { documents: unknown[] } }>(
        'select completion from tasks where id = $1',
        [body.id],
      );
      assert.deepEqual(row?.completion.documents[1], {
        actionId: body.actions[1]?.id,
        upload: { id: upload?.id, mediaType: 'image/jpeg', sizeBytes: bytes.length },
        sha256: sha256(bytes),
      });
      const history = await service().running.database.query('select data from history where order_id = $1', [
        order.id,
      ]);
      assert.doesNotMatch(JSON.stringify([row, history]), /Nordmann/);
    });

    test('of other bytes than those that were named is refused, and nothing is signed', async () => {
      const signer = await uploader(service());
      await signer.upload(jpegOf());
      const completion = await completionOf(signer);
      await signer.upload(pngOf());
      expectProblem(await signer.complete({ body: completion }), 'document-changed');
      assert.equal((await signer.read()).body.status, 'ready');
      // With the tag of before, it is the task that has changed.
      expectProblem(await signer.complete({ body: completion, etag: '"of-before"' }), 'precondition-failed');
    });

    test('may leave out what is optional, though it was uploaded: it is deleted', async () => {
      const order = await uploadOrder(service(), [OPTIONAL]);
      const signer = await service().open(order.tasks[0]?.id ?? '');
      const before = await service().uploadsKept();
      await signer.upload(jpegOf());
      const { body } = await signer.complete();
      assert.deepEqual(
        body.actions.map((action) => action.status),
        ['done', 'skipped'],
      );
      assert.deepEqual((await service().readOrder(order.id)).uploads, []);
      await service().forgetsWhatIsUnused();
      assert.deepEqual(await service().uploadsKept(), before);
    });

    test('with what is optional and uploaded takes it along', async () => {
      const signer = await uploader(service(), [OPTIONAL]);
      await signer.upload(jpegOf());
      const { body } = await signer.complete({ body: await completionOf(signer) });
      assert.equal(body.actions[1]?.status, 'done');
      await service().forgetsWhatIsUnused();
      assert.deepEqual(Buffer.from((await signer.readUpload()).body), jpegOf());
    });
  });

  describe('after the end of the task', () => {
    const ended: readonly (readonly [
      string,
      (signer: Signer, order: Order) => Promise<unknown>,
      'task-final' | 'task-deleted',
    ])[] = [
      ['signed', async (signer) => signer.complete({ body: await completionOf(signer) }), 'task-final'],
      ['rejected', (signer) => signer.decline('rejection'), 'task-final'],
      ['withdrawn', (_signer, order) => service().withdraw(order), 'task-deleted'],
    ];
    for (const [how, end, code] of ended) {
      test(`${how}: nothing is uploaded and nothing taken away any more`, async () => {
        const order = await uploadOrder(service());
        const signer = await service().open(order.tasks[0]?.id ?? '');
        const before = await service().uploadsKept();
        await signer.upload(jpegOf());
        await end(signer, order);
        expectProblem(await signer.upload(jpegOf()), code);
        expectProblem(await signer.upload(pngOf()), code);
        expectProblem(await signer.removeUpload(), code);
        await service().forgetsWhatIsUnused();
        const kept = await service().uploadsKept();
        assert.equal(kept.length - before.length, how === 'signed' ? 1 : 0);
      });
    }
  });

  describe('an interruption of the service', () => {
    /** What is on its way is left alone for an hour. */
    const anHourLater = async () =>
      service().running.database.query(`update stored_uploads set stored_at = stored_at - interval '1 hour'`);

    test('between the bytes and the word of them leaves nothing behind', async () => {
      const { database } = service().running;
      const before = await service().uploadsKept();
      const signer = await uploader(service());
      await signer.upload(jpegOf());
      // As if it had never been said: the bytes are there, and no task names them.
      await database.query('update actions set upload_file = null where task_id = $1', [signer.task.id]);
      await service().forgetsWhatIsUnused();
      assert.equal((await service().uploadsKept()).length, before.length + 1);
      await anHourLater();
      await service().forgetsWhatIsUnused();
      assert.deepEqual(await service().uploadsKept(), before);
      assert.equal((await database.query('select 1 from stored_uploads')).length, before.length);
    });

    test('takes nothing away that a task names', async () => {
      const signer = await uploader(service());
      await signer.upload(pngOf());
      await anHourLater();
      await service().forgetsWhatIsUnused();
      assert.deepEqual(Buffer.from((await signer.readUpload()).body), pngOf());
    });
  });
}
