/** The outbox: notices are put in with the change that they tell of, in its transaction. */
import type { Channel } from '../domain/delivery-retry.ts';
import type { MessageContent, PlannedDelivery, WebhookContent } from '../domain/notice-plan.ts';
import type { NoticeTrigger } from '../domain/notice-trigger.ts';
import type { OrderStatus } from '../domain/order.ts';
import type { Sql } from '../ports/database.ts';

export type DeliveryStatus = 'pending' | 'delivered' | 'failed' | 'unknown' | 'cancelled';

interface AnyDeliveryRecord {
  readonly id: string;
  readonly orderId: string;
  readonly taskId: string | undefined;
  readonly trigger: NoticeTrigger;
  readonly status: DeliveryStatus;
  readonly createdAt: Date;
  readonly dueAt: Date | undefined;
  readonly attempts: number;
  readonly tries: number;
  readonly askedAgain: boolean;
  /** A try is under way. */
  readonly inFlight: boolean;
  readonly attemptedAt: Date | undefined;
  readonly deliveredAt: Date | undefined;
  readonly failure: string | undefined;
}

export type MessageDelivery = AnyDeliveryRecord & {
  readonly channel: 'email' | 'sms';
  readonly content: MessageContent;
};
export type WebhookDelivery = AnyDeliveryRecord & {
  readonly channel: 'webhook';
  readonly content: WebhookContent;
};
export type DeliveryRecord = MessageDelivery | WebhookDelivery;

const COLUMNS = `d.id, d.order_id as "orderId", d.task_id as "taskId", d.channel, d.trigger, d.content, d.status,
  d.created_at as "createdAt", d.due_at as "dueAt", d.attempts, d.tries, d.asked_again as "askedAgain", d.in_flight as "inFlight",
  d.attempted_at as "attemptedAt", d.delivered_at as "deliveredAt", d.failure`;

type Row = { [Member in keyof DeliveryRecord]: DeliveryRecord[Member] | null };

/** One that is there already stays as it is. */
export async function insertDeliveries(
  sql: Sql,
  planned: readonly PlannedDelivery[],
  now: Date,
): Promise<void> {
  if (planned.length === 0) return;
  const rows = planned.map(({ orderId, taskId, content, dueAt, ...delivery }) => ({
    ...delivery,
    order_id: orderId,
    task_id: taskId ?? null,
    content,
    target: 'url' in content ? new URL(content.url).host : delivery.channel,
    due_at: dueAt,
    created_at: now,
  }));
  await sql.query(
    `insert into deliveries (id, order_id, task_id, channel, target, trigger, content, created_at, due_at)
     select id, order_id, task_id, channel, target, trigger, content, created_at, due_at
     from jsonb_to_recordset($1::jsonb) as planned(id text, order_id text, task_id text, channel text, target text, trigger text,
       content jsonb, created_at timestamptz, due_at timestamptz)
     on conflict (id) do nothing`,
    [JSON.stringify(rows)],
  );
}

/** What is not so any more is not told any more. A try that is under way ends as it ends. */
export async function cancelOutdated(sql: Sql, orderId: string, orderStatus: OrderStatus): Promise<void> {
  await sql.query(
    `update deliveries d set status = 'cancelled', due_at = null
     where d.order_id = $1 and d.status = 'pending' and not d.asked_again and case
       when d.trigger like 'task.%' then
         not exists (select 1 from tasks t where t.id = d.task_id and d.trigger = 'task.' || t.status)
       when d.trigger = 'packaging.failed' then $2 <> 'failed'
       else d.trigger <> 'order.' || $2 end`,
    [orderId, orderStatus],
  );
}

export interface ClaimedDelivery {
  readonly target: string;
  readonly delivery: DeliveryRecord;
  readonly claimedAt: Date;
  /** A try before this one has begun, and nobody knows how it ended. */
  readonly wasInFlight: boolean;
}

/**
 * Takes what is due longest, for this instance alone until the lease ends.
 *
 * @param limits.notTo targets that have enough for now
 */
