/** The sender takes back an order, or one task of it. What has ended stays as it ended. */
import type { Order } from '../../../src/task/contract.ts';
import { isFinal, orderStatus } from '../domain/order.ts';
import { ServiceProblem } from '../domain/problem.ts';
import type { Customer } from '../ports/customers.ts';
import { setOrderWithdrawn, setTaskStatus } from '../storage/order-changes.ts';
import { changeOrder, type OrderTransaction } from './order-transaction.ts';
import { presentOrder } from './present-order.ts';
import { readOrderRecord } from './read-orders.ts';
import type { ServiceContext } from './service-context.ts';

export function withdrawOrder(context: ServiceContext, customer: Customer, orderId: string): Promise<Order> {
  return withdraw(context, customer, orderId, async (transaction) => {
    const { order } = transaction;
    if (order.withdrawn) return;
    if (orderStatus(order) !== 'open') {
      throw new ServiceProblem('task-final', { detail: 'The order has ended and cannot be withdrawn.' });
    }
    await setOrderWithdrawn(transaction.sql, order.id);
    transaction.update((current) => ({ ...current, withdrawn: true }));
  });
}

export function withdrawTask(
  context: ServiceContext,
  customer: Customer,
  orderId: string,
  taskId: string,
): Promise<Order> {
  return withdraw(context, customer, orderId, async (transaction) => {
    const task = transaction.order.tasks.find((candidate) => candidate.id === taskId);
    if (!task) throw new ServiceProblem('not-found');
    if (task.status === 'deleted') return;
    if (isFinal(task.status)) throw new ServiceProblem('task-final');
    await setTaskStatus(transaction.sql, taskId, 'deleted');
    transaction.updateTask(taskId, { status: 'deleted' });
    transaction.record({ type: 'task.deleted', taskId });
  });
}

async function withdraw(
  context: ServiceContext,
  customer: Customer,
  orderId: string,
  work: (transaction: OrderTransaction) => Promise<void>,
): Promise<Order> {
  await readOrderRecord(context, customer, orderId);
  return changeOrder(context, orderId, async (transaction) => {
    await work(transaction);
    await transaction.commitFacts();
    return presentOrder(context, transaction.order);
  });
}
