import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import type { Order, Task, TaskSummary } from '../../../../src/task/contract.ts';
import { HOST_ORIGIN, type TestService } from '../../../harness/test-service.ts';
import { ask, expectProblem } from '../expect-problem.ts';

export function taskUrls(service: () => TestService): void {
  describe('the one link of a task', () => {
    let order: Order;
    let url = '';
    before(async () => {
      order = await service().order();
      url = order.tasks[0]?.taskUrl ?? '';
    });

    /** As `npm run build` left it; a tree that was never built has no page to show. */
    for (const accept of [
      'text/html',
      'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
      'application/json;q=0.5, text/html',
    ]) {
      test(`gives a browser that says "${accept}" the signing page`, async () => {
        const { status, headers, body } = await ask(url, { headers: { accept } });
        assert.ok(status === 200 || status === 503, String(status));
        if (status === 503) return;
        assert.match(headers.get('content-type') ?? '', /^text\/html/);
        assert.match(String(body), /<signing-widget|<script type="module"/);
        const policy = headers.get('content-security-policy') ?? '';
        assert.doesNotMatch(policy, /unsafe-/);
        assert.match(policy, /default-src 'none'/);
        assert.ok(policy.includes(`frame-ancestors ${HOST_ORIGIN}`));
      });
    }

    for (const accept of ['application/json', '*/*', 'application/json, text/html;q=0.5', 'image/png']) {
      test(`gives whoever says "${accept}" JSON`, async () => {
        const { status, headers, body } = await ask(url, { headers: { accept } });
        assert.equal(status, 200);
        assert.match(headers.get('content-type') ?? '', /^application\/json/);
        assert.equal((body as TaskSummary).id, order.tasks[0]?.id);
      });
    }

    test('tells a stranger only what it takes to open it: no names, no titles', async () => {
      const { body, headers } = await service().call<TaskSummary>('readTask', url);
      assert.deepEqual(body, {
        id: order.tasks[0]?.id,
        status: 'ready',
        final: false,
        sender: 'Fjord Homes',
        locale: 'en',
      });
      assert.equal(headers.get('etag'), null);
    });

    test('tells its signer the whole task, and the tag that a signature answers to', async () => {
      const signer = await service().open(order.tasks[0]?.id ?? '');
      const { body, headers } = await service().call<Task>('readTask', url, { headers: signer.headers });
      assert.deepEqual(body, signer.task);
      assert.match(headers.get('etag') ?? '', /^"[0-9a-f]{32}"$/);
      assert.equal(body.subject.name, 'Kari Nordmann');
      assert.equal(body.order.title, 'Tenancy agreement');
    });

    test('is kept by no cache, and kept apart by who asks and how', async () => {
      for (const init of [
        {},
        { headers: { accept: 'text/html' } },
        { headers: { authorization: 'Bearer x' } },
      ]) {
        const { headers } = await ask(url, init);
        assert.equal(headers.get('cache-control'), 'no-store');
        const vary = (headers.get('vary') ?? '').toLowerCase().split(/, */);
        for (const name of ['origin', 'accept', 'authorization']) assert.ok(vary.includes(name), name);
        assert.equal(headers.get('referrer-policy'), 'no-referrer');
        assert.equal(headers.get('x-content-type-options'), 'nosniff');
      }
    });

    test('that nobody gave out leads to no task, and says the same for each that is wrong', async () => {
      const details = new Set<string>();
      for (const id of [
        'task_AAAAAAAAAAAAAAAAAAAAAA',
        'x',
        'a'.repeat(64),
        'a'.repeat(100),
        '%00',
        'a b',
        'ø',
      ]) {
        const address = `${service().url}/tasks/${encodeURIComponent(id)}`;
        const { type, title, code, detail } = expectProblem(await ask(address), 'task-not-found');
        details.add(JSON.stringify({ type, title, code, detail }));
      }
      assert.equal(details.size, 1);
    });

    test('mangled in a browser still shows the page, which says so in words', async () => {
      const answer = await ask(`${service().url}/tasks/a%20b`, { headers: { accept: 'text/html' } });
      assert.ok(answer.status === 200 || answer.status === 503);
    });

    test('that is no address at all is refused as a problem', async () => {
      expectProblem(await ask(`${service().url}/tasks/%ZZ`), 'invalid-request');
      expectProblem(await ask(`${service().url}/tasks/${'a'.repeat(2000)}`), 'not-found');
    });
  });
}
