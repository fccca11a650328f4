import { deleteDeadArtifacts } from '../storage/artifacts.ts';
import { deleteOldAttempts } from '../storage/failed-attempts.ts';
import { deleteDeadLogins } from '../storage/logins.ts';
import { deleteDeadRegistrations } from '../storage/passkey-registrations.ts';
import { deleteDeadChallenges } from '../storage/signature-challenges.ts';
import { deleteDeadTaskSessions } from '../storage/task-sessions.ts';
import { LONGEST_WINDOW_SECONDS } from './limit-attempts.ts';
import { changeOrder } from './order-transaction.ts';
import type { ServiceContext } from './service-context.ts';
import { deleteUnusedUploads } from './stored-uploads.ts';

/** Writes what time alone has changed: deadlines that have passed; and forgets what is dead by now. */
export async function expireTasks(context: ServiceContext): Promise<void> {
  const orders = await context.database.query<{ id: string }>(
    `select distinct order_id as id from tasks
     where status in ('blocked', 'ready') and deadline_at <= service_now() limit 100`,
  );
  // Beginning a change of an order settles it. One that cannot be changed must not hide those behind it.
  const settled = await Promise.allSettled(
    orders.map(({ id }) => changeOrder(context, id, async () => undefined)),
  );
  // Deadlines first, and whatever happens to the rest: nobody waits for what is dead to be forgotten.
  const cleaned = await Promise.allSettled([
    deleteDeadTaskSessions(context.database),
    deleteUnusedUploads(context),
    deleteDeadArtifacts(context.database),
    deleteDeadLogins(context.database),
    deleteDeadChallenges(context.database),
    deleteDeadRegistrations(context.database),
    deleteOldAttempts(context.database, LONGEST_WINDOW_SECONDS),
  ]);
  const failed = [...settled, ...cleaned].find(({ status }) => status === 'rejected');
  if (failed?.status === 'rejected') throw failed.reason;
}
