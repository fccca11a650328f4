/**
 * The real service for a test: in-memory database, a folder of its own, a port of its own. Every answer
 * that it gives to a test is held against the contract.
 */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Contract, type OperationId } from '../../demo/service/http/contract.ts';
import { startService, type RunningService, type ServiceParts } from '../../demo/service/start-service.ts';
import type {
  Completion,
  NewOrder,
  Order,
  Problem,
  Task,
  TaskSession,
  UploadedDocument,
} from '../../src/task/contract.ts';
import { plainPdf } from './pdf-samples.ts';

export const API_KEY = 'test-api-key';
export const HOST_ORIGIN = 'http://127.0.0.1:4100';

export interface TestServiceOptions extends ServiceParts {
  /** Kept when the service stops, so that another can be started on it. */
  readonly dataFolder?: string;
  readonly database?: 'folder' | 'memory';
  readonly embeddingOrigins?: readonly string[];
  readonly maxDocumentBytes?: number;
  readonly logLevel?: 'error' | 'silent';
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
  const service = await startService(
    {
      host: '127.0.0.1',
      port: 0,
      dataFolder,
      database: options.database ?? 'memory',
      customers: [
        { id: 'fjord', name: 'Fjord Homes', apiKey: API_KEY },
        { id: 'other', name: 'Another customer', apiKey: 'other-api-key' },
      ],
      embeddingOrigins: options.embeddingOrigins ?? [HOST_ORIGIN],
      distFolder: fileURLToPath(new URL('../../dist', import.meta.url)),
      maxDocumentBytes: options.maxDocumentBytes ?? 10 * 1024 * 1024,
      logLevel: options.logLevel ?? 'error',
    },
    options,
  );
  return new TestService(service, async () => {
    await service.stop();
    if (own) await rm(dataFolder, { recursive: true, force: true });
  });
}

/** What tests say to the service: calls that are held against the contract, and the usual steps. */
export class TestService {
  readonly #contract = new Contract();

  constructor(
    readonly running: RunningService,
    readonly stop: () => Promise<void>,
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
    const request: NewOrder = {
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
    const { status, body } = await this.call<Order>('createOrder', '/orders', {
      method: 'POST',
      headers: this.asCustomer(),
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

  /** Opens a task as its signer. */
  async open(taskId: string): Promise<Signer> {
    const { status, body } = await this.call<TaskSession>('openTask', '/task-sessions', {
      method: 'POST',
      body: { taskId },
    });
    assert.equal(status, 201, JSON.stringify(body));
    return new Signer(this, body);
  }

  /** Holds the service's clock at a time, or lets it go. */
  async holdClock(at: Date | undefined): Promise<void> {
    await this.running.database.query('delete from held_clock');
    if (at) await this.running.database.query('insert into held_clock (held_at) values ($1)', [at]);
  }
}

/** A signer who has opened a task. */
export class Signer {
  constructor(
    readonly service: TestService,
    readonly session: TaskSession,
  ) {}

  get task(): Task {
    return this.session.task;
  }

  get headers(): Record<string, string> {
    return { authorization: `Bearer ${this.session.token}` };
  }

  async read(): Promise<Answer<Task>> {
    return this.service.call<Task>('readTask', `/tasks/${this.task.id}`, { headers: this.headers });
  }

  /** The completion that the task asks for, all of it. */
  completion(change: Partial<Completion> = {}): Completion {
    const { version, sha256, locale } = this.task.consent;
    return {
      actions: this.task.actions.map(({ id, document }) => ({ id, documentSha256: document.sha256 })),
      consent: { version, sha256, locale },
      signature: { method: 'consent' },
      ...change,
    };
  }

  /** Signs with what the task shows now, unless the test says otherwise. */
  async complete<Body = Task>(
    options: { key?: string; etag?: string | null; body?: unknown } = {},
  ): Promise<Answer<Body>> {
    const etag = options.etag === undefined ? (await this.read()).headers.get('etag') : options.etag;
    return this.service.call<Body>('completeTask', `/tasks/${this.task.id}/completion`, {
      method: 'POST',
      headers: {
        ...this.headers,
        'idempotency-key': options.key ?? 'attempt-of-this-signer',
        ...(etag !== null && { 'if-match': etag }),
      },
      body: options.body ?? this.completion(),
    });
  }
}
