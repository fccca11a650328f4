/**
 * The real service for a test: in-memory database, a folder of its own, a port of its own. Every answer
 * that it gives to a test is held against the contract.
 */
import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { MailConfiguration } from '../../demo/service/adapters/notices/mail-sender.ts';
import type { SmsGatewayConfiguration } from '../../demo/service/adapters/notices/sms-request.ts';
import type { WebhookConfiguration } from '../../demo/service/adapters/notices/webhook-sender.ts';
import type { OpenIdConfiguration } from '../../demo/service/adapters/openid/create-open-id-provider.ts';
import { Contract, type OperationId } from '../../demo/service/http/contract.ts';
import type { MetricsAddress } from '../../demo/service/metrics/start-metrics-server.ts';
import type { RunningService, ServiceConfiguration, ServiceParts } from '../../demo/service/start-service.ts';
import { startService } from '../../demo/service/start-service.ts';
import type {
  Artifact,
  History,
  NewOrder,
  NewTask,
  OpenTaskRequest,
  Order,
  Problem,
  TaskSession,
  UploadedDocument,
} from '../../src/task/contract.ts';
import { openMemory } from './memory-database.ts';
import { giveAuthority } from './shared-authority.ts';
import { plainPdf } from './pdf-samples.ts';
import { Signer } from './signer.ts';

export { Signer };

export const API_KEY = 'test-api-key';
export const HOST_ORIGIN = 'http://127.0.0.1:4100';

export const UNREACHABLE_EID: OpenIdConfiguration = {
  issuer: 'http://127.0.0.1:9',
  scope: 'openid',
  maxAgeSeconds: 900,
  signatureAcrValues: ['urn:eid:test:high'],
  browserClient: { clientId: 'test-widget', redirectUris: [`${HOST_ORIGIN}/login/callback`] },
  serviceClient: { clientId: 'test-service', clientSecret: 'test-client-secret' },
};

/** Of webhooks that bring none of their own. */
export const WEBHOOK_SECRET = `whsec_${Buffer.alloc(32, 'test').toString('base64')}`;

export const UNREACHABLE_MAIL: MailConfiguration = {
  url: 'smtp://127.0.0.1:9',
  from: 'signing@service.test',
};

export const LOOPBACK_WEBHOOKS: WebhookConfiguration = {
  secret: WEBHOOK_SECRET,
  dangerouslyAllowPrivateTargets: true,
  resolve: (hostname) => Promise.reject(new Error(`Nobody looks up ${hostname}.`)),
};

export interface TestServiceOptions extends ServiceParts {
  /** Kept when the service stops, so that another can be started on it. */
  readonly dataFolder?: string;
  /** By what people reach it: passkeys want a name. */
  readonly host?: 'localhost';
  /** Where others have to know the address before it starts. */
  readonly port?: number;
  readonly database?: 'folder' | 'memory';
  readonly databaseUrl?: string;
  /** What instances have in common that do not share a data folder. */
  readonly shared?: Pick<ServiceConfiguration, 's3' | 'secretFile'>;
  readonly embeddingOrigins?: readonly string[];
  readonly maxDocumentBytes?: number;
  readonly logLevel?: 'info' | 'error' | 'silent';
  readonly metricsAt?: MetricsAddress;
  /** Where the eID is; left out, there is one that nobody ever reaches. `none`: no eID at all. */
  readonly eid?: OpenIdConfiguration | 'none';
  readonly trustedProxies?: readonly string[];
  /** Where mail goes; left out, to a server that nobody ever reaches. `none`: no e-mail at all. */
  readonly mail?: MailConfiguration | 'none';
  readonly sms?: SmsGatewayConfiguration;
  /** Left out, webhooks may go to this machine, and no name is ever looked up. */
  readonly webhooks?: WebhookConfiguration;
}

export interface Answer<Body> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

export interface Call {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
}