export async function claimDeliveries(
  sql: Sql,
  channel: Channel,
  limits: { readonly most: number; readonly leaseSeconds: number; readonly notTo?: readonly string[] },
): Promise<ClaimedDelivery[]> {
  const rows = await sql.query<Row & { claimedAt: Date; wasInFlight: boolean; target: string }>(
    `with due as (
       select id, in_flight from deliveries
       where channel = $1 and status = 'pending' and due_at <= service_now() and target <> all($4::text[])
       order by due_at limit $2 for update skip locked)
     update deliveries d set due_at = service_now() + make_interval(secs => $3), attempts = d.attempts + 1,
       tries = d.tries + 1, in_flight = true, attempted_at = service_now()
     from due where d.id = due.id
     returning ${COLUMNS}, d.target, service_now() as "claimedAt", due.in_flight as "wasInFlight"`,
    [channel, limits.most, limits.leaseSeconds, limits.notTo ?? []],
  );
  return rows.map(({ claimedAt, wasInFlight, target, ...row }) => ({
    target,
    delivery: recordOf(row),
    claimedAt,
    wasInFlight,
  }));
}

/** While its try is under way, and until somebody else has taken it. */
export async function renewDelivery(
  sql: Sql,
  { id, attempts }: DeliveryRecord,
  leaseSeconds: number,
): Promise<void> {
  await sql.query(
    `update deliveries set due_at = service_now() + make_interval(secs => $3)
     where id = $1 and attempts = $2 and in_flight and status = 'pending'`,
    [id, attempts, leaseSeconds],
  );
}

export type AttemptEnd =
  | { readonly status: 'delivered' }
  | { readonly status: 'cancelled' }
  | { readonly status: 'failed' | 'unknown'; readonly failure: string }
  | { readonly status: 'pending'; readonly failure: string; readonly dueAt: Date };

/**
 * Writes how a try has ended. One that was taken over meanwhile says nothing any more, but that it was delivered: that
 * is so, whatever others have made of it.
 */
export async function endAttempt(sql: Sql, { id, attempts }: DeliveryRecord, end: AttemptEnd): Promise<void> {
  if (end.status === 'delivered') {
    await sql.query(
      `update deliveries set status = 'delivered', due_at = null, in_flight = false, failure = null,
         delivered_at = coalesce(delivered_at, service_now()) where id = $1`,
      [id],
    );
    return;
  }
  await sql.query(
    `update deliveries set in_flight = false, failure = coalesce($3, failure),
       status = case when status = 'pending' then $4 else status end,
       due_at = case when status = 'pending' then $5::timestamptz end
     where id = $1 and attempts = $2 and status <> 'delivered'`,
    [
      id,
      attempts,
      'failure' in end ? end.failure : null,
      end.status,
      end.status === 'pending' ? end.dueAt : null,
    ],
  );
}

export async function readDeliveries(
  sql: Sql,
  orderId: string,
  status?: DeliveryStatus,
): Promise<DeliveryRecord[]> {
  const rows = await sql.query<Row>(
    `select ${COLUMNS} from deliveries d where d.order_id = $1 and ($2::text is null or d.status = $2)
     order by d.created_at, d.id`,
    [orderId, status ?? null],
  );
  return rows.map(recordOf);
}

export async function readDelivery(
  sql: Sql,
  orderId: string,
  id: string,
): Promise<DeliveryRecord | undefined> {
  const [row] = await sql.query<Row>(
    `select ${COLUMNS} from deliveries d where d.order_id = $1 and d.id = $2`,
    [orderId, id],
  );
  return row && recordOf(row);
}

/** Due now, with all its tries before it again, unless it has been delivered. */
export async function askAgain(sql: Sql, orderId: string, id: string): Promise<void> {
  await sql.query(
    `update deliveries set status = 'pending', due_at = service_now(), tries = 0, in_flight = false, asked_again = true
     where order_id = $1 and id = $2 and status <> 'delivered' and not (status = 'pending' and in_flight)`,
    [orderId, id],
  );
}

export async function markWebhookGone(sql: Sql, orderId: string, notification: number): Promise<void> {
  await sql.query(
    `insert into gone_webhooks (order_id, notification, gone_at) values ($1, $2, service_now()) on conflict do nothing`,
    [orderId, notification],
  );
}

export async function isWebhookGone(sql: Sql, orderId: string, notification: number): Promise<boolean> {
  const rows = await sql.query('select 1 from gone_webhooks where order_id = $1 and notification = $2', [
    orderId,
    notification,
  ]);
  return rows.length > 0;
}

/** Its customer has asked for a notice of it again. */
export async function bringWebhookBack(sql: Sql, orderId: string, notification: number): Promise<void> {
  await sql.query('delete from gone_webhooks where order_id = $1 and notification = $2', [
    orderId,
    notification,
  ]);
}

function recordOf(row: Row): DeliveryRecord {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, value ?? undefined]),
  ) as unknown as DeliveryRecord;
}
