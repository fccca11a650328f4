/** A customer and its signers, who try again with the same keys until they have been answered, whatever dies meanwhile. */
import type { NewOrder, Order, Task, TaskSession, UploadedDocument } from '../../src/task/contract.ts';
import { signedHashes } from '../harness/signed-hashes.ts';

/** The line is cut: nobody knows what has become of the request. */
export class Unanswered extends Error {}

/** An order as its customer keeps it: what has been acknowledged, and what is to be tried again. */
export class WantedOrder {
  readonly key = crypto.randomUUID();
  order: Order | undefined;
  /** Of tasks whose completion was answered with 200. */
  readonly acknowledged = new Set<string>();

  get isSigned(): boolean {
    return this.order !== undefined && this.acknowledged.size === this.order.tasks.length;
  }
}

export class Customer {
  constructor(
    private readonly url: string,
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

  async readBytes(path: string): Promise<Uint8Array> {
    return new Uint8Array(await (await this.#ask('GET', path)).arrayBuffer());
  }

  /** From where it stands to its end. @throws Unanswered */
  async pursue(wanted: WantedOrder, request: NewOrder): Promise<void> {
    wanted.order ??= await this.#call<Order>('POST', '/orders', {
      body: request,
      headers: { 'idempotency-key': wanted.key },
    });
    for (const { id } of wanted.order.tasks) {
      if (wanted.acknowledged.has(id)) continue;
      await this.#sign(id);
      wanted.acknowledged.add(id);
    }
  }

  async #sign(taskId: string): Promise<void> {
    const opened = await this.#call<TaskSession>('POST', '/task-sessions', { body: { taskId } });
    const session = { authorization: `Bearer ${opened.token}` };
    const { headers } = await this.#ask('GET', `/tasks/${taskId}`, { headers: session });
    const { consent } = opened.task;
    await this.#call<Task>('POST', `/tasks/${taskId}/completion`, {
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
    return response.json().catch(() => {
      throw new Unanswered();
    }) as Promise<Body>;
  }

  async #ask(method: string, path: string, { body, headers }: Call = {}): Promise<Response> {
    const raw = body instanceof Uint8Array;
    const response = await fetch(`${this.url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.apiKey}`,
        ...(body !== undefined && !raw && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: raw ? (body as Uint8Array<ArrayBuffer>) : JSON.stringify(body) }),
    }).catch((cause: unknown) => {
      throw new Unanswered(undefined, { cause });
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response;
  }
}

interface Call {
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}
