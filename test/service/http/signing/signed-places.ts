import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { NewPlace, NewTask } from '../../../../src/task/contract.ts';
import { pngOf } from '../../../harness/signature-png.ts';
import type { TestService } from '../../../harness/test-service.ts';
import { verifySealedPdf } from '../../../verifier/verify-sealed-pdf.ts';
import { line, written } from '../../adapters/document-text/written-pdf.ts';

const SVG =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100"><path d="M10 60L80 20L150 60Z"/></svg>';

export function placesAreSigned(service: () => TestService): void {
  const task = (name: string, x: number, methods: NewTask['signatureMethods']): NewTask => ({
    name,
    subject: { name: `The ${name}` },
    ...(methods && { signatureMethods: methods }),
    actions: [
      {
        document: 'contract',
        type: 'sign',
        places: [
          { kind: 'initials', anchor: { text: 'Initials:', occurrence: 'all' }, offset: { x, y: 0 } },
          { kind: 'signature', anchor: { text: `Signature of ${name}:` } },
          { kind: 'signature', page: 1, x, y: 20, width: 120, height: 40 },
        ] satisfies NewPlace[],
      },
    ],
  });

  describe('an order with many places', () => {
    test('is sealed with all of them, and its evidence keeps the initials as they came', async () => {
      const content = [
        line('Initials:', 72, 600),
        line('Initials:', 72, 500),
        line('Signature of tenant:', 72, 300),
        line('Signature of landlord:', 72, 200),
      ].join('');
      const original = written(content);
      const order = await service().createOrder({
        title: 'Tenancy agreement',
        documents: [
          { name: 'contract', documentId: (await service().upload(original)).id, title: 'Agreement' },
        ],
        tasks: [task('tenant', 60, ['handwritten']), task('landlord', 240, ['consent'])],
      });
      const tenant = await service().open(order.tasks[0]?.id ?? '');
      const initials = { text: 'TT', png: pngOf().toString('base64') };
      const signature = { method: 'handwritten', kind: 'drawn', svg: SVG, initials } as const;
      assert.equal((await tenant.complete({ body: tenant.completion({ signature }) })).status, 200);
      const landlord = await service().open(order.tasks[1]?.id ?? '');
      assert.equal((await landlord.complete()).status, 200);
      await service().orderReaches(order.id, 'completed');

      const path = `/orders/${order.id}/documents/${order.documents[0]?.id}`;
      const { body: sealed } = await service().call<Uint8Array>('readOrderDocument', path, {
        headers: service().asCustomer(),
      });
      const anchorsPem = service().running.trustAnchorsPem;
      const { problems, signatures } = verifySealedPdf(sealed, { anchorsPem, original });
      assert.deepEqual(problems, []);
      // The seal, two signers, and the time stamp of the document.
      assert.equal(signatures.length, 4);
      const text = Buffer.from(sealed).toString('latin1');
      const stamps = [...text.matchAll(/\/Subtype \/Stamp[^]*?\/Rect \[([^\]]*)\]/g)].map(
        ([, rectangle]) => rectangle,
      );
      assert.deepEqual(stamps, [
        '132 600 192 630',
        '132 500 192 530',
        '60 20 180 60',
        '312 600 372 630',
        '312 500 372 530',
        '240 20 360 60',
      ]);
      const [row] = await service().running.database.query<{ completion: { signature: unknown[] } }>(
        'select completion from tasks where id = $1',
        [tenant.task.id],
      );
      assert.deepEqual(row?.completion.signature, [signature]);
    });
  });
}
