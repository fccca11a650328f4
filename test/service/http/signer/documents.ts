import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { before, describe, test } from 'node:test';
import type { Order } from '../../../../src/task/contract.ts';
import { plainPdf } from '../../../harness/pdf-samples.ts';
import type { Signer, TestService } from '../../../harness/test-service.ts';
import { ask, expectProblem } from '../expect-problem.ts';
import { documentActions } from '../../../harness/signed-hashes.ts';

/** A head has no words: the status is all that there is. */
function expectProblemHead({ status, body }: { status: number; body: unknown }, expected: number): void {
  assert.deepEqual([status, body], [expected, '']);
}

export function documentsAreRead(service: () => TestService): void {
  describe('the document of a task', () => {
    const pdf = Buffer.from(plainPdf({ pages: 2 }));
    const digest = `sha-256=:${createHash('sha256').update(pdf).digest('base64')}:`;
    let order: Order;
    let signer: Signer;
    let path = '';
    before(async () => {
      order = await service().order({}, pdf);
      signer = await service().open(order.tasks[0]?.id ?? '');
      path = new URL(documentActions(signer.task)[0]?.document.url ?? '').pathname;
    });

    const read = (query = '', headers: Record<string, string> = {}) =>
      service().call<Uint8Array>('readTaskDocument', `${path}${query}`, {
        headers: { ...signer.headers, ...headers },
      });

    test('comes whole, with the digest of its bytes', async () => {
      const { status, headers, body } = await read();
      assert.equal(status, 200);
      assert.ok(pdf.equals(body));
      assert.equal(headers.get('repr-digest'), digest);
      assert.equal(headers.get('content-length'), String(pdf.length));
      assert.equal(headers.get('accept-ranges'), 'bytes');
      assert.equal(headers.get('cache-control'), 'no-store');
      assert.match(headers.get('content-disposition') ?? '', /^inline; filename="Agreement\.pdf"/);
    });

    const ranges: readonly [header: string, first: number, last: number][] = [
      ['bytes=0-0', 0, 0],
      ['bytes=5-20', 5, 20],
      ['bytes=100-', 100, pdf.length - 1],
      ['bytes=-32', pdf.length - 32, pdf.length - 1],
      [`bytes=10-${pdf.length + 500}`, 10, pdf.length - 1],
    ];
    for (const [range, first, last] of ranges) {
      test(`comes in part for "${range}", with the digest of the whole`, async () => {
        const { status, headers, body } = await read('', { range });
        assert.equal(status, 206);
        assert.equal(headers.get('content-range'), `bytes ${first}-${last}/${pdf.length}`);
        assert.ok(pdf.subarray(first, last + 1).equals(body));
        assert.equal(headers.get('content-length'), String(last - first + 1));
        assert.equal(headers.get('repr-digest'), digest);
      });
    }

    test('comes in part only to whoever has the rest of the very same document', async () => {
      const range = 'bytes=5-20';
      const etag = (await read()).headers.get('etag') ?? '';
      assert.match(etag, /^"[0-9a-f]{64}"$/);
      assert.equal((await read('', { range, 'if-range': etag })).status, 206);
      for (const other of [`"${'a'.repeat(64)}"`, `W/${etag}`, 'Wed, 04 Mar 2026 10:00:00 GMT']) {
        const { status, body } = await read('', { range, 'if-range': other });
        assert.equal(status, 200, other);
        assert.ok(pdf.equals(body));
      }
    });

    test('has a head of its own, that of the whole', async () => {
      const { status, headers, body } = await ask(`${service().url}${path}`, {
        method: 'HEAD',
        headers: { ...signer.headers, range: 'bytes=0-5' },
      });
      assert.equal(status, 200);
      assert.equal(body, '');
      assert.equal(headers.get('content-length'), String(pdf.length));
      assert.equal(headers.get('accept-ranges'), 'bytes');
      assert.equal(headers.get('repr-digest'), digest);
      expectProblemHead(await ask(`${service().url}${path}`, { method: 'HEAD' }), 401);
    });

    test('takes two looks into the database for a range: at the session, and for the document', async (t) => {
      const { database } = service().running;
      await read();
      const asked = t.mock.method(database, 'query');
      assert.equal((await read('', { range: 'bytes=0-9' })).status, 206);
      assert.equal(asked.mock.callCount(), 2);
    });

    test('comes whole where the range is none that is served', async () => {
      for (const range of ['bytes=0-1,4-5', 'lines=1-2', 'bytes=9-5']) {
        const { status, body } = await read('', { range });
        assert.equal(status, 200, range);
        assert.ok(pdf.equals(body));
      }
    });

    test('has no bytes beyond its end, and says how long it is', async () => {
      const answer = await service().call('readTaskDocument', path, {
        headers: { ...signer.headers, range: `bytes=${pdf.length}-` },
      });
      assert.equal(answer.status, 416);
      assert.equal(answer.headers.get('content-range'), `bytes */${pdf.length}`);
      assert.equal(answer.body.code, 'invalid-request');
      assert.equal(answer.body.status, 416);
      assert.match(answer.headers.get('content-type') ?? '', /^application\/problem\+json/);
    });

    test('is not sealed before everybody has signed', async () => {
      expectProblem(await read('?version=sealed'), 'not-sealed-yet');
      const customers = `/orders/${order.id}/documents/${order.documents[0]?.id}`;
      const headers = service().asCustomer();
      expectProblem(await service().call('readOrderDocument', customers, { headers }), 'not-sealed-yet');
      const original = await service().call<Uint8Array>(
        'readOrderDocument',
        `${customers}?version=original`,
        {
          headers,
        },
      );
      assert.ok(pdf.equals(original.body));
    });

    test('has no other versions', async () => {
      const { status, body } = await ask(`${service().url}${path}?version=draft`, {
        headers: signer.headers,
      });
      assert.equal(status, 400);
      assert.equal((body as { code: string }).code, 'invalid-request');
    });

    test('of another task is not there, although the session is good', async () => {
      const other = await service().order();
      const wrong = `/tasks/${signer.task.id}/documents/${other.documents[0]?.id}`;
      expectProblem(
        await service().call('readTaskDocument', wrong, { headers: signer.headers }),
        'not-found',
      );
    });

    test('of the order that this signer is not asked about is not there either', async () => {
      const { tasks, documents } = await service().order({
        documents: [
          { name: 'contract', documentId: (await service().upload()).id, title: 'Agreement' },
          { name: 'private', documentId: (await service().upload()).id, title: 'Between others' },
        ],
        tasks: [
          { name: 'a', subject: { name: 'Kari' }, actions: [{ document: 'contract', type: 'sign' }] },
          { name: 'b', subject: { name: 'Ola' }, actions: [{ document: 'private', type: 'sign' }] },
        ],
      });
      const kari = await service().open(tasks[0]?.id ?? '');
      const wrong = `/tasks/${kari.task.id}/documents/${documents[1]?.id}`;
      expectProblem(await service().call('readTaskDocument', wrong, { headers: kari.headers }), 'not-found');
    });

    test('comes to nobody without a session', async () => {
      expectProblem(await service().call('readTaskDocument', path), 'session-expired');
    });

    test('has a file name that no title can break out of', async () => {
      const title = 'A"; filename="evil.exe\r\nX-Evil: 1 / ..\\Ålesund 契約 \u{1f600}';
      const { tasks } = await service().order({
        documents: [{ name: 'contract', documentId: (await service().upload()).id, title }],
      });
      const one = await service().open(tasks[0]?.id ?? '');
      const { status, headers } = await ask(documentActions(one.task)[0]?.document.url ?? '', {
        headers: one.headers,
      });
      assert.equal(status, 200);
      assert.equal(headers.get('x-evil'), null);
      const name = headers.get('content-disposition') ?? '';
      assert.match(name, /^inline; filename="[^"\\/]*\.pdf"; filename\*=UTF-8''[A-Za-z0-9%._~-]*\.pdf$/);
    });

    test('has a file name although its title is cut in the middle of a letter', async () => {
      const title = `${'a'.repeat(99)}\u{1f600} agreement`;
      const { tasks } = await service().order({
        documents: [{ name: 'contract', documentId: (await service().upload()).id, title }],
      });
      const one = await service().open(tasks[0]?.id ?? '');
      const { status } = await ask(documentActions(one.task)[0]?.document.url ?? '', {
        headers: one.headers,
      });
      assert.equal(status, 200);
    });
  });
}
