import type { OpenTaskRequest, TaskSession } from '../../../src/task/contract.ts';
import { ServiceProblem } from '../domain/problem.ts';
import { findOrderIdOfTask } from '../storage/load-orders.ts';
import type { TaskRecord } from '../storage/order-record.ts';
import { deleteTaskSession, insertTaskSession, useTaskSession } from '../storage/task-sessions.ts';
import { changeOrder } from './order-transaction.ts';
import { presentTask } from './present-task.ts';
import type { ServiceContext } from './service-context.ts';

export interface OpenedTask {
  readonly session: TaskSession;
  /** Of the task as the session tells it: what a completion sends as If-Match. */
  readonly etag: string;
}

/** Opens a task for whoever holds what it asks for. Blocked and final tasks open too, to be read. */
export async function openTask(context: ServiceContext, request: OpenTaskRequest): Promise<OpenedTask> {
  // What this service never issues is unknown to it, like any other that is wrong or spent.
  if (request.taskId === undefined) throw new ServiceProblem('task-not-found');
  const taskId = request.taskId;
  const orderId = await findOrderIdOfTask(context.database, taskId);
  if (orderId === undefined) throw new ServiceProblem('task-not-found');
  const token = context.credentials.newToken();
  return changeOrder(context, orderId, async (transaction) => {
    requireNoLogin(transaction.task(taskId));
    const expiresAt = await insertTaskSession(transaction.sql, context.credentials.hashToken(token), taskId);
    const opened = await transaction.sql.query(
      `select 1 from history where order_id = $1 and task_id = $2 and type = 'task.opened' limit 1`,
      [orderId, taskId],
    );
    if (opened.length === 0) {
      transaction.record({ type: 'task.opened', taskId });
      await transaction.commitFacts();
    }
    const { task, etag } = presentTask(context, transaction.order, transaction.task(taskId));
    return { session: { token, expiresAt: expiresAt.toISOString(), task }, etag };
  });
}

/** A task that asks for a login is shut to whoever comes without one. */
function requireNoLogin({ authentication }: TaskRecord): void {
  if (authentication?.methods?.length) throw new ServiceProblem('login-required');
  if (authentication?.artifact) throw new ServiceProblem('artifact-required');
}

/** A session whose token has been checked: nothing of a task is given out without one. */
export interface AuthorisedTask {
  readonly taskId: string;
}

/**
 * @throws session-expired for every token that does not open anything now, whatever the cause
 * @throws forbidden when the session belongs to another task
 */
export async function authoriseTask(
  context: ServiceContext,
  unverifiedToken: string | undefined,
  taskId: string,
): Promise<AuthorisedTask> {
  const tokenHash = context.credentials.hashToken(unverifiedToken ?? '');
  const owner = unverifiedToken ? await useTaskSession(context.database, tokenHash) : undefined;
  if (owner === undefined) throw new ServiceProblem('session-expired');
  if (owner !== taskId) throw new ServiceProblem('forbidden');
  return { taskId };
}

export async function closeTask(context: ServiceContext, token: string): Promise<void> {
  await deleteTaskSession(context.database, context.credentials.hashToken(token));
}
