import type { Evidence } from '../../../src/task/contract.ts';
import { canonicalJson, type JsonValue } from '../domain/canonical-json.ts';
import { orderStatus } from '../domain/order.ts';
import { ServiceProblem } from '../domain/problem.ts';
import type { Customer } from '../ports/customers.ts';
import { TimeStampError } from '../ports/time-stamp-authority.ts';
import { loadOrder } from '../storage/load-orders.ts';
import { findFinishedLogins, type FinishedLogin } from '../storage/logins.ts';
import type { CompletionEvidence, OrderRecord, TaskRecord } from '../storage/order-record.ts';
import { readHistory } from '../storage/read-history.ts';
import { senderName } from './present-task.ts';
import { presentHistory, readOrderRecord } from './read-orders.ts';
import { databaseNow, type ServiceContext } from './service-context.ts';

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
  await readOrderRecord(context, customer, orderId);
  // State and history are of one moment.
  const unsigned = await context.database.transaction(async (sql): Promise<Unsigned> => {
    const order = await loadOrder(sql, orderId);
    if (!order) throw new ServiceProblem('not-found');
    const logins = await findFinishedLogins(sql, order.tasks.flatMap(loginsOf));
    return {
      format: 'signing-evidence/1',
      writtenAt: (await databaseNow(sql)).toISOString(),
      order: aboutOrder(context, order),
      documents: order.documents.map(aboutDocument),
      tasks: order.tasks.map(aboutTask),
      logins: logins.map(aboutLogin),
      history: {
        entries: presentHistory(await readHistory(sql, orderId)),
        head: { sequence: order.sequence, hash: order.headHash },
      },
    };
  });
  try {
    const payload = canonicalJson(JSON.parse(JSON.stringify(unsigned)) as JsonValue);
    const signature = await context.evidenceSigner.sign(Buffer.from(payload));
    return { ...unsigned, signature: { ...signature, header: { ...signature.header } } };
  } catch (error) {
    if (!(error instanceof TimeStampError)) throw error;
    throw new ServiceProblem('service-unavailable', { detail: 'There is no time stamp to be had now.' });
  }
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
