/** A service whose documents are in a bucket, and what signers and customers notice while that is away. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { plainPdf } from '../../harness/pdf-samples.ts';
import { S3Server, useCredentials } from '../../harness/s3-server.ts';
import { startTestService, type TestService } from '../../harness/test-service.ts';
import { expectProblem } from './expect-problem.ts';
import { uploader } from './uploads/upload-order.ts';

describe('a service with a bucket', () => {
  let store: S3Server;
  let forgetCredentials: () => void;
  let service: TestService;
  before(async () => {
    store = await S3Server.start();
    forgetCredentials = useCredentials(store.credentials);
    service = await startTestService({ shared: { s3: store.configuration }, logLevel: 'silent' });
  });
  after(async () => {
    await service.stop();
    forgetCredentials();
    await store.stop();
  });

  const uploadsKept = () => [...store.objects.keys()].filter((key) => key.includes('/uploads/'));

  test('shows a document of it, whole and in part, and seals it into it', async () => {
    const pdf = plainPdf();
    const order = await service.order({}, pdf);
    const signer = await service.open(order.tasks[0]?.id ?? '');
    const path = `/tasks/${signer.task.id}/documents/${order.documents[0]?.id}`;
    const read = (headers = {}) =>
      service.call<Uint8Array>('readTaskDocument', path, { headers: { ...signer.headers, ...headers } });
    const [whole, part] = [await read(), await read({ range: 'bytes=10-19' })];
    assert.deepEqual([whole.status, part.status], [200, 206]);
    assert.deepEqual(Buffer.from(whole.body), Buffer.from(pdf));
    assert.deepEqual(Buffer.from(part.body), Buffer.from(pdf.subarray(10, 20)));
    assert.equal((await signer.complete()).status, 200);
    const { documents } = await service.orderReaches(order.id, 'completed');
    assert.ok(
      store.objects.has(
        `signing/documents/${documents[0]?.sealedSha256?.slice(0, 2)}/${documents[0]?.sealedSha256}`,
      ),
    );
    assert.deepEqual(await service.uploadsKept(), []);
  });

  test('takes what a signer uploads, and deletes it when nobody needs it any more', async () => {
    const signer = await uploader(service);
    assert.equal((await signer.upload(plainPdf())).status, 200);
    assert.equal(uploadsKept().length, 1);
    const { body } = await signer.readUpload();
    assert.deepEqual(Buffer.from(body), Buffer.from(plainPdf()));
    await service.withdraw(await service.readOrder(signer.task.order.id));
    await service.forgetsWhatIsUnused();
    assert.deepEqual(uploadsKept(), []);
  });

  test('has a signer sign while the bucket is away, and seals when it is back', async () => {
    await service.holdClock(new Date());
    const order = await service.order();
    const signer = await service.open(order.tasks[0]?.id ?? '');
    const path = `/tasks/${signer.task.id}/documents/${order.documents[0]?.id}`;
    await store.goAway();
    try {
      expectProblem(
        await service.call('readTaskDocument', path, { headers: signer.headers }),
        'service-unavailable',
      );
      const headers = { ...service.asCustomer(), 'content-type': 'application/pdf' };
      const upload = { method: 'POST', headers, body: plainPdf() };
      expectProblem(await service.call('uploadDocument', '/documents', upload), 'service-unavailable');
      assert.equal((await signer.complete()).status, 200);
      let now = await service.readOrder(order.id);
      while (now.packagingFailure === undefined) now = await service.readOrder(order.id);
      assert.deepEqual([now.status, now.packagingFailure], ['packaging', 'store-unreachable']);
    } finally {
      await store.comeBack();
    }
    await service.holdClock(new Date(Date.now() + 3_600_000));
    const { packagingFailure } = await service.orderReaches(order.id, 'completed');
    assert.equal(packagingFailure, undefined);
    assert.ok(!(await service.historyOf(order)).includes('packaging.failed'));
    await service.holdClock(undefined);
  });
});
