import type { TaskSession } from '../../../src/task/contract.ts';
import { ServiceProblem } from '../domain/problem.ts';
import type { HistoryFact } from '../domain/history.ts';
import type { Sql } from '../ports/database.ts';
import { findOrderIdOfTask } from '../storage/load-orders.ts';
import { readLastOf } from '../storage/read-history.ts';
import { insertTaskSession, type TaskSessionRecord } from '../storage/task-sessions.ts';
import { changeOrder } from './order-transaction.ts';
import { presentTask } from './present-task.ts';
import type { ServiceContext } from './service-context.ts';

export interface OpenedTask {
  readonly session: TaskSession;
  /** Of the task as the session tells it: what a completion sends as If-Match. */
  readonly etag: string;
}

/**
 * A session for somebody who may have one. Blocked and final tasks open too, to be read.
 *
 * @throws task-not-found when the session of this very token has ended before
 */
export async function openSession(
  context: ServiceContext,
  token: string,
  session: TaskSessionRecord,
  /** What has to be so for there to be one, or not be at all: in the same transaction. */
  condition?: (sql: Sql) => Promise<void>,
): Promise<OpenedTask> {
  const { taskId } = session;
  const orderId = await findOrderIdOfTask(context.database, taskId);
  if (orderId === undefined) throw new ServiceProblem('task-not-found');
  return changeOrder(context, orderId, async (transaction) => {
    await condition?.(transaction.sql);
    const inserted = await insertTaskSession(transaction.sql, context.credentials.hashToken(token), session);
    if (!inserted) throw new ServiceProblem('task-not-found');
    const authenticated = inserted.fresh ? authenticationFact(session) : undefined;
    if (authenticated) transaction.record(authenticated);
    const opened = await readLastOf(transaction.sql, { id: taskId, orderId }, ['task.opened']);
    if (opened === undefined) transaction.record({ type: 'task.opened', taskId });
    await transaction.commitFacts();
    const { task, etag } = presentTask(context, transaction.order, transaction.task(taskId));
    return { session: { token, expiresAt: inserted.expiresAt.toISOString(), task }, etag };
  });
}

function authenticationFact({ taskId, openedBy, loginId }: TaskSessionRecord): HistoryFact | undefined {
  if (openedBy !== 'artifact' && openedBy !== 'eid') return undefined;
  return {
    type: 'task.authenticated',
    taskId,
    data: { by: openedBy, ...(loginId !== undefined && { loginId }) },
  };
}
