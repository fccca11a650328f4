import type { NewTask, Order } from '../../../../src/task/contract.ts';
import type { TestService } from '../../../harness/test-service.ts';

export const KARI = { claim: 'national_id', value: '01017012345' };

/** An order of one task that opens to Kari, and only after a login. */
export async function lockedOrder(service: TestService, task: Partial<NewTask> = {}): Promise<Order> {
  return service.orderOf({
    subject: { name: 'Kari Nordmann', eid: KARI },
    authentication: { methods: ['urn:eid:test:high'] },
    ...task,
  });
}
