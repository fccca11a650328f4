/** How long work is one instance's alone, and what was under way when the service was interrupted. */
import type { Sql } from '../ports/database.ts';

/** After this, work of an instance that is not heard of any more is another's to take. */
export const LEASE_SECONDS = 30;

/** Takes the order that has waited longest to be packaged. @returns its id */
export async function takeOrderToPackage(sql: Sql): Promise<string | undefined> {
  const [taken] = await sql.query<{ id: string }>(
    `update orders set packaging_due_at = service_now() + make_interval(secs => $1)
     where id = (select id from orders where packaging in ('pending', 'failed') and packaging_due_at <= service_now()
                 order by packaging_due_at limit 1 for update skip locked)
     returning id`,
    [LEASE_SECONDS],
  );
  return taken?.id;
}

/** Not when the lease has ended: the order may be another's by now, or its customer has asked to begin again. */
export async function renewPackaging(sql: Sql, orderId: string): Promise<void> {
  await sql.query(
    `update orders set packaging_due_at = service_now() + make_interval(secs => $2)
     where id = $1 and packaging in ('pending', 'failed') and packaging_due_at > service_now()`,
    [orderId, LEASE_SECONDS],
  );
}

/**
 * Makes due what somebody has taken and not ended. Only for whoever is alone at the database: elsewhere another instance
 * may be at it, and its lease says for how long.
 */
export async function releaseLeases(sql: Sql): Promise<void> {
  await sql.query(
    `update orders set packaging_due_at = service_now()
     where packaging in ('pending', 'failed') and packaging_due_at > service_now()`,
  );
  await sql.query(
    `update tasks set completion_stamp_due_at = service_now()
     where completion_time_stamp is null and completion_stamp_due_at > service_now()`,
  );
  await sql.query(
    `update deliveries set due_at = service_now() where status = 'pending' and in_flight and due_at > service_now()`,
  );
}