export async function startTestService(options: TestServiceOptions = {}): Promise<TestService> {
  const own = options.dataFolder === undefined;
  const dataFolder = options.dataFolder ?? (await mkdtemp(join(tmpdir(), 'signing-service-')));
  if (own) await giveAuthority(dataFolder);
  const service = await startService(
    {
      host: options.host ?? '127.0.0.1',
      port: options.port ?? 0,
      dataFolder,
      database: options.database ?? 'memory',
      ...(options.databaseUrl !== undefined && { databaseUrl: options.databaseUrl }),
      ...options.shared,
      customers: [
        { id: 'fjord', name: 'Fjord Homes', apiKey: API_KEY },
        { id: 'other', name: 'Another customer', apiKey: 'other-api-key' },
      ],
      embeddingOrigins: options.embeddingOrigins ?? [HOST_ORIGIN],
      distFolder: fileURLToPath(new URL('../../dist', import.meta.url)),
      maxDocumentBytes: options.maxDocumentBytes ?? 10 * 1024 * 1024,
      logLevel: options.logLevel ?? 'error',
      ...(options.metricsAt && { metricsAt: options.metricsAt }),
      trustedProxies: options.trustedProxies ?? [],
      ...(options.mail !== 'none' && { mail: options.mail ?? UNREACHABLE_MAIL }),
      ...(options.sms && { sms: options.sms }),
      webhooks: options.webhooks ?? LOOPBACK_WEBHOOKS,
      ...(options.eid !== 'none' && { eid: options.eid ?? UNREACHABLE_EID }),
    },
    { openMemory, ...options },
  );
  return new TestService(
    service,
    async () => {
      await service.stop();
      if (own) await rm(dataFolder, { recursive: true, force: true });
    },
    dataFolder,
  );
}

/** What tests say to the service: calls that are held against the contract, and the usual steps. */
export class TestService {
  readonly #contract = new Contract();

  constructor(
    readonly running: RunningService,
    readonly stop: () => Promise<void>,
    readonly dataFolder: string,
  ) {}

  get url(): string {
    return this.running.url;
  }

