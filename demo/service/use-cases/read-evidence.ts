import type { Evidence } from '../../../src/task/contract.ts';
import { canonicalJson, type JsonValue } from '../domain/canonical-json.ts';
import { orderStatus } from '../domain/order.ts';
import type { Customer } from '../ports/customers.ts';
import { findFinishedLogins, type FinishedLogin } from '../storage/logins.ts';
import type { CompletionEvidence, OrderRecord, TaskRecord } from '../storage/order-record.ts';
import { senderName } from './present-task.ts';
import { readStandingOrder, withTimeStamp } from './order-as-it-stands.ts';
import { presentHistory } from './read-orders.ts';
import { type ServiceContext } from './service-context.ts';

type Unsigned = Omit<Evidence, 'signature'>;

/**
 * The evidence of an order as things stand now, signed: of an order that is not over, too.
 *
 * @throws service-unavailable while there is no time stamp to be had
 */
export async function readEvidence(
  context: ServiceContext,
  customer: Customer,
  orderId: string,
): Promise<Evidence> {
  const { order, history, now } = await readStandingOrder(context, customer, orderId);
  // What an eID said is written once, before the completion that names it.
  const logins = await findFinishedLogins(context.database, order.tasks.flatMap(loginsOf));
  const unsigned: Unsigned = {
    format: 'signing-evidence/1',
    writtenAt: now.toISOString(),
    order: aboutOrder(context, order),
    documents: order.documents.map(aboutDocument),
    tasks: order.tasks.map(aboutTask),
    logins: logins.map(aboutLogin),
    history: {
      entries: presentHistory(history),
      head: { sequence: order.sequence, hash: order.headHash },
    },
  };
  const payload = canonicalJson(JSON.parse(JSON.stringify(unsigned)) as JsonValue);
  const signature = await withTimeStamp(() => context.evidenceSigner.sign(Buffer.from(payload)));
  return { ...unsigned, signature: { ...signature, header: { ...signature.header } } };
}

function aboutOrder(context: ServiceContext, order: OrderRecord): Evidence['order'] {
  const { id, title, externalReference, createdAt } = order;
  return {
    id,
    title,
    sender: senderName(context, order),
    ...(externalReference !== undefined && { externalReference }),
    status: orderStatus(order),
    createdAt: createdAt.toISOString(),
  };
}

function aboutDocument(document: OrderRecord['documents'][number]): Evidence['documents'][number] {
  const { documentId: id, title, pages, sizeBytes: size, sha256, sealedSha256 } = document;
  return { id, title, pages, size, sha256, ...(sealedSha256 !== undefined && { sealedSha256 }) };
}

function aboutTask(task: TaskRecord): Evidence['tasks'][number] {
  const { id, name, status, subject, consent, rejectionReason } = task;
  const { completion, completionSha256, completionTimeStamp } = task;
  return {
    id,
    name,
    status,
    subject,
    consent,
    ...(rejectionReason !== undefined && { rejectionReason }),
    ...(completion && { completion: { ...completion } }),
    ...(completionSha256 !== undefined && { completionSha256 }),
    ...(completionTimeStamp !== undefined && { completionTimeStamp }),
  };
}

function aboutLogin({ id, idToken, keySet }: FinishedLogin): Evidence['logins'][number] {
  return { id, idToken, keySet: JSON.parse(keySet) as Record<string, unknown> };
}

function loginsOf({ completion }: TaskRecord): string[] {
  if (!completion) return [];
  const { authentication, signature }: CompletionEvidence = completion;
  return [
    ...(authentication?.by === 'eid' ? [authentication.loginId] : []),
    ...signature.flatMap((one) => (one.method === 'eid' ? [one.loginId] : [])),
  ];
}
