/** The signing service and the customer's site together, on two sites, as `npm start` runs them. */
import { createServer } from 'node:net';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startEid } from '../../demo/eid/start-eid.ts';
import { startHost } from '../../demo/host/start-host.ts';
import {
  startService,
  type RunningService,
  type ServiceConfiguration,
} from '../../demo/service/start-service.ts';
import { openMemory } from './memory-database.ts';
import { giveAuthority } from './shared-authority.ts';
import { createSigningApi, type SigningApi } from '../../demo/host/signing-api.ts';

export interface DemoSite {
  readonly hostUrl: string;
  readonly serviceUrl: string;
  readonly eidUrl: string;
  readonly service: RunningService;
  readonly api: SigningApi;
  /** The service's. */
  readonly dataFolder: string;
  stop(): Promise<void>;
}

const API_KEY = 'test-api-key';

export interface DemoSiteOptions {
  /** As an eID's pages may have it: then its window and the page that opened it lose sight of each other. */
  readonly crossOriginOpenerPolicy?: 'same-origin';
  /** Another site, beside the customer's, whose pages embed the widget. */
  readonly embeddingOrigin?: string;
  /** What the service has otherwise: another log level, more customers. */
  readonly service?: Partial<ServiceConfiguration>;
}

export async function startDemoSite(options: DemoSiteOptions = {}): Promise<DemoSite> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'signing-demo-'));
  await giveAuthority(dataFolder);
  // Each must know the others' addresses before it starts.
  const [hostPort, servicePort, eidPort] = [await freePort(), await freePort(), await freePort()];
  const hostUrl = `http://127.0.0.1:${hostPort}`;
  const serviceUrl = `http://localhost:${servicePort}`;
  const eidUrl = `http://localhost:${eidPort}`;
  const { embeddingOrigin, crossOriginOpenerPolicy } = options;
  const embeddingOrigins = [hostUrl, ...(embeddingOrigin === undefined ? [] : [embeddingOrigin])];
  const origins = [serviceUrl, ...embeddingOrigins];
  const redirectUris = origins.map((origin) => `${origin}/login/callback`);
  const eidSecret = 'test-client-secret-of-the-service';
  const eid = await startEid({
    host: 'localhost',
    port: eidPort,
    publicUrl: eidUrl,
    browserClient: { clientId: 'signing-widget', redirectUris, origins },
    serviceClient: {
      clientId: 'signing-service',
      clientSecret: eidSecret,
      redirectUris: [`${serviceUrl}/logins/callback`],
    },
    ...(crossOriginOpenerPolicy && { crossOriginOpenerPolicy }),
  });
  const service = await startService(
    {
      host: 'localhost',
      port: servicePort,
      dataFolder,
      database: 'memory',
      publicUrl: serviceUrl,
      customers: [{ id: 'demo', name: 'Fjord Homes', apiKey: API_KEY }],
      embeddingOrigins,
      distFolder: fileURLToPath(new URL('../../dist', import.meta.url)),
      maxDocumentBytes: 50 * 1024 * 1024,
      logLevel: 'error',
      eid: {
        issuer: eidUrl,
        scope: 'openid profile national_id',
        maxAgeSeconds: 900,
        signatureAcrValues: ['urn:eid:test:high'],
        browserClient: { clientId: 'signing-widget', redirectUris },
        serviceClient: { clientId: 'signing-service', clientSecret: eidSecret },
      },
      ...options.service,
    },
    { openMemory },
  );
  const host = await startHost({ host: '127.0.0.1', port: hostPort, serviceUrl, apiKey: API_KEY, eidUrl });
  return {
    hostUrl,
    serviceUrl,
    eidUrl,
    service,
    dataFolder,
    api: createSigningApi(serviceUrl, API_KEY),
    async stop() {
      await host.stop();
      await service.stop();
      await eid.stop();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('No port was given.');
  return address.port;
}
