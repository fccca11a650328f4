import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { HOST_ORIGIN, type TestService } from '../../../harness/test-service.ts';
import { ask } from '../expect-problem.ts';

const names = (headers: Headers, name: string) =>
  (headers.get(name) ?? '').toLowerCase().split(/, */).filter(Boolean).sort();

export function crossOrigin(service: () => TestService): void {
  describe('a page of another origin', () => {
    let url = '';
    before(async () => {
      url = (await service().order()).tasks[0]?.taskUrl ?? '';
    });

    const preflight = (origin: string, method = 'POST') =>
      ask(`${url}/completion`, {
        method: 'OPTIONS',
        headers: {
          origin,
          'access-control-request-method': method,
          'access-control-request-headers': 'authorization,content-type,idempotency-key,if-match',
        },
      });

    test('that is registered may read, and may read the headers that the widget needs', async () => {
      const { headers } = await ask(url, { headers: { origin: HOST_ORIGIN } });
      assert.equal(headers.get('access-control-allow-origin'), HOST_ORIGIN);
      assert.equal(headers.get('access-control-allow-credentials'), null);
      assert.deepEqual(names(headers, 'access-control-expose-headers'), [
        'content-range',
        'etag',
        'repr-digest',
        'retry-after',
      ]);
    });

    test('that is registered may read a refusal too', async () => {
      const { status, headers } = await ask(`${url}x`, { headers: { origin: HOST_ORIGIN } });
      assert.equal(status, 404);
      assert.equal(headers.get('access-control-allow-origin'), HOST_ORIGIN);
    });

    test('that is registered may send what the protocol needs', async () => {
      const { status, headers } = await preflight(HOST_ORIGIN);
      assert.equal(status, 204);
      assert.equal(headers.get('access-control-allow-origin'), HOST_ORIGIN);
      assert.deepEqual(names(headers, 'access-control-allow-headers'), [
        'authorization',
        // The name of an uploaded file.
        'content-disposition',
        'content-type',
        'idempotency-key',
        'if-match',
        'last-event-id',
        'range',
      ]);
      assert.deepEqual(names(headers, 'access-control-allow-methods'), ['delete', 'get', 'post', 'put']);
      assert.ok(names(headers, 'vary').includes('origin'));
    });

    for (const origin of [
      'https://evil.example',
      'null',
      `${HOST_ORIGIN}.evil.example`,
      `${HOST_ORIGIN}1`,
      'http://localhost:4100',
      'https://127.0.0.1:4100',
    ]) {
      test(`${origin} is told nothing that lets it read`, async () => {
        const read = await ask(url, { headers: { origin } });
        assert.equal(read.headers.get('access-control-allow-origin'), null);
        assert.equal((await preflight(origin)).headers.get('access-control-allow-origin'), null);
      });
    }
  });
}
