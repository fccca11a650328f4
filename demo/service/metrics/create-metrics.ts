/** What the service does and what waits, as Prometheus reads it. No label holds an id, a name or an address. */
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Sql } from '../ports/database.ts';
import { readWorkWaiting } from '../storage/work-waiting.ts';

export interface AnsweredRequest {
  readonly method: string;
  /** The pattern, such as `/tasks/:taskId`; undefined where no route was found. */
  readonly route: string | undefined;
  readonly status: number;
  readonly seconds: number;
}

export interface Metrics {
  answered(request: AnsweredRequest): void;
  /** @returns the text and its media type. @throws while the database does not answer */
  read(): Promise<{ readonly text: string; readonly mediaType: string }>;
}

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export function createMetrics(database: Sql): Metrics {
  const register = new Registry();
  collectDefaultMetrics({ register });
  const requests = new Histogram({
    name: 'signing_http_request_duration_seconds',
    help: 'From the request to the end of its answer.',
    labelNames: ['method', 'route', 'status'],
    buckets: SECONDS,
    registers: [register],
  });
  const gauge = <Label extends string>(name: string, help: string, labelNames: readonly Label[] = []) =>
    new Gauge({ name, help, labelNames, registers: [register] });
  const packaging = gauge('signing_packaging_waiting', 'Orders whose sealed files are to be made.');
  const overdue = gauge('signing_packaging_overdue_seconds', 'For how long the oldest of them has been due.');
  const unstamped = gauge('signing_completions_unstamped', 'Completions that wait for their time stamp.');
  const deliveries = gauge(
    'signing_deliveries',
    'Notices that are on their way, could not be delivered, or may have been.',
    ['channel', 'status'],
  );
  return {
    answered: ({ method, route = 'none', status, seconds }) =>
      requests.observe({ method, route, status }, seconds),
    async read() {
      const waiting = await readWorkWaiting(database);
      packaging.set(waiting.packaging);
      overdue.set(waiting.packagingOverdueSeconds);
      unstamped.set(waiting.unstamped);
      deliveries.reset();
      for (const { channel, status, count } of waiting.deliveries) deliveries.set({ channel, status }, count);
      return { text: await register.metrics(), mediaType: register.contentType };
    },
  };
}
