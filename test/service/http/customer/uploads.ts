import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { describe, test } from 'node:test';
import type { UploadedDocument } from '../../../../src/task/contract.ts';
import { lockedPdfBytes } from '../../../harness/document-pdf.ts';
import { plainPdf } from '../../../harness/pdf-samples.ts';
import type { TestService } from '../../../harness/test-service.ts';
import { expectProblem } from '../expect-problem.ts';

export function uploads(service: () => TestService): void {
  const upload = (body: Uint8Array | string, headers: Record<string, string> = {}) =>
    service().call<UploadedDocument>('uploadDocument', '/documents', {
      method: 'POST',
      headers: { ...service().asCustomer(), 'content-type': 'application/pdf', ...headers },
      body,
    });

  describe('uploading a document', () => {
    test('tells its hash, its size and its pages', async () => {
      const pdf = plainPdf({ pages: 3 });
      const { status, body } = await upload(pdf);
      assert.equal(status, 201);
      assert.equal(body.sha256, createHash('sha256').update(pdf).digest('hex'));
      assert.equal(body.size, pdf.length);
      assert.equal(body.pages, 3);
    });

    test('the same file twice is two documents, so that neither tells of the other', async () => {
      const [first, second] = [await upload(plainPdf()), await upload(plainPdf())];
      assert.equal(first.body.sha256, second.body.sha256);
      assert.notEqual(first.body.id, second.body.id);
    });

    for (const [who, authorization] of [
      ['nobody', ''],
      ['a wrong key', 'Bearer test-api-kez'],
      ['a key in another scheme', 'Basic test-api-key'],
      ['a key without a scheme', 'test-api-key'],
      ['a very long key', `Bearer ${'a'.repeat(4000)}`],
    ] as const) {
      test(`is refused to ${who}`, async () => {
        expectProblem(await upload(plainPdf(), { authorization }), 'unauthorized');
      });
    }

    test('a stranger is turned away before the body is read', { timeout: 10_000 }, async () => {
      const answer = await headersOnly(service().url, {
        'content-type': 'application/pdf',
        'content-length': '40000',
      });
      assert.equal(answer, 401);
    });

    test('what says that it is too large is refused before it is read', { timeout: 10_000 }, async () => {
      const answer = await headersOnly(service().url, {
        ...service().asCustomer(),
        'content-type': 'application/pdf',
        'content-length': String(64 * 1024 + 1),
      });
      assert.equal(answer, 413);
    });

    test('what turns out to be too large is refused, although it did not say so', async () => {
      const stream = new ReadableStream<Uint8Array>({
        start(controller) {
          controller.enqueue(plainPdf());
          controller.enqueue(new Uint8Array(64 * 1024));
          controller.close();
        },
      });
      const response = await fetch(`${service().url}/documents`, {
        method: 'POST',
        headers: { ...service().asCustomer(), 'content-type': 'application/pdf' },
        body: stream,
        duplex: 'half',
      } as RequestInit);
      assert.equal(response.status, 413);
      assert.equal(((await response.json()) as { code: string }).code, 'too-large');
    });

    for (const type of ['application/json', 'image/png', 'text/plain', 'multipart/form-data; boundary=a']) {
      test(`of type ${type} is refused, whatever is in it`, async () => {
        expectProblem(await upload(plainPdf(), { 'content-type': type }), 'unsupported-media-type');
      });
    }

    test('what is called a PDF and is none is refused with the reason', async () => {
      const problem = expectProblem(await upload('<html>no PDF</html>'), 'unsupported-media-type');
      assert.equal(problem.reason, 'not-a-pdf');
      assert.match(problem.detail ?? '', /not a PDF/);
    });

    test('an empty file is refused with the reason', async () => {
      const problem = expectProblem(await upload(''), 'document-unreadable');
      assert.equal(problem.reason, 'empty');
    });

    test('half a file is refused as damaged', async () => {
      const pdf = plainPdf();
      const problem = expectProblem(await upload(pdf.slice(0, 60)), 'document-unreadable');
      assert.equal(problem.reason, 'damaged');
    });

    test('a file with a password is refused with the reason, and nothing of it is kept', async () => {
      const before = await service().running.database.query('select id from documents');
      const problem = expectProblem(await upload(lockedPdfBytes()), 'document-unsupported');
      assert.equal(problem.reason, 'encrypted');
      const after = await service().running.database.query('select id from documents');
      assert.deepEqual(after, before);
    });
  });
}

/** The status of the answer to a request whose body never comes. */
async function headersOnly(url: string, headers: Record<string, string>): Promise<number | undefined> {
  const request = httpRequest(`${url}/documents`, { method: 'POST', headers });
  request.flushHeaders();
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  request.on('error', () => undefined);
  request.destroy();
  return response.statusCode;
}
