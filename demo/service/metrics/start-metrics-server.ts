/** Serves the metrics on a port of their own, so that whoever reaches the service does not reach them. */
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { ServiceLog } from '../ports/service-log.ts';
import type { Metrics } from './create-metrics.ts';

export interface MetricsAddress {
  readonly host: string;
  /** 0 takes one that is free. */
  readonly port: number;
}

export interface RunningMetrics {
  readonly url: string;
  stop(): Promise<void>;
}

export async function startMetricsServer(
  metrics: Metrics,
  { host, port }: MetricsAddress,
  log: ServiceLog,
): Promise<RunningMetrics> {
  const server = createServer((request, response) => {
    if (request.method !== 'GET' || request.url !== '/metrics') return void response.writeHead(404).end();
    metrics.read().then(
      ({ text, mediaType }) => response.writeHead(200, { 'content-type': mediaType }).end(text),
      (error: unknown) => {
        log.error({ err: error }, 'the metrics could not be read');
        response.writeHead(503).end();
      },
    );
  });
  server.listen(port, host);
  await once(server, 'listening');
  const { port: taken } = server.address() as AddressInfo;
  return {
    url: `http://${host}:${taken}/metrics`,
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
