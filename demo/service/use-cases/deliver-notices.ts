/**
 * Sends what the outbox holds, at least once, each under one id. It is taken before it is sent and written after it,
 * never in one transaction with it: whoever is told may be slow, and what was told cannot be taken back.
 */
import { retryAt, type Channel } from '../domain/delivery-retry.ts';
import { stillHolds } from '../domain/notice-trigger.ts';
import { orderStatus } from '../domain/order.ts';
import { NotDelivered } from '../ports/notice-senders.ts';
import {
  claimDeliveries,
  endAttempt,
  isWebhookGone,
  markWebhookGone,
  renewDelivery,
  type AttemptEnd,
  type ClaimedDelivery,
  type WebhookDelivery,
} from '../storage/deliveries.ts';
import { LEASE_SECONDS } from '../storage/leases.ts';
import type { OrderRecord } from '../storage/order-record.ts';
import { senderName } from './present-task.ts';
import { loadSettledOrder } from './read-task.ts';
import { databaseNow, type ServiceContext } from './service-context.ts';
import { underLease } from './under-lease.ts';
import { writeMail, writeShortMessage } from './write-notice.ts';

/** Takes notices of one channel that are due. */
export function takeDueNotices(
  { database }: ServiceContext,
  channel: Channel,
  limits: { readonly most: number; readonly notTo: readonly string[] },
): Promise<ClaimedDelivery[]> {
  return claimDeliveries(database, channel, { ...limits, leaseSeconds: LEASE_SECONDS });
}

export async function deliverNotice(context: ServiceContext, claimed: ClaimedDelivery): Promise<void> {
  const { delivery } = claimed;
  let end: AttemptEnd;
  try {
    end = await underLease(
      context.log,
      () => renewDelivery(context.database, delivery, LEASE_SECONDS),
      () => attempt(context, claimed),
    );
  } catch (error) {
    // Not of the other side's making: it is put off like what is, so that it cannot stand in the way of others.
    const failure = 'internal-error';
    end = await putOff(context, claimed, new NotDelivered('later', failure, { cause: error }));
    context.log.error({ err: error, deliveryId: delivery.id }, 'a notice could not be sent');
  }
  await endAttempt(context.database, delivery, end);
  const { id: deliveryId, channel, orderId } = delivery;
  if (end.status === 'pending' && channel !== 'webhook' && delivery.tries === 1) {
    // The mail server and the gateway are the operator's own: they are not to be found out about after days.
    context.log.error({ deliveryId, channel, orderId, failure: end.failure }, 'a notice has to wait');
  }
  if (end.status === 'failed' || end.status === 'unknown') {
    context.log.error({ deliveryId, channel, orderId, failure: end.failure }, 'a notice was not delivered');
  }
}

async function attempt(context: ServiceContext, claimed: ClaimedDelivery): Promise<AttemptEnd> {
  const { delivery, wasInFlight } = claimed;
  if (delivery.channel === 'sms' && wasInFlight) {
    // It may have been sent by an instance that did not live to say so.
    return { status: 'unknown', failure: 'interrupted' };
  }
  const order = await loadSettledOrder(context, delivery.orderId);
  const task = order.tasks.find(({ id }) => id === delivery.taskId);
  const now = { order: orderStatus(order), task: task?.status };
  if (!delivery.askedAgain && !stillHolds(delivery.trigger, now)) return { status: 'cancelled' };
  try {
    await send(context, order, claimed);
    return { status: 'delivered' };
  } catch (error) {
    if (!(error instanceof NotDelivered)) throw error;
    if (error.outcome === 'gone' && delivery.channel === 'webhook') {
      await markWebhookGone(context.database, order.id, delivery.content.notification);
    }
    return putOff(context, claimed, error);
  }
}

async function send(
  context: ServiceContext,
  order: OrderRecord,
  { delivery, claimedAt }: ClaimedDelivery,
): Promise<void> {
  const { id, trigger } = delivery;
  if (delivery.channel === 'webhook') return sendWebhook(context, order, delivery, claimedAt);
  const { content, channel } = delivery;
  const { recipient } = content;
  const task = order.tasks.find((candidate) => candidate.id === delivery.taskId);
  const sender = context.senders[channel];
  // Where it has been taken out of the configuration it may come back.
  if (!sender) throw new NotDelivered('later', 'not-configured');
  if (channel === 'email') {
    const mail = writeMail(context, order, task, trigger, content);
    return context.senders.email?.send({ id, recipient, senderName: senderName(context, order), ...mail });
  }
  if (!task) throw new Error('An SMS is for the signer of a task.');
  return context.senders.sms?.send({
    id,
    recipient,
    text: writeShortMessage(context, order, task, trigger, content),
  });
}

async function sendWebhook(
  context: ServiceContext,
  order: OrderRecord,
  { id, content }: WebhookDelivery,
  sentAt: Date,
): Promise<void> {
  const notification = order.notifications[content.notification];
  const { sealedSecret, secret: plain } = notification?.channel === 'webhook' ? notification : {};
  const secret = sealedSecret === undefined ? plain : context.credentials.unseal(sealedSecret);
  if (await isWebhookGone(context.database, order.id, content.notification)) {
    throw new NotDelivered('refused', 'webhook-disabled');
  }
  await context.senders.webhook.send({ id, url: content.url, secret, sentAt, body: content.body });
}

async function putOff(
  context: ServiceContext,
  { delivery }: ClaimedDelivery,
  { outcome, reason, retryAfterSeconds }: NotDelivered,
): Promise<AttemptEnd> {
  if (outcome === 'unknown') return { status: 'unknown', failure: reason };
  if (outcome !== 'later') return { status: 'failed', failure: reason };
  const now = await databaseNow(context.database);
  const dueAt = retryAt(delivery.channel, now, delivery.tries, Math.random(), retryAfterSeconds);
  return dueAt ? { status: 'pending', failure: reason, dueAt } : { status: 'failed', failure: reason };
}
