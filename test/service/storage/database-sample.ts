/** An order with all that one can hold, as it is stored. It knows no database. */
import { EMPTY_HISTORY } from '../../../demo/service/domain/history.ts';
import type { Sql } from '../../../demo/service/ports/database.ts';
import type { OrderRecord } from '../../../demo/service/storage/order-record.ts';

const CREATED_AT = new Date('2026-03-01T12:00:00.123Z');

/** @param name distinguishes orders of one database */
export function sampleOrder(name: string): OrderRecord {
  const [orderId, documentId, tenant, landlord] = ['ord', 'doc', 'tenant', 'landlord'].map(
    (prefix) => `${prefix}_${name}`,
  ) as [string, string, string, string];
  const task = {
    orderId,
    locale: 'nb',
    signatureMethods: ['consent'],
    signatureRequires: 'any',
    consent: {
      version: '1',
      locale: 'nb',
      text: 'Jeg «godtar» {"dette"}, \\ og\n📄',
      sha256: 'c'.repeat(64),
    },
    allow: { reject: true, postpone: false, download: true },
    rejectionReason: undefined,
    completedAt: undefined,
    completion: undefined,
    completionSha256: undefined,
    completionTimeStamp: undefined,
  } as const;
  return {
    id: orderId,
    customerId: 'fjord',
    title: `Tenancy agreement; it's "so" – ${name}`,
    externalReference: 'T-1042',
    onReject: 'continue',
    withdrawn: false,
    notifications: [{ channel: 'webhook', url: 'https://host.example/hooks', on: ['order.completed'] }],
    createdAt: CREATED_AT,
    sequence: EMPTY_HISTORY.sequence,
    headHash: EMPTY_HISTORY.hash,
    packaging: 'waiting',
    packagingAttempts: 0,
    packagingFailure: undefined,
    documents: [
      {
        documentId,
        name: 'contract',
        title: 'Agreement',
        sha256: 'd'.repeat(64),
        sizeBytes: 12_345,
        pages: 3,
        sealedSha256: undefined,
        sealedSizeBytes: undefined,
      },
    ],
    tasks: [
      {
        ...task,
        id: tenant,
        name: 'tenant',
        position: 0,
        status: 'ready',
        dependsOn: [],
        subject: { id: `sub_${name}`, name: 'Kari Nordmann', email: 'kari@example.test' },
        authentication: { methods: ['urn:eid:test:high'], artifact: true },
        message: 'Please sign',
        redirects: { completed: 'https://host.example/done' },
        referenceCodeHash: `code_${name}`,
        notifications: [],
        deadlineAt: new Date('2026-03-15T12:00:00Z'),
        actions: [
          {
            id: `act_${name}`,
            taskId: tenant,
            documentId,
            type: 'sign',
            position: 0,
            optional: false,
            readAll: true,
            places: [{ id: 'place_1', kind: 'signature', page: 1, x: 10.5, y: 20, width: 120, height: 40 }],
            status: 'pending',
            pagesViewed: [
              [1, 2],
              [3, 3],
            ],
          },
        ],
      },
      {
        ...task,
        id: landlord,
        name: 'landlord',
        position: 1,
        status: 'blocked',
        dependsOn: [tenant],
        subject: { id: `sub2_${name}`, name: 'Ola Nordmann' },
        authentication: undefined,
        message: undefined,
        redirects: {},
        referenceCodeHash: undefined,
        notifications: [],
        deadlineAt: undefined,
        actions: [],
      },
    ],
  };
}

/** Uploaded before the order, as a customer does it. */
export async function insertSampleDocuments(sql: Sql, order: OrderRecord): Promise<void> {
  for (const document of order.documents) {
    await sql.query(
      `insert into documents (id, customer_id, sha256, size_bytes, pages, created_at) values ($1, $2, $3, $4, $5, $6)`,
      [
        document.documentId,
        order.customerId,
        document.sha256,
        document.sizeBytes,
        document.pages,
        order.createdAt,
      ],
    );
  }
}
