import assert from 'node:assert/strict';
import type { NewTask, Order, UploadedDocument } from '../../../../src/task/contract.ts';
import { plainPdf } from '../../../harness/pdf-samples.ts';
import type { TestService } from '../../../harness/test-service.ts';

/** An order of the service's other customer. */
export async function orderOfAnotherCustomer(service: TestService, task: NewTask): Promise<Order> {
  const headers = service.asCustomer('other-api-key');
  const uploaded = await service.call<UploadedDocument>('uploadDocument', '/documents', {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/pdf' },
    body: plainPdf(),
  });
  const documents = [{ name: 'contract', documentId: uploaded.body.id, title: 'Agreement' }];
  const body = { title: 'Another agreement', documents, tasks: [task] };
  const order = await service.call<Order>('createOrder', '/orders', { method: 'POST', headers, body });
  assert.equal(order.status, 201, JSON.stringify(order.body));
  return order.body;
}
