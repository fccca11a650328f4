/** What an operator asks of a service, and what becomes of its guests when it stops. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { describe, test } from 'node:test';
import type { Database } from '../../../demo/service/ports/database.ts';
import { startTestService } from '../../harness/test-service.ts';
import { openMemory } from '../../harness/memory-database.ts';
import { plainPdf } from '../../harness/pdf-samples.ts';

async function answer(url: string): Promise<[status: number, body: unknown]> {
  const response = await fetch(url);
  assert.equal(response.headers.get('cache-control'), 'no-store');
  return [response.status, await response.json()];
}

describe('a service that runs', () => {
  test('lives, and is ready', async () => {
    const service = await startTestService();
    try {
      assert.deepEqual(await answer(`${service.url}/health/live`), [200, { status: 'ok' }]);
      assert.deepEqual(await answer(`${service.url}/health/ready`), [200, { status: 'ok' }]);
    } finally {
      await service.stop();
    }
  });

  test('is not ready while its database does not answer; it lives all the same', async () => {
    let isDown = false;
    const database = await openMemory();
    const query: Database['query'] = (text, values) =>
      isDown ? Promise.reject(new Error('The database is down.')) : database.query(text, values);
    const service = await startTestService({
      openMemory: async () => ({
        query,
        transaction: (work) => database.transaction(work),
        listen: (channel, heard) => database.listen(channel, heard),
        close: () => database.close(),
      }),
      logLevel: 'silent',
    });
    try {
      isDown = true;
      assert.deepEqual(await answer(`${service.url}/health/ready`), [503, { status: 'unavailable' }]);
      assert.deepEqual(await answer(`${service.url}/health/live`), [200, { status: 'ok' }]);
      isDown = false;
      assert.deepEqual(await answer(`${service.url}/health/ready`), [200, { status: 'ok' }]);
    } finally {
      isDown = false;
      await service.stop();
    }
  });
});

describe('a service that stops', () => {
  test('answers whoever has asked before, ends streams, and is soon gone', async () => {
    const service = await startTestService();
    const order = await service.order();
    const signer = await service.open(order.tasks[0]?.id ?? '');
    const stream = await fetch(`${service.url}/tasks/${signer.task.id}/events`, { headers: signer.headers });
    // An upload whose second half comes when the service is already stopping.
    const pdf = plainPdf();
    const half = Math.floor(pdf.length / 2);
    const { readable: body, writable } = new TransformStream<Uint8Array, Uint8Array>();
    const line = writable.getWriter();
    const begun = line.write(pdf.subarray(0, half));
    const asked = once(service.running.app.server, 'request');
    const uploading = fetch(`${service.url}/documents`, {
      method: 'POST',
      headers: { ...service.asCustomer(), 'content-type': 'application/pdf' },
      body,
      duplex: 'half',
    } as RequestInit);
    await begun;
    await asked;
    const stopped = service.stop();
    await new Response(stream.body).text();
    await line.write(pdf.subarray(half));
    await line.close();
    const uploaded = await uploading;
    assert.equal(uploaded.status, 201);
    assert.equal(uploaded.headers.get('connection'), 'close');
    await stopped;
    await assert.rejects(fetch(`${service.url}/health/live`));
  });
});
