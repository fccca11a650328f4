import type { History, Order, OrderPage, OrderStatus } from '../../../src/task/contract.ts';
import type { HistoryEntry } from '../domain/history.ts';
import { invalidRequest, ServiceProblem } from '../domain/problem.ts';
import type { Customer } from '../ports/customers.ts';
import { loadOrders } from '../storage/load-orders.ts';
import { readHistory } from '../storage/read-history.ts';
import type { OrderRecord } from '../storage/order-record.ts';
import { presentOrder } from './present-order.ts';
import { loadSettledOrder } from './read-task.ts';
import type { ServiceContext } from './service-context.ts';

export async function readOrder(
  context: ServiceContext,
  customer: Customer,
  orderId: string,
): Promise<Order> {
  return presentOrder(context, await readOrderRecord(context, customer, orderId));
}

/** Another customer's order does not exist for this one. */
export async function readOrderRecord(
  context: ServiceContext,
  customer: Customer,
  orderId: string,
): Promise<OrderRecord> {
  const order = await loadSettledOrder(context, orderId);
  if (order.customerId !== customer.id) throw new ServiceProblem('not-found');
  return order;
}

export interface OrderFilter {
  readonly status?: OrderStatus;
  readonly externalReference?: string;
  readonly cursor?: string;
  readonly limit?: number;
}

/** The newest first. The cursor is a place in that order, so that new orders do not move the pages. */
export async function listOrders(
  context: ServiceContext,
  customer: Customer,
  filter: OrderFilter,
): Promise<OrderPage> {
  const limit = filter.limit ?? 50;
  const after = filter.cursor === undefined ? undefined : parseCursor(filter.cursor);
  const rows = await context.database.query<{ id: string; createdAt: Date }>(
    `select id, created_at as "createdAt" from orders
     where customer_id = $1 and ($2::text is null or status = $2) and ($3::text is null or external_reference = $3)
       and ($4::timestamptz is null or (created_at, id) < ($4::timestamptz, $5::text))
     order by created_at desc, id desc limit $6`,
    [
      customer.id,
      filter.status ?? null,
      filter.externalReference ?? null,
      after?.createdAt ?? null,
      after?.id ?? null,
      limit + 1,
    ],
  );
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const orders = await loadOrders(
    context.database,
    page.map((row) => row.id),
  );
  return {
    orders: orders.map((order) => presentOrder(context, order)),
    ...(rows.length > limit && last && { nextCursor: formatCursor(last) }),
  };
}

export async function readOrderHistory(
  context: ServiceContext,
  customer: Customer,
  orderId: string,
): Promise<History> {
  await readOrderRecord(context, customer, orderId);
  return { orderId, entries: presentHistory(await readHistory(context.database, orderId)) };
}

export function presentHistory(entries: readonly HistoryEntry[]): History['entries'] {
  return entries.map(({ at, data, ...entry }) => ({
    ...entry,
    at: at.toISOString(),
    ...(data && { data }),
  }));
}

function formatCursor(row: { readonly id: string; readonly createdAt: Date }): string {
  return Buffer.from(`${row.createdAt.toISOString()} ${row.id}`).toString('base64url');
}

function parseCursor(cursor: string): { id: string; createdAt: Date } {
  const text = Buffer.from(cursor, 'base64url').toString();
  const [, at = '', id = ''] = /^(\d{4}-\d\d-\d\dT[\d:.]+Z) ([A-Za-z0-9_-]{1,64})$/.exec(text) ?? [];
  const createdAt = new Date(at);
  if (Number.isNaN(createdAt.getTime())) {
    throw invalidRequest('/cursor', 'The cursor is not one that a list gave.');
  }
  return { id, createdAt };
}
