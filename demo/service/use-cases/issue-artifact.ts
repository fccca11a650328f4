import type { Artifact } from '../../../src/task/contract.ts';
import { ServiceProblem } from '../domain/problem.ts';
import type { Customer } from '../ports/customers.ts';
import { insertArtifact } from '../storage/artifacts.ts';
import type { TaskRecord } from '../storage/order-record.ts';
import type { OrderTransaction } from './order-transaction.ts';
import { changeOrder } from './order-transaction.ts';
import { readOrderRecord } from './read-orders.ts';
import type { ServiceContext } from './service-context.ts';

/** For a signer whom the customer's site has logged in. For a final task it leads to the receipt. */
export async function createArtifact(
  context: ServiceContext,
  customer: Customer,
  orderId: string,
  taskId: string,
): Promise<Artifact> {
  const order = await readOrderRecord(context, customer, orderId);
  const task = order.tasks.find((candidate) => candidate.id === taskId);
  if (!task) throw new ServiceProblem('not-found');
  if (!opensByArtifact(task)) {
    throw new ServiceProblem('forbidden', {
      detail: 'The task does not open by artifact: its authentication asks for a login with an eID.',
    });
  }
  return changeOrder(context, orderId, (transaction) => issueArtifact(context, transaction, taskId));
}

/** A task that asks for an eID alone opens by nothing less. */
export function opensByArtifact({ authentication }: TaskRecord): boolean {
  return authentication?.artifact === true || !authentication?.methods?.length;
}

export async function issueArtifact(
  context: ServiceContext,
  transaction: OrderTransaction,
  taskId: string,
): Promise<Artifact> {
  const artifact = context.credentials.newToken();
  const hash = context.credentials.hashToken(artifact);
  const expiresAt = await insertArtifact(transaction.sql, hash, { taskId, loginId: undefined });
  transaction.record({ type: 'task.artifact-issued', taskId });
  return {
    artifact,
    expiresAt: expiresAt.toISOString(),
    url: `${context.publicUrl}/tasks/${taskId}#artifact=${artifact}`,
  };
}
