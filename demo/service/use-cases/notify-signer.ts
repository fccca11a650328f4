/** One more notice to a signer, because the sender wants it now. */
import type { Delivery, NewNotice } from '../../../src/task/contract.ts';
import { ServiceProblem } from '../domain/problem.ts';
import type { Customer } from '../ports/customers.ts';
import { insertDeliveries, readDelivery } from '../storage/deliveries.ts';
import { claimIdempotencyKey, keepAnswer } from '../storage/idempotency.ts';
import { checkTaskNotice } from './build-notices.ts';
import { changeOrder, type OrderTransaction } from './order-transaction.ts';
import { presentDelivery } from './read-deliveries.ts';
import { readOrderRecord } from './read-orders.ts';
import { sha256OfJson, type ServiceContext } from './service-context.ts';

export interface AskedNotice {
  readonly orderId: string;
  readonly taskId: string;
  readonly notice: NewNotice;
  /** Where there is one, the same request again sends nothing again. */
  readonly idempotencyKey: string | undefined;
}

export async function notifySigner(
  context: ServiceContext,
  customer: Customer,
  asked: AskedNotice,
): Promise<Delivery> {
  const { orderId, taskId, notice, idempotencyKey } = asked;
  const order = await readOrderRecord(context, customer, orderId);
  if (!order.tasks.some(({ id }) => id === taskId)) throw new ServiceProblem('not-found');
  return changeOrder(context, orderId, async (transaction) => {
    const { sql, now } = transaction;
    if (idempotencyKey === undefined) return putInOutbox(context, transaction, taskId, notice);
    const scope = `customer:${customer.id}:notices:${taskId}`;
    const idempotent = { scope, key: idempotencyKey, bodySha256: sha256OfJson(notice) };
    const answered = await claimIdempotencyKey<Delivery>(sql, idempotent, now);
    if (answered) return answered;
    const delivery = await putInOutbox(context, transaction, taskId, notice);
    await keepAnswer(sql, idempotent, delivery);
    return delivery;
  });
}

async function putInOutbox(
  context: ServiceContext,
  transaction: OrderTransaction,
  taskId: string,
  notice: NewNotice,
): Promise<Delivery> {
  const { sql, now, order } = transaction;
  const task = transaction.task(taskId);
  if (task.status === 'blocked') throw new ServiceProblem('task-blocked');
  const notified = {
    subject: task.subject,
    hasCode: task.referenceCodeHash !== undefined,
    hasDeadline: task.deadlineAt !== undefined,
  };
  const { channel, ...content } = checkTaskNotice(context.senders, notice, notified, '');
  const planned = {
    id: context.credentials.newId('ntc'),
    orderId: order.id,
    taskId,
    channel,
    trigger: `task.${task.status}` as const,
    content: { ...content, audience: 'signer' as const, isReminder: false },
    dueAt: now,
  };
  await insertDeliveries(sql, [planned], now);
  transaction.hasNotices = true;
  const delivery = await readDelivery(sql, order.id, planned.id);
  if (!delivery) throw new Error('The notice that was put in is not there.');
  return presentDelivery(delivery);
}
