import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import type { NewOrder, NewTask } from '../../../../src/task/contract.ts';
import { plainPdf } from '../../../harness/pdf-samples.ts';
import type { TestService } from '../../../harness/test-service.ts';
import { expectProblem } from '../expect-problem.ts';
import { protocolOrder } from './protocol-order.ts';

type Change = (order: NewOrder, task: NewTask) => unknown;

export function ordersAreRefused(service: () => TestService): void {
  let documentId = '';
  let othersDocumentId = '';

  const create = (body: unknown, headers: Record<string, string> = {}) =>
    service().call('createOrder', '/orders', {
      method: 'POST',
      headers: { ...service().asCustomer(), 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });

  function plainOrder(): NewOrder & { tasks: [NewTask, ...NewTask[]] } {
    return {
      title: 'Tenancy agreement',
      documents: [{ name: 'contract', documentId, title: 'Agreement' }],
      tasks: [
        {
          name: 'tenant',
          subject: { name: 'Kari Nordmann' },
          actions: [{ document: 'contract', type: 'sign' }],
        },
      ],
    };
  }

  /** Every table that an order writes to, with how much is in it. */
  async function countRows(): Promise<Record<string, number>> {
    const counts: Record<string, number> = {};
    for (const table of ['orders', 'order_documents', 'tasks', 'actions', 'history', 'idempotency_keys']) {
      const [row] = await service().running.database.query<{ count: number }>(
        `select count(*)::integer as count from ${table}`,
      );
      counts[table] = row?.count ?? -1;
    }
    return counts;
  }

  describe('an order is refused', () => {
    before(async () => {
      documentId = (await service().upload()).id;
      const upload = await service().call<{ id: string }>('uploadDocument', '/documents', {
        method: 'POST',
        headers: { ...service().asCustomer('other-api-key'), 'content-type': 'application/pdf' },
        body: plainPdf(),
      });
      othersDocumentId = upload.body.id;
    });

    test('without a key', async () => {
      expectProblem(await create(plainOrder(), { authorization: 'Bearer wrong-key' }), 'unauthorized');
    });

    for (const [what, body] of [
      ['no JSON', '{"title": '],
      ['nothing', ''],
      ['a list', '[]'],
      ['a text', '"order"'],
      ['null', 'null'],
    ]) {
      test(`when the body is ${what}`, async () => {
        expectProblem(await create(body), 'invalid-request');
      });
    }

    const faults: readonly [what: string, pointer: string | RegExp, change: Change][] = [
      ['it has an unknown member', /unknown member "colour"/, (order) => ({ ...order, colour: 'red' })],
      [
        'a task has an unknown member',
        /unknown member "color"/,
        (order, task) => ({ ...order, tasks: [{ ...task, color: 'red' }] }),
      ],
      ['it has no title', /title/, (order) => ({ ...order, title: undefined })],
      ['the title is empty', /title/, (order) => ({ ...order, title: '' })],
      ['it has no tasks', /tasks/, (order) => ({ ...order, tasks: [] })],
      [
        'the document is unknown',
        '/documents/0/documentId',
        (order) => ({ ...order, documents: [{ ...order.documents[0], documentId: 'doc_unknown' }] }),
      ],
      [
        "the document is another customer's",
        '/documents/0/documentId',
        (order) => ({ ...order, documents: [{ ...order.documents[0], documentId: othersDocumentId }] }),
      ],
      [
        'a document is in it twice',
        '/documents/1/documentId',
        (order) => ({ ...order, documents: [...order.documents, { ...order.documents[0], name: 'copy' }] }),
      ],
      [
        'two documents have one name',
        '/documents/1/name',
        (order) => ({ ...order, documents: [order.documents[0], order.documents[0]] }),
      ],
      ['two tasks have one name', '/tasks/1/name', (order, task) => ({ ...order, tasks: [task, task] })],
      [
        'a task waits for nobody that there is',
        '/tasks/0/dependsOn',
        (order, task) => ({ ...order, tasks: [{ ...task, dependsOn: ['landlord'] }] }),
      ],
      [
        'tasks wait for each other in a circle',
        '/tasks/0/dependsOn',
        (order, task) => ({
          ...order,
          tasks: [
            { ...task, dependsOn: ['landlord'] },
            { ...task, name: 'landlord', dependsOn: ['tenant'] },
          ],
        }),
      ],
      [
        'an action names a document that the order has not',
        '/tasks/0/actions/0/document',
        (order, task) => ({ ...order, tasks: [{ ...task, actions: [{ document: 'x', type: 'sign' }] }] }),
      ],
      [
        'a task has two actions on one document',
        '/tasks/0/actions/1/document',
        (order, task) => ({ ...order, tasks: [{ ...task, actions: [...task.actions, ...task.actions] }] }),
      ],
      [
        'a task has nothing to sign',
        '/tasks/0/actions',
        (order, task) => ({
          ...order,
          tasks: [{ ...task, actions: [{ document: 'contract', type: 'view' }] }],
        }),
      ],
      [
        'a passkey is to sign at a service that is reached by an address in numbers, where browsers have none',
        '/tasks/0/signatureMethods',
        (order, task) => ({ ...order, tasks: [{ ...task, signatureMethods: ['consent', 'passkey'] }] }),
      ],
      [
        'a place is on a page that is not there',
        '/tasks/0/actions/0/places/0/page',
        (order, task) => ({
          ...order,
          tasks: [
            {
              ...task,
              actions: [
                {
                  document: 'contract',
                  type: 'sign',
                  places: [{ kind: 'signature', page: 2, x: 50, y: 50, width: 150, height: 40 }],
                },
              ],
            },
          ],
        }),
      ],
      ...['2020-01-01T00:00:00Z', '2099-02-30T00:00:00Z', 'P9999Y', 'PT0S', 'soon'].map(
        (deadline): [string, string, Change] => [
          `the deadline is ${deadline}`,
          '/tasks/0/deadline',
          (order, task) => ({ ...order, tasks: [{ ...task, deadline }] }),
        ],
      ),
    ];
    for (const [what, where, change] of faults) {
      test(`when ${what}, and nothing of it is kept`, async () => {
        const before = await countRows();
        const order = plainOrder();
        const answer = await create(change(order, order.tasks[0]), {
          'idempotency-key': `refused-${faults.findIndex(([fault]) => fault === what)}`,
        });
        const problem = expectProblem(answer, 'invalid-request');
        if (typeof where === 'string') assert.equal(problem.errors?.[0]?.pointer, where);
        else assert.match(problem.detail ?? '', where);
        assert.deepEqual(await countRows(), before);
      });
    }

    test('when its Idempotency-Key is none', async () => {
      for (const key of ['short', 'with a space', 'k'.repeat(201)])
        expectProblem(await create(plainOrder(), { 'idempotency-key': key }), 'invalid-request');
    });

    test('a refused one leaves its key free for one that is right', async () => {
      const key = { 'idempotency-key': 'corrected-order' };
      expectProblem(await create({ ...plainOrder(), title: '' }, key), 'invalid-request');
      expectProblem(
        await create(
          { ...plainOrder(), documents: [{ name: 'contract', documentId: 'x', title: 'y' }] },
          key,
        ),
        'invalid-request',
      );
      assert.equal((await create(plainOrder(), key)).status, 201);
    });
  });

  test("the protocol's own example is accepted, and its deadline is fourteen days away", async () => {
    await service().holdClock(new Date('2026-03-01T12:00:00Z'));
    try {
      const { status, body, headers } = await create(protocolOrder(documentId));
      assert.equal(status, 201, JSON.stringify(body));
      const order = body as unknown as Awaited<ReturnType<TestService['readOrder']>>;
      assert.equal(order.status, 'open');
      assert.equal(order.externalReference, 'T-1042');
      assert.equal(order.tasks[0]?.deadline, '2026-03-15T12:00:00.000Z');
      assert.equal(order.tasks[0]?.taskUrl, `${service().url}/tasks/${order.tasks[0]?.id}`);
      assert.equal(headers.get('location'), `/orders/${order.id}`);
    } finally {
      await service().holdClock(undefined);
    }
  });
}
