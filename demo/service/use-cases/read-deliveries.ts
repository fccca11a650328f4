/** What became of an order's notices, and once more of what did not arrive. */
import type { Delivery, DeliveryList, DeliveryStatus } from '../../../src/task/contract.ts';
import { ServiceProblem } from '../domain/problem.ts';
import type { Customer } from '../ports/customers.ts';
import type { Sql } from '../ports/database.ts';
import {
  askAgain,
  bringWebhookBack,
  readDeliveries,
  readDelivery,
  type DeliveryRecord,
} from '../storage/deliveries.ts';
import { readOrderRecord } from './read-orders.ts';
import type { ServiceContext } from './service-context.ts';

export async function listDeliveries(
  context: ServiceContext,
  customer: Customer,
  orderId: string,
  status: DeliveryStatus | undefined,
): Promise<DeliveryList> {
  await readOrderRecord(context, customer, orderId);
  const records = await readDeliveries(context.database, orderId, status);
  return { deliveries: records.map(presentDelivery) };
}

export async function retryDelivery(
  context: ServiceContext,
  customer: Customer,
  orderId: string,
  deliveryId: string,
): Promise<Delivery> {
  await readOrderRecord(context, customer, orderId);
  const delivery = await context.database.transaction(async (sql) => {
    const { channel, content } = await knownDelivery(sql, orderId, deliveryId);
    if (channel === 'webhook') await bringWebhookBack(sql, orderId, content.notification);
    await askAgain(sql, orderId, deliveryId);
    return knownDelivery(sql, orderId, deliveryId);
  });
  context.notices.wake();
  return presentDelivery(delivery);
}

async function knownDelivery(sql: Sql, orderId: string, deliveryId: string): Promise<DeliveryRecord> {
  const delivery = await readDelivery(sql, orderId, deliveryId);
  if (!delivery) throw new ServiceProblem('not-found');
  return delivery;
}

export function presentDelivery(delivery: DeliveryRecord): Delivery {
  const { id, channel, taskId, status, attempts, dueAt, attemptedAt, deliveredAt, failure } = delivery;
  return {
    id,
    channel,
    on: delivery.trigger,
    ...(taskId !== undefined && { taskId }),
    ...(delivery.channel === 'webhook'
      ? { url: delivery.content.url }
      : { recipient: delivery.content.recipient }),
    status,
    attempts,
    createdAt: delivery.createdAt.toISOString(),
    ...(dueAt && !delivery.inFlight && { dueAt: dueAt.toISOString() }),
    ...(attemptedAt && { attemptedAt: attemptedAt.toISOString() }),
    ...(deliveredAt && { deliveredAt: deliveredAt.toISOString() }),
    ...(failure !== undefined && { failure }),
  };
}
