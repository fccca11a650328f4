/** The task as its signer sees it, and the tag that tells whether what is to be signed has changed. */
import type { Task, TaskSummary } from '../../../src/task/contract.ts';
import { isFinal } from '../domain/order.ts';
import type { ActionRecord, OrderDocumentRecord, OrderRecord, TaskRecord } from '../storage/order-record.ts';
import { sha256OfJson, type ServiceContext } from './service-context.ts';

export interface TaskView {
  readonly task: Task;
  readonly etag: string;
}

export function presentTask(context: ServiceContext, order: OrderRecord, record: TaskRecord): TaskView {
  const actions = record.actions.map((action) => presentAction(context, order, action));
  const methods = record.completion?.signature.map((signature) => signature.method);
  const task: Task = {
    id: record.id,
    order: {
      id: order.id,
      title: order.title,
      sender: senderName(context, order),
      ...(order.externalReference !== undefined && { externalReference: order.externalReference }),
    },
    status: record.status,
    final: isFinal(record.status),
    sequence: order.sequence,
    subject: {
      id: record.subject.id,
      name: record.subject.name,
      ...(record.subject.email !== undefined && { email: record.subject.email }),
      ...(record.subject.phone !== undefined && { phone: record.subject.phone }),
    },
    ...(record.deadlineAt && { deadline: record.deadlineAt.toISOString() }),
    locale: record.locale,
    ...(record.message !== undefined && { message: record.message }),
    actions,
    signatureMethods: [...record.signatureMethods],
    signatureRequires: 'any',
    consent: record.consent,
    dependsOn: [...record.dependsOn],
    redirects: record.redirects,
    allow: record.allow,
    ...(record.completedAt && { completedAt: record.completedAt.toISOString() }),
    ...(methods && { signature: { methods } }),
    sealed: order.packaging === 'done',
    others: order.tasks
      .filter((other) => other.id !== record.id)
      .map((other) => ({ name: other.subject.name, status: other.status })),
  };
  return { task, etag: etagOf(task) };
}

export function presentTaskSummary(
  context: ServiceContext,
  order: OrderRecord,
  record: TaskRecord,
): TaskSummary {
  return {
    id: record.id,
    status: record.status,
    final: isFinal(record.status),
    sender: senderName(context, order),
    locale: record.locale,
    ...(record.authentication && { authentication: record.authentication }),
  };
}

function presentAction(
  context: ServiceContext,
  order: OrderRecord,
  action: ActionRecord,
): Task['actions'][number] {
  const document = documentOf(order, action);
  return {
    id: action.id,
    type: action.type,
    order: action.position,
    optional: action.optional,
    status: action.status,
    document: {
      id: document.documentId,
      title: document.title,
      mediaType: 'application/pdf',
      size: document.sizeBytes,
      sha256: document.sha256,
      pages: document.pages,
      url: `${context.publicUrl}/tasks/${action.taskId}/documents/${document.documentId}`,
    },
    readAll: action.readAll,
    places: [...action.places],
  };
}

export function documentOf(order: OrderRecord, action: ActionRecord): OrderDocumentRecord {
  const document = order.documents.find((candidate) => candidate.documentId === action.documentId);
  if (!document) throw new Error(`Action ${action.id} names a document that its order does not hold.`);
  return document;
}

export function senderName(context: ServiceContext, order: OrderRecord): string {
  return context.customers.byId(order.customerId)?.name ?? order.customerId;
}

/** What a signer signs and as whom; not what others do, nor which pages were viewed. */
function etagOf(task: Task): string {
  const { id, status, order, subject, consent, signatureMethods, signatureRequires } = task;
  const actions = task.actions.map(({ id: actionId, type, optional, document, readAll, places }) => ({
    id: actionId,
    type,
    optional,
    readAll,
    places,
    document: { id: document.id, title: document.title, sha256: document.sha256 },
  }));
  const signed = {
    id,
    status,
    title: order.title,
    subject,
    consent,
    signatureMethods,
    signatureRequires,
    actions,
  };
  return `"${sha256OfJson(signed).slice(0, 32)}"`;
}
