import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { describe, test } from 'node:test';
import type { History, Task, UploadedFile } from '../../../../src/task/contract.ts';
import { jpegOf } from '../../../harness/jpeg-picture.ts';
import { plainPdf } from '../../../harness/pdf-samples.ts';
import { pngOf } from '../../../harness/signature-png.ts';
import type { Signer } from '../../../harness/signer.ts';
import type { TestService } from '../../../harness/test-service.ts';
import { expectProblem } from '../expect-problem.ts';
import { CARD, uploader } from './upload-order.ts';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

function fileIn(task: Task): UploadedFile | undefined {
  const action = task.actions.find(({ type }) => type === 'upload');
  return action?.type === 'upload' ? action.upload.file : undefined;
}

export function puttingFiles(service: () => TestService): void {
  const historyOf = async ({ task }: Signer) => {
    const { body } = await service().call<History>('readOrderHistory', `/orders/${task.order.id}/history`, {
      headers: service().asCustomer(),
    });
    return body.entries.filter(({ type }) => type.includes('upload'));
  };

  describe('uploading a file of their own', () => {
    for (const [mediaType, name, bytes, pages] of [
      ['application/pdf', 'payslip.pdf', Buffer.from(plainPdf({ pages: 2 })), 2],
      ['image/jpeg', 'card.jpg', jpegOf(), undefined],
      ['image/png', 'screenshot.png', pngOf(), undefined],
    ] as const) {
      test(`a signer is shown it back as it was: ${mediaType}`, async () => {
        const signer = await uploader(service());
        const before = (await signer.read()).headers.get('etag');
        const { status, body, headers } = await signer.upload(bytes, { name });
        assert.equal(status, 200);
        const file = fileIn(body);
        assert.deepEqual(
          { ...file, url: undefined },
          {
            name,
            mediaType,
            size: bytes.length,
            sha256: sha256(bytes),
            ...(pages && { pages }),
            url: undefined,
          },
        );
        assert.notEqual(headers.get('etag'), before, 'what is signed is another');
        assert.equal((await signer.read()).headers.get('etag'), headers.get('etag'));

        const back = await service().call<Uint8Array>('readUpload', file?.url ?? '', {
          headers: signer.headers,
        });
        assert.deepEqual(Buffer.from(back.body), bytes);
        assert.equal(back.headers.get('content-type'), mediaType);
        assert.equal(back.headers.get('x-content-type-options'), 'nosniff');
        assert.match(back.headers.get('content-disposition') ?? '', new RegExp(`filename="${name}"`));
        const digest = Buffer.from(sha256(bytes), 'hex').toString('base64');
        assert.equal(back.headers.get('repr-digest'), `sha-256=:${digest}:`);
        const part = await signer.readUpload(undefined, { range: 'bytes=2-5' });
        assert.equal(part.status, 206);
        assert.deepEqual(Buffer.from(part.body), bytes.subarray(2, 6));
      });
    }

    test('is told by its bytes and not by what the request calls it', async () => {
      const signer = await uploader(service());
      const { body } = await signer.upload(pngOf(), {
        name: 'letter.pdf',
        headers: { 'content-type': 'text/html' },
      });
      assert.equal(fileIn(body)?.mediaType, 'image/png');
      const back = await signer.readUpload();
      assert.equal(back.headers.get('content-type'), 'image/png');
      assert.match(back.headers.get('content-disposition') ?? '', /filename="letter\.png"/);
    });

    for (const [header, name] of [
      [undefined, 'upload'],
      ['attachment', 'upload'],
      ['attachment; filename=card.jpg', 'card.jpg'],
      ['attachment; filename="my \\"card\\".jpg"', 'my "card".jpg'],
      [`attachment; filename="a.jpg"; filename*=UTF-8''%C3%A5rsl%C3%B8nn.jpg`, 'årslønn.jpg'],
      ['attachment; filename="C:\\\\Users\\\\me\\\\card.jpg"', 'card.jpg'],
      ['attachment; filename="../../etc/passwd"', 'passwd'],
      [`attachment; filename*=UTF-8''a%E2%80%AEgpj.exe`, 'a gpj.exe'],
      [`attachment; filename*=UTF-8''%00%0A%20`, 'upload'],
      [`attachment; filename*=UTF-8''${'a'.repeat(300)}.jpg`, `${'a'.repeat(115)}….jpg`],
    ] as const) {
      test(`is called ${name.slice(0, 20)} for ${String(header).slice(0, 60)}`, async () => {
        const signer = await uploader(service());
        const headers = header === undefined ? {} : { 'content-disposition': header };
        const { body } = await signer.upload(pngOf(), { headers });
        assert.equal(fileIn(body)?.name, name);
      });
    }

    test('under a name that is none is refused', async () => {
      const signer = await uploader(service());
      for (const header of [
        'attachment; filename',
        `attachment; filename*=UTF-8''%FF`,
        `attachment; filename*=latin1''a`,
        '; filename=a',
      ]) {
        const answer = await signer.upload(pngOf(), { headers: { 'content-disposition': header } });
        expectProblem(answer, 'invalid-request');
      }
    });

    test('again, the same bytes are the same; other bytes take their place, and the first are gone', async () => {
      const signer = await uploader(service());
      const first = await signer.upload(jpegOf(), { name: 'card.jpg' });
      const again = await signer.upload(jpegOf(), { name: 'card.jpg' });
      assert.deepEqual(again.body, first.body);
      assert.equal(again.headers.get('etag'), first.headers.get('etag'));
      const kept = await service().uploadsKept();
      const other = await signer.upload(pngOf(), { name: 'card.png' });
      assert.equal(fileIn(other.body)?.name, 'card.png');
      assert.deepEqual(Buffer.from((await signer.readUpload()).body), pngOf());
      assert.equal((await service().uploadsKept()).length, kept.length);
      assert.deepEqual(
        (await historyOf(signer)).map(({ type, taskId, data }) => [type, taskId, data]),
        [jpegOf(), pngOf()].map((bytes, at) => [
          'task.uploaded',
          signer.task.id,
          {
            actionId: signer.uploadActions[0]?.id,
            sha256: sha256(bytes),
            mediaType: ['image/jpeg', 'image/png'][at],
            size: bytes.length,
          },
        ]),
      );
    });

    test('is taken away again, and its bytes with it; said twice it changes nothing', async () => {
      const signer = await uploader(service());
      const before = await service().uploadsKept();
      await signer.upload(jpegOf());
      assert.equal((await service().uploadsKept()).length, before.length + 1);
      for (let time = 0; time < 2; time += 1) {
        const { status, body } = await signer.removeUpload();
        assert.equal(status, 200);
        assert.equal(fileIn(body), undefined);
      }
      expectProblem(await signer.readUpload(), 'not-found');
      assert.deepEqual(await service().uploadsKept(), before);
      assert.deepEqual(
        (await historyOf(signer)).map(({ type }) => type),
        ['task.uploaded', 'task.upload-removed'],
      );
    });

    test('twice at the same moment leaves one of them, whole', async () => {
      const signer = await uploader(service());
      const before = await service().uploadsKept();
      const files = [jpegOf(), pngOf(), jpegOf({ width: 80 }), pngOf({ width: 30 })];
      const answers = await Promise.all(files.map((bytes) => signer.upload(bytes)));
      assert.deepEqual(
        answers.map(({ status }) => status),
        files.map(() => 200),
      );
      const { body } = await signer.read();
      const back = await signer.readUpload();
      assert.equal(sha256(back.body), fileIn(body)?.sha256);
      assert.ok(files.some((bytes) => bytes.equals(back.body)));
      assert.equal((await service().uploadsKept()).length, before.length + 1);
    });

    test('the same at the same moment is one upload', async () => {
      const signer = await uploader(service());
      const answers = await Promise.all([1, 2, 3].map(() => signer.upload(jpegOf())));
      assert.deepEqual(
        answers.map(({ status }) => status),
        [200, 200, 200],
      );
      assert.equal((await historyOf(signer)).length, 1);
    });

    test('cut off half way leaves nothing of it, and what was there before stays', async () => {
      const signer = await uploader(service());
      await signer.upload(pngOf());
      const before = await service().uploadsKept();
      const jpeg = jpegOf();
      const url = `${service().url}/tasks/${signer.task.id}/actions/${signer.uploadActions[0]?.id}/upload`;
      const heard = once(service().running.app.server, 'request') as Promise<[IncomingMessage]>;
      const request = httpRequest(url, {
        method: 'PUT',
        headers: { ...signer.headers, 'content-type': 'image/jpeg', 'content-length': jpeg.length },
      });
      request.on('error', () => undefined);
      request.write(jpeg.subarray(0, jpeg.length / 2));
      const [incoming] = await heard;
      const cut = new Promise((resolve) => incoming.once('close', resolve));
      request.destroy();
      await cut;
      assert.deepEqual(Buffer.from((await signer.readUpload()).body), pngOf());
      assert.deepEqual(await service().uploadsKept(), before);
      assert.equal((await historyOf(signer)).length, 1);
    });

    test('without end is held off, with the time to wait', async () => {
      const signer = await uploader(service());
      let answer = await signer.upload<unknown>(pngOf());
      for (let time = 1; time < 31 && answer.status !== 429; time += 1) answer = await signer.upload(pngOf());
      expectProblem(answer, 'too-many-attempts');
      assert.ok(Number(answer.headers.get('retry-after')) > 0);
      const another = await uploader(service(), [CARD]);
      assert.equal((await another.upload(pngOf())).status, 200, 'another task is not held off');
    });
  });
}
