/** Work that was under way when the service was interrupted. */
import type { Sql } from '../ports/database.ts';

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
