/** What the signers of these tests are asked to sign. */
import type { NewTask, Order } from '../../../src/task/contract.ts';
import { plainPdf } from '../../harness/pdf-samples.ts';
import type { Site } from './site.ts';

export const BY_ARTIFACT: Partial<NewTask> = { authentication: { artifact: true } };
export const BY_CODE: Partial<NewTask> = { referenceCode: true };
export const BY_EID: Partial<NewTask> = {
  subject: { name: 'Kari Nordmann', eid: { claim: 'national_id', value: '01017012345' } },
  authentication: { methods: ['urn:eid:test:high'] },
};

export type OrderedTask = Order['tasks'][number];

/** An order with a task for each signer. */
export async function orderFor({ api }: Site, ...tasks: readonly Partial<NewTask>[]): Promise<Order> {
  const document = await api.uploadDocument(plainPdf());
  return api.createOrder(
    {
      title: 'Tenancy agreement',
      documents: [{ name: 'contract', documentId: document.id, title: 'Agreement' }],
      tasks: tasks.map((task, index) => ({
        name: `signer-${index}`,
        subject: { name: 'Kari Nordmann' },
        actions: [{ document: 'contract', type: 'sign' }],
        signatureMethods: ['handwritten', 'consent'],
        ...task,
      })),
    },
    crypto.randomUUID(),
  );
}

export function taskOf(order: Order | undefined, index = 0): OrderedTask {
  const task = order?.tasks[index];
  if (!task) throw new Error('The order has no such task.');
  return task;
}