  /** Calls an operation; an answer that is not as the contract says fails the test. */
  async call<Body = Problem>(operation: OperationId, path: string, call: Call = {}): Promise<Answer<Body>> {
    const { method = 'GET', headers = {}, body } = call;
    const raw = body === undefined || typeof body === 'string' || body instanceof Uint8Array;
    const response = await fetch(path.startsWith('http') ? path : `${this.url}${path}`, {
      method,
      headers: { ...(raw ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body !== undefined && { body: raw ? (body as string) : JSON.stringify(body) }),
    });
    const mediaType = response.headers.get('content-type')?.split(';')[0] ?? '';
    const text = mediaType.includes('json');
    const parsed: unknown = text ? await response.json() : new Uint8Array(await response.arrayBuffer());
    const fault = this.#contract.faultOfResponse(operation, response.status, mediaType, parsed);
    assert.equal(fault, undefined, fault);
    return { status: response.status, headers: response.headers, body: parsed as Body };
  }

  asCustomer(key = API_KEY): Record<string, string> {
    return { authorization: `Bearer ${key}` };
  }

  async upload(pdf: Uint8Array = plainPdf()): Promise<UploadedDocument> {
    const { status, body } = await this.call<UploadedDocument>('uploadDocument', '/documents', {
      method: 'POST',
      headers: { ...this.asCustomer(), 'content-type': 'application/pdf' },
      body: pdf,
    });
    assert.equal(status, 201, JSON.stringify(body));
    return body;
  }

  /** Makes an order of one document; what a test does not say is the plainest that there is. */
  async order(change: Partial<NewOrder> = {}, pdf?: Uint8Array): Promise<Order> {
    return this.createOrder(await this.newOrder(change, pdf));
  }

  /** An order of one task, with what is particular about it. */
  async orderOf(task: Partial<NewTask>, options?: { artifact?: boolean; key?: string }): Promise<Order> {
    const order = await this.newOrder();
    return this.createOrder(
      { ...order, tasks: order.tasks.map((plain) => ({ ...plain, ...task })) },
      options,
    );
  }

  async newOrder(change: Partial<NewOrder> = {}, pdf?: Uint8Array): Promise<NewOrder> {
    return {
      title: 'Tenancy agreement',
      documents: [{ name: 'contract', documentId: (await this.upload(pdf)).id, title: 'Agreement' }],
      tasks: [
        {
          name: 'tenant',
          subject: { name: 'Kari Nordmann' },
          actions: [{ document: 'contract', type: 'sign' }],
        },
      ],
      ...change,
    };
  }

  async createOrder(request: NewOrder, options: { artifact?: boolean; key?: string } = {}): Promise<Order> {
    const { artifact, key } = options;
    const path = artifact === undefined ? '/orders' : `/orders?artifact=${artifact}`;
    const { status, body } = await this.call<Order>('createOrder', path, {
      method: 'POST',
      headers: { ...this.asCustomer(), ...(key !== undefined && { 'idempotency-key': key }) },
      body: request,
    });
    assert.equal(status, 201, JSON.stringify(body));
    return body;
  }

  async readOrder(orderId: string): Promise<Order> {
    return (await this.call<Order>('readOrder', `/orders/${orderId}`, { headers: this.asCustomer() })).body;
  }

  /** Resolves when the order has the status; the test's own time limit ends what never comes. */
  async orderReaches(orderId: string, status: Order['status']): Promise<Order> {
    for (;;) {
      const order = await this.readOrder(orderId);
      if (order.status === status) return order;
    }
  }

  /** Asks to open a task, with whatever may open it. */
  async tryToOpen<Body = Problem>(
    body: OpenTaskRequest,
    headers: Record<string, string> = {},
  ): Promise<Answer<Body>> {
    return this.call<Body>('openTask', '/task-sessions', { method: 'POST', headers, body });
  }

  /** Opens a task as its signer. */
  async open(way: string | OpenTaskRequest, headers: Record<string, string> = {}): Promise<Signer> {
    const request = typeof way === 'string' ? { taskId: way } : way;
    const { status, body } = await this.tryToOpen<TaskSession>(request, headers);
    assert.equal(status, 201, JSON.stringify(body));
    return new Signer(this, body);
  }

  async artifactFor(order: Order, taskId = order.tasks[0]?.id ?? ''): Promise<Artifact> {
    const path = `/orders/${order.id}/tasks/${taskId}/artifacts`;
    const call = { method: 'POST', headers: this.asCustomer() };
    const { status, body } = await this.call<Artifact>('createArtifact', path, call);
    assert.equal(status, 201, JSON.stringify(body));
    return body;
  }

  async withdraw<Body = Order>(order: Order, taskId?: string): Promise<Answer<Body>> {
    const call = { method: 'DELETE', headers: this.asCustomer() };
    return taskId === undefined
      ? this.call<Body>('withdrawOrder', `/orders/${order.id}`, call)
      : this.call<Body>('withdrawTask', `/orders/${order.id}/tasks/${taskId}`, call);
  }

  /** The types of what happened to the order, the oldest first. */
  async historyOf(order: Order): Promise<string[]> {
    const path = `/orders/${order.id}/history`;
    const { body } = await this.call<History>('readOrderHistory', path, { headers: this.asCustomer() });
    return body.entries.map(({ type }) => type);
  }

  /** Every text that is stored in any table, to be searched for what must not be there. */
  async everythingStored(): Promise<string> {
    const { database } = this.running;
    const tables = await database.query<{ name: string }>(
      `select table_name as name from information_schema.tables where table_schema = 'public'`,
    );
    const rows = [];
    for (const { name } of tables) rows.push(await database.query(`select row_to_json(t) from "${name}" t`));
    return JSON.stringify(rows);
  }

  /** The names of the files that hold what signers have uploaded. */
  async uploadsKept(): Promise<string[]> {
    return (await readdir(join(this.dataFolder, 'uploads')).catch(() => [])).sort();
  }

  /** What the service does every few seconds. */
  async forgetsWhatIsUnused(): Promise<void> {
    await this.running.cleanUp();
  }

  /** Holds the service's clock at a time, or lets it go. */
  async holdClock(at: Date | undefined): Promise<void> {
    await this.running.database.query('delete from held_clock');
    if (at) await this.running.database.query('insert into held_clock (held_at) values ($1)', [at]);
  }
}
