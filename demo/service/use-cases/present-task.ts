/** The task as its signer sees it, and the tag that tells whether what is to be signed has changed. */
import type { Task, TaskSummary } from '../../../src/task/contract.ts';
import { isFinal } from '../domain/order.ts';
import type {
  ActionRecord,
  DocumentActionRecord,
  OrderDocumentRecord,
  OrderRecord,
  TaskRecord,
  UploadActionRecord,
} from '../storage/order-record.ts';
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
    signatureRequires: record.signatureRequires,
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
  if (action.type === 'upload') return presentUpload(context, action);
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

function presentUpload(context: ServiceContext, action: UploadActionRecord): Task['actions'][number] {
  const { id, taskId, type, position, optional, status, request, file } = action;
  const { accept, ...asked } = request;
  return {
    id,
    type,
    order: position,
    optional,
    status,
    upload: {
      ...asked,
      accept: [...accept],
      ...(file && {
        file: {
          name: file.name,
          mediaType: file.mediaType,
          size: file.sizeBytes,
          sha256: file.sha256,
          ...(file.pages !== undefined && { pages: file.pages }),
          url: `${context.publicUrl}/tasks/${taskId}/actions/${id}/upload`,
        },
      }),
    },
  };
}

/** What is signed by doing an action; undefined where the signer has yet to upload it. */
export function signedHashOf(order: OrderRecord, action: ActionRecord): string | undefined {
  return action.type === 'upload' ? action.file?.sha256 : documentOf(order, action).sha256;
}

export function documentOf(order: OrderRecord, action: DocumentActionRecord): OrderDocumentRecord {
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
  const actions = task.actions.map((action) => {
    const { id: actionId, type, optional } = action;
    if (type === 'upload') {
      const { title, description, file } = action.upload;
      return { id: actionId, type, optional, upload: { title, description, sha256: file?.sha256 } };
    }
    const { readAll, places, document } = action;
    return {
      id: actionId,
      type,
      optional,
      readAll,
      places,
      document: { id: document.id, title: document.title, sha256: document.sha256 },
    };
  });
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
