/** How a connection to PostgreSQL is asked for: where, with what limits, and with whose defaults. */
import type { ClientConfig } from 'pg';
import { columnTypes } from './column-types.ts';

/** After these the server gives up, so that no stuck request holds an order's lock. */
const STATEMENT_TIMEOUT_MS = 30_000;
const IDLE_IN_TRANSACTION_TIMEOUT_MS = 60_000;
/** Longer than the server takes to give up: it ends waiting for a server that is not there any more. */
const ANSWER_TIMEOUT_MS = 40_000;
export const CONNECT_TIMEOUT_MS = 10_000;

/**
 * The service's SQL counts on these, and a server's own defaults may be others. The form of dates is what the
 * driver reads; the zone is what SQL reckons days by.
 */
const SESSION_OPTIONS = '-c TimeZone=UTC -c DateStyle=ISO -c bytea_output=hex';

/**
 * @param url `postgresql://user:password@host:port/database`, with what `pg` knows besides, such as
 *   `?sslmode=verify-full`. A pooler on the way must keep a connection for its session: LISTEN needs that.
 * @throws Error that says nothing of the URL, for it holds the password
 */
export function postgresSettings(url: string): ClientConfig {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (!parsed || !/^postgres(ql)?:$/.test(parsed.protocol)) {
    throw new Error(
      'The address of the database must be of the form postgresql://user:password@host:port/database.',
    );
  }
  // What is in the URL wins over what is given beside it: the options of both go in as one.
  const options = [parsed.searchParams.get('options'), SESSION_OPTIONS].filter(Boolean).join(' ');
  parsed.searchParams.delete('options');
  return {
    connectionString: parsed.href,
    options,
    application_name: 'signing-service',
    types: columnTypes,
    keepAlive: true,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_TIMEOUT_MS,
    query_timeout: ANSWER_TIMEOUT_MS,
  };
}
