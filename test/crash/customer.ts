/** A customer and its signers, who try again with the same keys until they have been answered, whatever dies meanwhile. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import type { NewOrder, Order, Task, TaskSession, UploadedDocument } from '../../src/task/contract.ts';
import { documentActions, signedHashes } from '../harness/signed-hashes.ts';

/** The line is cut: nobody knows what has become of the request. */
export class Unanswered extends Error {}

/** Answered, and worth asking again: 503. */
export class Unavailable extends Unanswered {}

/** An order as its customer keeps it: what has been acknowledged, and what is to be tried again. */
export class WantedOrder {
  readonly key = crypto.randomUUID();
  order: Order | undefined;
  /** When each task was completed, as its completion was answered. */
  readonly acknowledged = new Map<string, string>();

  get isSigned(): boolean {
    return this.order !== undefined && this.acknowledged.size === this.order.tasks.length;
  }
}

export class Customer {
  /** @param address where the next request goes */
  constructor(
    private readonly address: () => string,
    private readonly apiKey: string,
  ) {}

  uploadDocument(pdf: Uint8Array): Promise<UploadedDocument> {
    return this.#call('POST', '/documents', { body: pdf, headers: { 'content-type': 'application/pdf' } });
  }

  readOrder(orderId: string): Promise<Order> {
    return this.#call('GET', `/orders/${orderId}`);
  }

  read<Body>(path: string): Promise<Body> {
    return this.#call('GET', path);
  }

  async readBytes(path: string, headers: Record<string, string> = {}): Promise<Uint8Array> {
    const response = await this.#ask('GET', path, { headers });
    return new Uint8Array(await response.arrayBuffer().catch(unanswered));
  }

  /** From where it stands to its end. @throws Unanswered */
  async pursue(wanted: WantedOrder, request: NewOrder): Promise<void> {
    wanted.order ??= await this.#call<Order>('POST', '/orders', {
      body: request,
      headers: { 'idempotency-key': wanted.key },
    });
    for (const { id } of wanted.order.tasks) {
      if (wanted.acknowledged.has(id)) continue;
      wanted.acknowledged.set(id, (await this.#sign(id)).completedAt ?? 'never');
    }
  }

  open(taskId: string): Promise<TaskSession> {
    return this.#call<TaskSession>('POST', '/task-sessions', { body: { taskId } });
  }

  /** Reads what is to be signed, holds it against its hash, and signs it. */
  async #sign(taskId: string): Promise<Task> {
    const opened = await this.open(taskId);
    const session = { authorization: `Bearer ${opened.token}` };
    const { headers } = await this.#ask('GET', `/tasks/${taskId}`, { headers: session });
    for (const { document } of documentActions(opened.task)) {
      const path = new URL(document.url).pathname;
      const bytes = await this.readBytes(path, session);
      assert.equal(createHash('sha256').update(bytes).digest('hex'), document.sha256);
    }
    const { consent } = opened.task;
    return this.#call<Task>('POST', `/tasks/${taskId}/completion`, {
      headers: { ...session, 'idempotency-key': taskId, 'if-match': headers.get('etag') ?? '' },
      body: {
        actions: signedHashes(opened.task),
        consent: { version: consent.version, sha256: consent.sha256, locale: consent.locale },
        signature: { method: 'consent' },
      },
    });
  }

  async #call<Body>(method: string, path: string, call: Call = {}): Promise<Body> {
    const response = await this.#ask(method, path, call);
    return response.json().catch(unanswered) as Promise<Body>;
  }

  async #ask(method: string, path: string, { body, headers }: Call = {}): Promise<Response> {
    const raw = body instanceof Uint8Array;
    const response = await fetch(`${this.address()}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.apiKey}`,
        ...(body !== undefined && !raw && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: raw ? (body as Uint8Array<ArrayBuffer>) : JSON.stringify(body) }),
    }).catch(unanswered);
    if (response.status === 503) throw new Unavailable(`${method} ${path}: ${await response.text()}`);
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response;
  }
}

function unanswered(cause: unknown): never {
  throw new Unanswered(undefined, { cause });
}

interface Call {
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}
