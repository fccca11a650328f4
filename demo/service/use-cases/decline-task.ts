/** No, and not now. A rejection ends the task; putting it off and breaking it off are events of its history. */
import { HISTORY_TYPES } from '../domain/history.ts';
import { isFinal } from '../domain/order.ts';
import { ServiceProblem } from '../domain/problem.ts';
import { findOrderIdOfTask } from '../storage/load-orders.ts';
import { setTaskRejected } from '../storage/order-changes.ts';
import type { TaskRecord } from '../storage/order-record.ts';
import { countOf, readLastOf } from '../storage/read-history.ts';
import { refuseUnlessReady } from './refuse-unless-ready.ts';
import { changeOrder, type OrderTransaction } from './order-transaction.ts';
import { presentTask, type TaskView } from './present-task.ts';
import { sha256, type ServiceContext } from './service-context.ts';
import type { AuthorisedTask } from './task-sessions.ts';

/** Said again, it changes nothing and has the same answer, whatever reason is given then. */
export function rejectTask(
  context: ServiceContext,
  authorised: AuthorisedTask,
  reason: string | undefined,
): Promise<TaskView> {
  return decline(context, authorised, async (transaction, task) => {
    if (task.status === 'rejected') return;
    refuseUnlessReady(task.status);
    if (!task.allow.reject) throw forbidden('rejected');
    const given = reason?.trim() === '' ? undefined : reason;
    await setTaskRejected(transaction.sql, task.id, given);
    transaction.updateTask(task.id, { status: 'rejected', rejectionReason: given });
    transaction.record({
      type: 'task.rejected',
      taskId: task.id,
      // The words are the customer's to read; the history proves them without repeating them.
      ...(given !== undefined && { data: { reasonSha256: sha256(given) } }),
    });
  });
}

export function postponeTask(context: ServiceContext, authorised: AuthorisedTask): Promise<TaskView> {
  return decline(context, authorised, async (transaction, task) => {
    refuseIfFinal(task);
    if (!task.allow.postpone) throw forbidden('postponed');
    await recordOnce(transaction, task, 'task.postponed');
  });
}

export function cancelTask(context: ServiceContext, authorised: AuthorisedTask): Promise<TaskView> {
  return decline(context, authorised, async (transaction, task) => {
    refuseIfFinal(task);
    await recordOnce(transaction, task, 'task.cancelled');
  });
}

async function decline(
  context: ServiceContext,
  { taskId }: AuthorisedTask,
  work: (transaction: OrderTransaction, task: TaskRecord) => Promise<void>,
): Promise<TaskView> {
  const orderId = await findOrderIdOfTask(context.database, taskId);
  if (orderId === undefined) throw new ServiceProblem('task-not-found');
  return changeOrder(context, orderId, async (transaction) => {
    await work(transaction, transaction.task(taskId));
    await transaction.commitFacts();
    return presentTask(context, transaction.order, transaction.task(taskId));
  });
}

function refuseIfFinal({ status }: TaskRecord): void {
  if (isFinal(status)) refuseUnlessReady(status);
}

function forbidden(what: string): ServiceProblem {
  return new ServiceProblem('forbidden', { detail: `The sender does not let this task be ${what}.` });
}

const MOST_TOLD = 50;

/** A repeat is the same event: the answer to the first got lost. */
async function recordOnce(
  transaction: OrderTransaction,
  task: TaskRecord,
  type: 'task.postponed' | 'task.cancelled',
): Promise<void> {
  if ((await readLastOf(transaction.sql, task, HISTORY_TYPES)) === type) return;
  const told = await countOf(transaction.sql, task, ['task.postponed', 'task.cancelled']);
  // Who comes and goes in turns, for whatever reason, says nothing new any more.
  if (told < MOST_TOLD) transaction.record({ type, taskId: task.id });
}
