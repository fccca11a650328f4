import type { NewOrder, NewUploadAction, Order } from '../../../../src/task/contract.ts';
import type { Signer } from '../../../harness/signer.ts';
import type { TestService } from '../../../harness/test-service.ts';

export const CARD: NewUploadAction = { type: 'upload', title: 'Copy of your identity card' };

/** An order of one task: a contract to sign, and what its signer is asked to upload. */
export function uploadOrder(
  service: TestService,
  uploads: readonly NewUploadAction[] = [CARD],
  change: Partial<NewOrder['tasks'][number]> = {},
): Promise<Order> {
  return service.orderOf({ actions: [{ document: 'contract', type: 'sign' }, ...uploads], ...change });
}

/** The signer of such an order, at work. */
export async function uploader(
  service: TestService,
  uploads?: readonly NewUploadAction[],
  change?: Partial<NewOrder['tasks'][number]>,
): Promise<Signer> {
  const { tasks } = await uploadOrder(service, uploads, change);
  return service.open(tasks[0]?.id ?? '');
}
