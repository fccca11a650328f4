/** What checks do all the time: a customer that makes orders, and signers that open them. */
import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type {
  Artifact,
  NewOrder,
  NewTask,
  OpenTaskRequest,
  Order,
  OrderStatus,
  TaskSession,
  UploadedDocument,
} from '../../src/task/contract.ts';
import { pdfBytes } from '../harness/document-pdf.ts';
import { pngOf } from '../harness/signature-png.ts';
import type { Contract } from './contract.ts';
import { Departure, given, NotChecked } from './expect.ts';
import type { Answer, Asked, Service } from './service.ts';
import { Signer } from './signer.ts';
import type { Target } from './target.ts';
import type { Hooks, WebhookInbox } from './webhook-inbox.ts';

/** Of an order that is read again and again until it has changed. */
const LOOK_AGAIN_MILLISECONDS = 50;
const LONGEST_SEALING_SECONDS = 60;

export const PAGES = 2;
export const PDF = pdfBytes([{ text: 'Tenancy agreement' }, { text: 'House rules' }]);
export const PDF_SHA256 = sha256(PDF);

export interface SealedOrder {
  readonly order: Order;
  readonly signers: readonly Signer[];
  /** Of the order, each time that one had signed. */
  readonly statuses: readonly OrderStatus[];
  /** Where it told its webhooks, if they can be received. */
  readonly hooks: Hooks | undefined;
}

/** What is told of the sealed order. */
export const TOLD = ['task.ready', 'task.completed', 'order.completed'] as const;

export class World {
  #document: Promise<UploadedDocument> | undefined;
  #sealed: Promise<SealedOrder> | undefined;

  constructor(
    readonly service: Service,
    /** Where webhooks come in; undefined: none can be received. */
    readonly inbox: WebhookInbox | undefined,
  ) {}

  get target(): Target {
    return this.service.target;
  }

  get contract(): Contract {
    return this.service.contract;
  }

