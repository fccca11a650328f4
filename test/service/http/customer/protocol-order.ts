import type { NewOrder } from '../../../../src/task/contract.ts';

/** The order that the protocol gives as its example. */
export function protocolOrder(documentId: string): NewOrder {
  return {
    title: 'Tenancy agreement',
    externalReference: 'T-1042',
    onReject: 'close',
    documents: [{ name: 'contract', documentId, title: 'Agreement' }],
    tasks: [
      {
        name: 'tenant',
        subject: {
          name: 'Kari Nordmann',
          email: 'kari@example.test',
          phone: '+4790000000',
          eid: { claim: 'national_id', value: '01017012345' },
        },
        authentication: { methods: ['urn:eid:test:high'], artifact: true },
        actions: [{ document: 'contract', type: 'sign', readAll: true }],
        signatureMethods: ['handwritten', 'eid'],
        dependsOn: [],
        deadline: 'P14D',
        redirects: { completed: 'https://host.example/done' },
        notifications: [
          {
            channel: 'email',
            recipient: 'kari@example.test',
            subject: 'Please sign',
            message: 'Hello ${signerName}, sign here: ${taskUrl}',
            schedule: [
              { on: 'task.ready' },
              {
                on: 'task.ready',
                wait: 'P3D',
                daysOfWeek: ['mon', 'tue', 'wed', 'thu', 'fri'],
                timeOfDay: '09:00',
                timeZone: 'Europe/Oslo',
              },
            ],
          },
        ],
      },
    ],
    notifications: [
      {
        channel: 'webhook',
        url: 'https://host.example/hooks/signing',
        on: ['task.completed', 'order.completed'],
      },
    ],
  };
}
