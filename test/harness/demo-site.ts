/** The signing service and the customer's site together, on two sites, as `npm start` runs them. */
import { createServer } from 'node:net';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startHost } from '../../demo/host/start-host.ts';
import { startService, type RunningService } from '../../demo/service/start-service.ts';
import { createSigningApi, type SigningApi } from '../../demo/host/signing-api.ts';

export interface DemoSite {
  readonly hostUrl: string;
  readonly serviceUrl: string;
  readonly service: RunningService;
  readonly api: SigningApi;
  stop(): Promise<void>;
}

const API_KEY = 'test-api-key';

export async function startDemoSite(): Promise<DemoSite> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'signing-demo-'));
  // Each must know the other's address before it starts.
  const [hostPort, servicePort] = [await freePort(), await freePort()];
  const hostUrl = `http://127.0.0.1:${hostPort}`;
  const serviceUrl = `http://localhost:${servicePort}`;
  const service = await startService({
    host: 'localhost',
    port: servicePort,
    dataFolder,
    database: 'memory',
    publicUrl: serviceUrl,
    customers: [{ id: 'demo', name: 'Fjord Homes', apiKey: API_KEY }],
    embeddingOrigins: [hostUrl],
    distFolder: fileURLToPath(new URL('../../dist', import.meta.url)),
    maxDocumentBytes: 50 * 1024 * 1024,
    logLevel: 'error',
  });
  const host = await startHost({ host: '127.0.0.1', port: hostPort, serviceUrl, apiKey: API_KEY });
  return {
    hostUrl,
    serviceUrl,
    service,
    api: createSigningApi(serviceUrl, API_KEY),
    async stop() {
      await host.stop();
      await service.stop();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('No port was given.');
  return address.port;
}