  /** Uploaded once: every order may name it. */
  document(): Promise<UploadedDocument> {
    return (this.#document ??= this.upload(PDF));
  }

  /** A document that is like no other. */
  otherPdf(): Uint8Array {
    return pdfBytes([{ text: `House rules ${crypto.randomUUID()}` }]);
  }

  /** A signature on paper, in Base64. */
  readonly picture = pngOf().toString('base64');

  async upload(pdf: Uint8Array): Promise<UploadedDocument> {
    return given(await this.tryToUpload(pdf), 201);
  }

  tryToUpload(body: Uint8Array, contentType = 'application/pdf'): Promise<Answer<UploadedDocument>> {
    return this.service.call('uploadDocument', { body, headers: { 'content-type': contentType } });
  }

  /** An order of one document; each task signs it unless it says otherwise. */
  async newOrder(
    tasks: readonly Partial<NewTask>[] = [{}],
    change: Partial<NewOrder> = {},
  ): Promise<NewOrder> {
    const { id } = await this.document();
    return {
      title: 'Tenancy agreement',
      documents: [{ name: 'contract', documentId: id, title: 'Agreement' }],
      tasks: tasks.map((task, index) => ({
        name: `signer-${index + 1}`,
        subject: { name: index === 0 ? 'Kari Nordmann' : `Signer ${index + 1} Hansen` },
        actions: [{ document: 'contract', type: 'sign' }],
        ...task,
      })),
      ...change,
    };
  }

  async tryToOrder(request: unknown, asked: Asked = {}): Promise<Answer<Order>> {
    const answer = await this.service.call<Order>('createOrder', { ...asked, body: request });
    if (answer.status === 201) {
      for (const { artifact, referenceCode } of answer.json.tasks) {
        this.service.ledger.keepSecret(artifact);
        this.service.ledger.keepSecret(referenceCode, 'code');
      }
    }
    return answer;
  }

  /** Ready to be opened, unless a task says otherwise. */
  async order(
    tasks?: readonly Partial<NewTask>[],
    change?: Partial<NewOrder>,
    asked?: Asked,
  ): Promise<Order> {
    return given(await this.tryToOrder(await this.newOrder(tasks, change), asked), 201);
  }

  async readOrder(orderId: string): Promise<Order> {
    return given(await this.service.call<Order>('readOrder', { params: { orderId } }), 200);
  }

  /** Reads it until it has the status. @throws Departure when it does not get there, or ends elsewhere */
  async orderReaches(
    orderId: string,
    status: OrderStatus,
    withinSeconds = LONGEST_SEALING_SECONDS,
  ): Promise<Order> {
    const until = Date.now() + withinSeconds * 1000;
    for (;;) {
      const order = await this.readOrder(orderId);
      if (order.status === status) return order;
      const ended = !['open', 'packaging', 'failed'].includes(order.status);
      if (ended || Date.now() > until)
        throw new Departure(`the order to become ${status} within ${withinSeconds} s`, order.status);
      await pause(LOOK_AGAIN_MILLISECONDS);
    }
  }

  async tryToOpen(
    body: OpenTaskRequest | Record<string, unknown>,
    asked: Asked = {},
  ): Promise<Answer<TaskSession>> {
    const answer = await this.service.call<TaskSession>('openTask', { ...asked, body });
    if (answer.status === 201) this.service.ledger.keepSecret(answer.json.token);
    return answer;
  }

  async open(way: string | OpenTaskRequest): Promise<Signer> {
    const answer = await this.tryToOpen(typeof way === 'string' ? { taskId: way } : way);
    return new Signer(this, given(answer, 201), answer.headers.get('etag') ?? '');
  }

  /** Of a new order, opened by the link. Another is to sign too, so that nothing is sealed for it. */
  async signer(task: Partial<NewTask> = {}): Promise<Signer> {
    return this.open(taskOf(await this.order([task, {}])).id);
  }

  async artifactFor(order: Order, taskId = taskOf(order).id): Promise<Artifact> {
    const params = { orderId: order.id, taskId };
    const artifact = given(await this.service.call<Artifact>('createArtifact', { params }), 201);
    this.service.ledger.keepSecret(artifact.artifact);
    return artifact;
  }

  async historyOf(orderId: string): Promise<readonly string[]> {
    const answer = await this.service.call<{ entries: { type: string }[] }>('readOrderHistory', {
      params: { orderId },
    });
    return given(answer, 200).entries.map(({ type }) => type);
  }

  /** Of two signers, signed by both and sealed; one for all checks that only look at it. */
  sealed(): Promise<SealedOrder> {
    return (this.#sealed ??= this.#seal());
  }

  async #seal(): Promise<SealedOrder> {
    const hooks = this.inbox?.hooks();
    const order = await this.order([{}, {}], {
      externalReference: `sealed-${crypto.randomUUID()}`,
      ...(hooks && {
        notifications: [{ channel: 'webhook', url: hooks.url, secret: hooks.secret, on: [...TOLD] }],
      }),
    });
    const signers = await Promise.all(order.tasks.map(({ id }) => this.open(id)));
    const statuses: OrderStatus[] = [];
    for (const signer of signers) {
      given(await signer.complete(), 200);
      statuses.push((await this.readOrder(order.id)).status);
    }
    return { order: await this.orderReaches(order.id, 'completed'), signers, statuses, hooks };
  }

  /**
   * Lets time pass.
   *
   * @param inAll of the waits that it is one of
   * @throws NotChecked where nobody wants to wait so long
   */
  async wait(seconds: number, inAll = seconds): Promise<void> {
    const { longestWaitSeconds = 40 } = this.target;
    if (inAll > longestWaitSeconds) throw new NotChecked(`it takes a wait of ${inAll} s (--longest-wait)`);
    await pause(seconds * 1000);
  }
}

export function taskOf(order: Order, index = 0): Order['tasks'][number] {
  const task = order.tasks[index];
  if (!task) throw new Departure(`the order to have a task ${index + 1}`, `${order.tasks.length} tasks`);
  return task;
}

export function documentOf(order: Order): Order['documents'][number] {
  const document = order.documents[0];
  if (!document) throw new Departure('the order to have a document', 'none');
  return document;
}

export function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}
