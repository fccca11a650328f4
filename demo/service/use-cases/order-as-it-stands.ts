/** An order for papers that are written about it at any time, and that a time stamp says when. */
import type { HistoryEntry } from '../domain/history.ts';
import { ServiceProblem } from '../domain/problem.ts';
import type { Customer } from '../ports/customers.ts';
import { TimeStampError } from '../ports/time-stamp-authority.ts';
import { loadOrder } from '../storage/load-orders.ts';
import type { OrderRecord } from '../storage/order-record.ts';
import { readHistory } from '../storage/read-history.ts';
import { readOrderRecord } from './read-orders.ts';
import { databaseNow, type ServiceContext } from './service-context.ts';

export interface StandingOrder {
  readonly order: OrderRecord;
  readonly history: readonly HistoryEntry[];
  readonly now: Date;
}

/** State and history of one moment. @throws not-found also for another customer's order */
export async function readStandingOrder(
  context: ServiceContext,
  customer: Customer,
  orderId: string,
): Promise<StandingOrder> {
  await readOrderRecord(context, customer, orderId);
  return context.database.transaction(async (sql) => {
    const order = await loadOrder(sql, orderId);
    if (!order) throw new ServiceProblem('not-found');
    return { order, history: await readHistory(sql, orderId), now: await databaseNow(sql) };
  });
}

/** @throws service-unavailable where what is made needs a time stamp, and there is none to be had */
export async function withTimeStamp<Made>(make: () => Promise<Made>): Promise<Made> {
  try {
    return await make();
  } catch (error) {
    if (!(error instanceof TimeStampError)) throw error;
    throw new ServiceProblem('service-unavailable', { detail: 'There is no time stamp to be had now.' });
  }
}
