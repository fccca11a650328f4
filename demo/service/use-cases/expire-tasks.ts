import { deleteDeadTaskSessions } from '../storage/task-sessions.ts';
import { changeOrder } from './order-transaction.ts';
import type { ServiceContext } from './service-context.ts';

/** Writes what time alone has changed: deadlines that have passed, sessions that are dead. */
export async function expireTasks(context: ServiceContext): Promise<void> {
  const orders = await context.database.query<{ id: string }>(
    `select distinct order_id as id from tasks
     where status in ('blocked', 'ready') and deadline_at <= service_now() limit 100`,
  );
  // Beginning a change of an order settles it.
  for (const { id } of orders) await changeOrder(context, id, async () => undefined);
  await deleteDeadTaskSessions(context.database);
}
