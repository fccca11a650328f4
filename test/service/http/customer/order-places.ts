import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import type { NewOrder, NewPlace, NewTask, Order } from '../../../../src/task/contract.ts';
import { line, pagesOf, written } from '../../adapters/document-text/written-pdf.ts';
import { plainPdf } from '../../../harness/pdf-samples.ts';
import type { TestService } from '../../../harness/test-service.ts';
import { expectProblem } from '../expect-problem.ts';
import { documentActions } from '../../../harness/signed-hashes.ts';

const TENANT: NewPlace = { kind: 'signature', anchor: { text: 'Signature of tenant:' } };
const POINTS: NewPlace = { kind: 'signature', page: 1, x: 60, y: 80, width: 180, height: 48 };

export function placesOfOrders(service: () => TestService): void {
  let documentId = '';

  const task = (name: string, places: readonly unknown[]): NewTask => ({
    name,
    subject: { name: `The ${name}` },
    actions: [{ document: 'contract', type: 'sign', places: places as NewPlace[] }],
  });
  const orderOf = (tasks: NewTask[], id = documentId): NewOrder => ({
    title: 'Tenancy agreement',
    documents: [{ name: 'contract', documentId: id, title: 'Agreement' }],
    tasks,
  });
  const refused = async (tasks: NewTask[], id = documentId) => {
    const headers = service().asCustomer();
    const body = orderOf(tasks, id);
    return expectProblem(
      await service().call('createOrder', '/orders', { method: 'POST', headers, body }),
      'invalid-request',
    );
  };
  const placesIn = async ({ tasks }: Order, at = 0) => {
    const signer = await service().open(tasks[at]?.id ?? '');
    return (documentActions(signer.task)[0]?.places ?? []).map(({ id, ...place }) => {
      assert.match(id, /^place_/);
      return place;
    });
  };

  describe('places of an order', () => {
    before(async () => {
      const content = [
        line('Tenancy agreement', 72, 700),
        line('Initials:', 72, 600),
        line('Initials:', 72, 500),
        line('Signature of tenant:', 72, 300),
        line('Signature of landlord:', 72, 200),
        line('At the edge', 500, 100),
      ].join('');
      documentId = (await service().upload(written(content))).id;
    });

    test('beside texts have their points in the task', async () => {
      const order = await service().createOrder(
        orderOf([
          task('tenant', [
            TENANT,
            { kind: 'initials', anchor: { text: 'Initials:', occurrence: 'all' }, offset: { x: 100, y: -8 } },
          ]),
          task('landlord', [
            {
              kind: 'signature',
              anchor: { text: 'Signature of landlord:', page: 1 },
              width: 120,
              height: 40,
            },
            { kind: 'initials', anchor: { text: 'Initials:', occurrence: 2 }, offset: { x: 200, y: 0 } },
          ]),
        ]),
      );
      const [signature, ...initials] = await placesIn(order);
      assert.ok(signature && Math.abs(signature.x - (72 + 87.83)) < 1, `x is ${signature?.x}`);
      assert.deepEqual(
        { ...signature, x: 0 },
        { kind: 'signature', page: 1, x: 0, y: 300, width: 180, height: 48 },
      );
      const size = { width: 60, height: 30 };
      assert.deepEqual(initials, [
        { kind: 'initials', page: 1, x: 172, y: 592, ...size },
        { kind: 'initials', page: 1, x: 172, y: 492, ...size },
      ]);
      const [other, second] = await placesIn(order, 1);
      assert.deepEqual([other?.y, other?.width, other?.height], [200, 120, 40]);
      assert.deepEqual(second, { kind: 'initials', page: 1, x: 272, y: 500, ...size });
    });

    test('in points are as they were given', async () => {
      const order = await service().createOrder(
        orderOf([task('tenant', [POINTS, { ...POINTS, kind: 'initials' }])]),
      );
      assert.deepEqual(await placesIn(order), [POINTS, { ...POINTS, kind: 'initials' }]);
    });

    test('are the same for a request that is sent again', async () => {
      const request = orderOf([task('tenant', [TENANT])]);
      const [first, second] = [
        await service().createOrder(request, { key: 'places-sent-again' }),
        await service().createOrder(request, { key: 'places-sent-again' }),
      ];
      assert.equal(second.id, first.id);
    });

    const anchor = '/tasks/0/actions/0/places/0/anchor';
    const faults: readonly [what: string, pointer: string, detail: RegExp, tasks: () => NewTask[]][] = [
      [
        'its text is not there',
        anchor,
        /The text "Signature of the cat:" was not found in the document/,
        () => [task('tenant', [{ ...TENANT, anchor: { text: 'Signature of the cat:' } }])],
      ],
      [
        'its text is there less often',
        anchor,
        /"Initials:" is in the document only 2 times, and occurrence 3/,
        () => [task('tenant', [{ kind: 'initials', anchor: { text: 'Initials:', occurrence: 3 } }])],
      ],
      [
        'its page is not there',
        `${anchor}/page`,
        /has 1 pages/,
        () => [task('tenant', [{ kind: 'initials', anchor: { text: 'Initials:', page: 2 } }])],
      ],
      [
        'it does not lie on the page',
        anchor,
        /"At the edge" the place of 180 by 48 points does not lie on page 1, which has 595 by 842/,
        () => [task('tenant', [{ kind: 'signature', anchor: { text: 'At the edge' } }])],
      ],
      [
        'it is in points, and its page is not there',
        '/tasks/0/actions/0/places/0/page',
        /has 1 pages/,
        () => [task('tenant', [{ ...POINTS, page: 2 }])],
      ],
      [
        'it is in points, and does not lie on the page',
        '/tasks/0/actions/0/places/1',
        /of 180 by 48 points does not lie on page 1, which has 595 by 842/,
        () => [task('tenant', [POINTS, { ...POINTS, x: 420 }])],
      ],
      [
        'it lies over a place of another signer',
        '/tasks/1/actions/0/places/0/anchor',
        /over one of another signer \(\/tasks\/0\/actions\/0\/places\/0\), on page 1/,
        () => [task('tenant', [TENANT]), task('landlord', [TENANT])],
      ],
      [
        'it lies in points over a place of another signer',
        '/tasks/1/actions/0/places/1',
        /over one of another signer/,
        () => [task('tenant', [POINTS]), task('landlord', [TENANT, { ...POINTS, x: 200, y: 100 }])],
      ],
      [
        'an anchor has no text',
        anchor,
        /required property 'text'/,
        () => [task('tenant', [{ kind: 'signature', anchor: {} }])],
      ],
      [
        'an anchor has nothing but white space',
        `${anchor}/text`,
        /pattern/,
        () => [task('tenant', [{ kind: 'signature', anchor: { text: ' \n ' } }])],
      ],
      [
        'it has points and no height',
        '/tasks/0/actions/0/places/0',
        /required property 'height'/,
        () => [task('tenant', [{ ...POINTS, height: undefined }])],
      ],
      [
        'it has an anchor and points',
        '/tasks/0/actions/0/places/0',
        /unknown member "(x|y|page|anchor)"/,
        () => [task('tenant', [{ ...POINTS, ...TENANT }])],
      ],
      [
        'it is of no kind that there is',
        '/tasks/0/actions/0/places/0/kind',
        /signature, initials/,
        () => [task('tenant', [{ ...POINTS, kind: 'stamp' }])],
      ],
      [
        'an offset lacks one side',
        '/tasks/0/actions/0/places/0/offset',
        /required property 'y'/,
        () => [task('tenant', [{ ...TENANT, offset: { x: 4 } }])],
      ],
      [
        'there are more than a hundred',
        '/tasks/0/actions/0/places',
        /more than 100/,
        () => [
          task(
            'tenant',
            Array.from({ length: 101 }, () => POINTS),
          ),
        ],
      ],
    ];
    for (const [what, pointer, detail, tasks] of faults) {
      test(`are refused when ${what}`, async () => {
        const problem = await refused(tasks());
        assert.equal(problem.errors?.[0]?.pointer, pointer);
        assert.match(problem.errors?.[0]?.detail ?? '', detail);
      });
    }

    test('are refused when a text is there more than a hundred times', async () => {
      const pages = await service().upload(await pagesOf(Array.from({ length: 101 }, () => 'Initials:')));
      const all: NewPlace = { kind: 'initials', anchor: { text: 'Initials:', occurrence: 'all' } };
      const problem = await refused([task('tenant', [all])], pages.id);
      assert.equal(problem.errors?.[0]?.pointer, anchor);
      assert.match(problem.detail ?? '', /more than 100 times/);
      const hundred = await service().upload(await pagesOf(Array.from({ length: 100 }, () => 'Initials:')));
      const order = await service().createOrder(orderOf([task('tenant', [all])], hundred.id));
      assert.equal((await placesIn(order)).length, 100);
      const more = await refused([task('tenant', [all, { ...POINTS, page: 1 }])], hundred.id);
      assert.equal(more.errors?.[0]?.pointer, '/tasks/0/actions/0/places/1');
    });

    test('are moved onto the page at the end where nobody knew how large it is', async () => {
      const { id } = await service().upload(plainPdf());
      // As of what was uploaded to an older version.
      await service().running.database.query('update documents set page_sizes = null where id = $1', [id]);
      const outside: NewPlace = { ...POINTS, x: 420 };
      const order = await service().createOrder(orderOf([task('tenant', [outside])], id));
      assert.deepEqual(await placesIn(order), [outside]);
    });

    test('are refused for a document that is only read', async () => {
      const rules = await service().upload(plainPdf());
      const tenant = task('tenant', []);
      const reads: NewTask = {
        ...tenant,
        actions: [...tenant.actions, { document: 'rules', type: 'view', places: [POINTS] }],
      };
      const request = orderOf([reads]);
      const documents = [...request.documents, { name: 'rules', documentId: rules.id, title: 'House rules' }];
      const headers = service().asCustomer();
      const body = { ...request, documents };
      const problem = expectProblem(
        await service().call('createOrder', '/orders', { method: 'POST', headers, body }),
        'invalid-request',
      );
      assert.equal(problem.errors?.[0]?.pointer, '/tasks/0/actions/1/places');
    });

    test('of a document of another customer are not looked for', async () => {
      const upload = await service().call<{ id: string }>('uploadDocument', '/documents', {
        method: 'POST',
        headers: { ...service().asCustomer('other-api-key'), 'content-type': 'application/pdf' },
        body: plainPdf(),
      });
      const problem = await refused([task('tenant', [TENANT])], upload.body.id);
      assert.equal(problem.errors?.[0]?.pointer, '/documents/0/documentId');
    });
  });
}
