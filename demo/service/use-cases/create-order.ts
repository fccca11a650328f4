import type { NewOrder, NewTask, Order } from '../../../src/task/contract.ts';
import { groupedCode } from '../../../src/task/reference-code.ts';
import { chainHistory, EMPTY_HISTORY } from '../domain/history.ts';
import { planDeliveries } from '../domain/notice-plan.ts';
import { orderStatus } from '../domain/order.ts';
import { invalidRequest } from '../domain/problem.ts';
import { findGraphFault } from '../domain/task-graph.ts';
import type { Customer } from '../ports/customers.ts';
import type { IdentityProvider } from '../ports/identity-provider.ts';
import { insertDeliveries } from '../storage/deliveries.ts';
import {
  claimIdempotencyKey,
  type IdempotentRequest,
  isAnswered,
  keepAnswer,
} from '../storage/idempotency.ts';
import { insertOrder } from '../storage/insert-order.ts';
import { appendHistory } from '../storage/order-changes.ts';
import { buildOrder } from './build-order.ts';
import { findOrderDocuments } from './find-order-documents.ts';
import { issueArtifact } from './issue-artifact.ts';
import { changeOrder } from './order-transaction.ts';
import { presentOrder } from './present-order.ts';
import { referenceCodeOf } from './reference-codes.ts';
import { relyingPartyOf } from './relying-party.ts';
import { resolvePlaces } from './resolve-places.ts';
import { databaseNow, sha256, sha256OfJson, type ServiceContext } from './service-context.ts';

/** What this service can carry out; an order that leaves its signer none of these is refused. */
const SUPPORTED_METHODS: readonly string[] = ['consent', 'handwritten', 'eid', 'passkey'];

export interface OrderOptions {
  /** Where there is one, the same request again gives the same order again. */
  readonly idempotencyKey: string | undefined;
  /** For each task that opens by artifact, one in the answer. */
  readonly withArtifacts: boolean;
}

export async function createOrder(
  context: ServiceContext,
  customer: Customer,
  request: NewOrder,
  { idempotencyKey, withArtifacts }: OrderOptions,
): Promise<Order> {
  checkTasks(request);
  refuseLogins(request, context.identityProvider);
  refusePasskeys(request, context);
  const idempotent =
    idempotencyKey === undefined ? undefined : idempotentOrder(customer, request, idempotencyKey);
  // Documents are read through for the texts that places stand beside: not while a transaction is open, and not twice.
  const isRepeat = idempotent !== undefined && (await isAnswered(context.database, idempotent));
  const placed = isRepeat ? request : await resolvePlaces(context, customer, request);
  const order = await storeOrder(context, customer, placed, idempotent);
  context.notices.wake();
  return withReferences(context, order, request, withArtifacts);
}

/** What opens tasks is put in after the answer was kept: it is in no table, and new for whoever asks again. */
async function withReferences(
  context: ServiceContext,
  order: Order,
  request: NewOrder,
  withArtifacts: boolean,
): Promise<Order> {
  const tasks = order.tasks.map((task, index) =>
    request.tasks[index]?.referenceCode
      ? { ...task, referenceCode: groupedCode(referenceCodeOf(context, task.id)) }
      : task,
  );
  if (!withArtifacts || !request.tasks.some(({ authentication }) => authentication?.artifact)) {
    return { ...order, tasks };
  }
  return changeOrder(context, order.id, async (transaction) => {
    const withArtifact = [];
    for (const task of tasks) {
      const wanted = transaction.task(task.id).authentication?.artifact === true;
      const issued = wanted ? await issueArtifact(context, transaction, task.id) : undefined;
      withArtifact.push({
        ...task,
        ...(issued && { artifact: issued.artifact, artifactExpiresAt: issued.expiresAt }),
      });
    }
    return { ...order, tasks: withArtifact };
  });
}

function idempotentOrder(customer: Customer, request: NewOrder, key: string): IdempotentRequest {
  return { scope: `customer:${customer.id}:orders`, key, bodySha256: sha256OfJson(request) };
}

