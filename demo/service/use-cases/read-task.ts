import type { TaskSummary } from '../../../src/task/contract.ts';
import { settle } from '../domain/order.ts';
import { ServiceProblem } from '../domain/problem.ts';
import { findOrderIdOfTask, loadOrder } from '../storage/load-orders.ts';
import type { OrderRecord, TaskRecord } from '../storage/order-record.ts';
import { changeOrder } from './order-transaction.ts';
import { presentTask, presentTaskSummary, type TaskView } from './present-task.ts';
import { databaseNow, type ServiceContext } from './service-context.ts';
import type { AuthorisedTask } from './task-sessions.ts';

export async function readTask(context: ServiceContext, { taskId }: AuthorisedTask): Promise<TaskView> {
  const { order, task } = await loadTask(context, taskId);
  return presentTask(context, order, task);
}

/** What anyone with the link may know: no names, no titles. */
export async function readTaskSummary(context: ServiceContext, taskId: string): Promise<TaskSummary> {
  const { order, task } = await loadTask(context, taskId);
  return presentTaskSummary(context, order, task);
}

/** A task and its order as they stand now: what the time has changed meanwhile is written first. */
export async function loadTask(
  context: ServiceContext,
  taskId: string,
): Promise<{ order: OrderRecord; task: TaskRecord }> {
  const orderId = await findOrderIdOfTask(context.database, taskId);
  if (orderId === undefined) throw new ServiceProblem('task-not-found');
  const order = await loadSettledOrder(context, orderId);
  const task = order.tasks.find((candidate) => candidate.id === taskId);
  if (!task) throw new ServiceProblem('task-not-found');
  return { order, task };
}

export async function loadSettledOrder(context: ServiceContext, orderId: string): Promise<OrderRecord> {
  const order = await loadOrder(context.database, orderId);
  if (!order) throw new ServiceProblem('not-found');
  const changes = settle(order, await databaseNow(context.database));
  if (changes.length === 0) return order;
  return changeOrder(context, orderId, async (transaction) => transaction.order);
}
