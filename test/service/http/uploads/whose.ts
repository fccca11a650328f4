import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { jpegOf } from '../../../harness/jpeg-picture.ts';
import { signedHashes } from '../../../harness/signed-hashes.ts';
import type { TestService } from '../../../harness/test-service.ts';
import { expectProblem } from '../expect-problem.ts';
import { CARD, uploader, uploadOrder } from './upload-order.ts';

export function uploadsOfOthers(service: () => TestService): void {
  describe('an upload', () => {
    for (const [whose, headers, code] of [
      ['nobody’s', { authorization: '' }, 'session-expired'],
      ['a wrong', { authorization: 'Bearer wrong' }, 'session-expired'],
      ['the customer’s', { authorization: 'Bearer test-api-key' }, 'session-expired'],
    ] as const) {
      test(`is refused with ${whose} token`, async () => {
        const signer = await uploader(service());
        expectProblem(await signer.upload(jpegOf(), { headers }), code);
        expectProblem(await signer.readUpload(undefined, headers), code);
      });
    }

    test('is neither put, nor read, nor taken away with the session of another task', async () => {
      const owner = await uploader(service());
      await owner.upload(jpegOf());
      const other = await uploader(service());
      const headers = other.headers;
      const path = `/tasks/${owner.task.id}/actions/${owner.uploadActions[0]?.id}/upload`;
      const call = { headers: { ...headers, 'content-type': 'image/jpeg' }, body: jpegOf() };
      expectProblem(await service().call('putUpload', path, { method: 'PUT', ...call }), 'forbidden');
      expectProblem(await service().call('readUpload', path, { headers }), 'forbidden');
      expectProblem(await service().call('removeUpload', path, { method: 'DELETE', headers }), 'forbidden');
      assert.equal((await owner.readUpload()).status, 200);
    });

    test('goes to an action of the task that asks for it, and to no other', async () => {
      const signer = await uploader(service());
      const other = await uploader(service());
      for (const actionId of [signer.task.actions[0]?.id, other.uploadActions[0]?.id, 'act_unknown']) {
        if (actionId === undefined) assert.fail();
        expectProblem(await signer.upload(jpegOf(), { actionId }), 'not-found');
        expectProblem(await signer.readUpload(actionId), 'not-found');
        expectProblem(await signer.removeUpload(actionId), 'not-found');
      }
      const viewed = { pages: [[1, 1]], sha256: 'a'.repeat(64) };
      const view = `/tasks/${signer.task.id}/actions/${signer.uploadActions[0]?.id}/view`;
      expectProblem(
        await service().call('reportPagesViewed', view, {
          method: 'POST',
          headers: signer.headers,
          body: viewed,
        }),
        'not-found',
      );
    });

    test('waits until it is the signer’s turn', async () => {
      const order = await service().newOrder();
      const [task] = order.tasks;
      if (!task) assert.fail();
      const actions = [...task.actions, CARD];
      const { tasks } = await service().createOrder({
        ...order,
        tasks: [task, { ...task, name: 'landlord', dependsOn: ['tenant'], actions }],
      });
      const signer = await service().open(tasks[1]?.id ?? '');
      expectProblem(await signer.upload(jpegOf()), 'task-blocked');
    });

    test('is its own customer’s, under its own order', async () => {
      const [order, another] = [await uploadOrder(service()), await uploadOrder(service())];
      const signer = await service().open(order.tasks[0]?.id ?? '');
      await signer.upload(jpegOf());
      const { body } = await signer.read();
      await signer.complete({ body: signer.completion({ actions: signedHashes(body) }) });
      const [upload] = (await service().readOrder(order.id)).uploads;
      const read = (orderId: string, key?: string) =>
        service().call('readOrderUpload', `/orders/${orderId}/uploads/${upload?.id}`, {
          headers: service().asCustomer(key),
        });
      assert.equal((await read(order.id)).status, 200);
      expectProblem(await read(another.id), 'not-found');
      expectProblem(await read(order.id, 'other-api-key'), 'not-found');
      expectProblem(await read(order.id, 'wrong'), 'unauthorized');
    });
  });
}