function storeOrder(
  context: ServiceContext,
  customer: Customer,
  request: NewOrder,
  idempotent: IdempotentRequest | undefined,
): Promise<Order> {
  return context.database.transaction(async (sql) => {
    const now = await databaseNow(sql);
    if (idempotent) {
      const answered = await claimIdempotencyKey<Order>(sql, idempotent, now);
      if (answered) return answered;
    }
    const documents = await findOrderDocuments(sql, customer, request);
    const draft = buildOrder(context, customer, request, documents, now);
    const status = orderStatus(draft);
    await insertOrder(sql, draft, status);
    const facts = [
      { type: 'order.created' as const, data: { documents: documents.map((document) => document.sha256) } },
      ...draft.tasks
        .filter((task) => task.status === 'ready')
        .map((task) => ({ type: 'task.ready' as const, taskId: task.id })),
    ];
    const entries = chainHistory(draft.id, EMPTY_HISTORY, facts, now, sha256);
    const head = entries.at(-1) ?? EMPTY_HISTORY;
    await appendHistory(sql, draft.id, { entries, head, status });
    await insertDeliveries(sql, planDeliveries(draft, entries, sha256), now);
    const order = withoutCodes(presentOrder(context, { ...draft, sequence: head.sequence }));
    if (idempotent) await keepAnswer(sql, idempotent, order);
    return order;
  });
}

function checkTasks(request: NewOrder): void {
  const names = request.documents.map((document) => document.name);
  const twice = names.findIndex((name, index) => names.indexOf(name) !== index);
  if (twice >= 0) throw invalidRequest(`/documents/${twice}/name`, 'Each document needs a name of its own.');
  const fault = findGraphFault(request.tasks.map(({ name, dependsOn = [] }) => ({ name, dependsOn })));
  switch (fault?.kind) {
    case 'duplicate':
      throw invalidRequest(`/tasks/${fault.index}/name`, 'Each task needs a name of its own.');
    case 'unknown':
      throw invalidRequest(`/tasks/${fault.index}/dependsOn`, `No task is called "${fault.dependency}".`);
    case 'circle':
      throw invalidRequest(`/tasks/${fault.index}/dependsOn`, 'The tasks wait for each other in a circle.');
    case undefined:
  }
  for (const [index, task] of request.tasks.entries()) checkTask(task, `/tasks/${index}`, names);
}

function withoutCodes(order: Order): Order {
  return { ...order, tasks: order.tasks.map(({ referenceCode: _code, ...task }) => task) };
}

/** An order that nobody could ever open, or sign, is refused while somebody is there to mend it. */
function refuseLogins({ tasks }: NewOrder, provider: IdentityProvider | undefined): void {
  for (const [index, { authentication, signatureMethods = [] }] of tasks.entries()) {
    const asked = authentication?.methods?.length ? 'authentication/methods' : undefined;
    const signs = signatureMethods.includes('eid') ? 'signatureMethods' : undefined;
    const at = `/tasks/${index}/${asked ?? signs}`;
    if ((asked ?? signs) && !provider) throw invalidRequest(at, 'This service has no eID configured.');
    if (signs && !asked && provider?.signatureAcrValues.length === 0) {
      throw invalidRequest(at, 'Name in authentication.methods what is good enough to sign with.');
    }
  }
}

function refusePasskeys({ tasks }: NewOrder, context: ServiceContext): void {
  const index = tasks.findIndex(({ signatureMethods }) => signatureMethods?.includes('passkey'));
  if (index < 0 || relyingPartyOf(context)) return;
  throw invalidRequest(
    `/tasks/${index}/signatureMethods`,
    'Passkeys need a service that is reached by a host name, over TLS or on this machine.',
  );
}

function checkTask(task: NewTask, pointer: string, documentNames: readonly string[]): void {
  if (!task.actions.some((action) => action.type === 'sign' && !action.optional)) {
    throw invalidRequest(`${pointer}/actions`, 'A task needs at least one document that must be signed.');
  }
  const methods = task.signatureMethods ?? ['consent'];
  const supported = methods.filter((method) => SUPPORTED_METHODS.includes(method));
  if (task.signatureRequires === 'all' ? supported.length < methods.length : supported.length === 0) {
    throw invalidRequest(
      `${pointer}/signatureMethods`,
      `This service can take signatures by ${SUPPORTED_METHODS.join(', ')}, and the task asks for another.`,
    );
  }
  if ((task.authentication?.methods?.length || methods.includes('eid')) && !task.subject.eid) {
    throw invalidRequest(
      `${pointer}/subject/eid`,
      'A task that asks for a login names the claim that tells its signer from everybody else.',
    );
  }
  const seen = new Set<string>();
  for (const [index, action] of task.actions.entries()) {
    if (action.type === 'upload') continue;
    const at = `${pointer}/actions/${index}/document`;
    if (!documentNames.includes(action.document))
      throw invalidRequest(at, 'No document of the order has this name.');
    if (seen.has(action.document)) throw invalidRequest(at, 'A task has one action for each document.');
    seen.add(action.document);
  }
}
