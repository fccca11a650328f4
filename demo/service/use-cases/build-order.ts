/** Turns what a customer asked for, already checked, into an order with ids, times and texts of its own. */
import type {
  NewDocumentAction,
  NewOrder,
  NewPlace,
  NewTask,
  PlaceByPoints,
} from '../../../src/task/contract.ts';
import { consentFor } from '../domain/consent.ts';
import { parseDeadline } from '../domain/duration.ts';
import { EMPTY_HISTORY } from '../domain/history.ts';
import { invalidRequest } from '../domain/problem.ts';
import type { Customer } from '../ports/customers.ts';
import type {
  DocumentActionRecord,
  OrderDocumentRecord,
  OrderRecord,
  TaskRecord,
} from '../storage/order-record.ts';
import { buildOrderNotices, buildTaskNotices } from './build-notices.ts';
import { hashOfCode, referenceCodeOf } from './reference-codes.ts';
import { buildUploadAction } from './build-upload-action.ts';
import { sha256, type ServiceContext } from './service-context.ts';

export function buildOrder(
  context: ServiceContext,
  customer: Customer,
  request: NewOrder,
  documents: readonly OrderDocumentRecord[],
  now: Date,
): OrderRecord {
  const id = context.credentials.newId('ord');
  const taskIds = new Map(request.tasks.map((task) => [task.name, context.credentials.newId('task')]));
  return {
    id,
    customerId: customer.id,
    title: request.title,
    externalReference: request.externalReference,
    onReject: request.onReject ?? 'close',
    withdrawn: false,
    notifications: buildOrderNotices(context, request),
    createdAt: now,
    sequence: EMPTY_HISTORY.sequence,
    headHash: EMPTY_HISTORY.hash,
    packaging: 'waiting',
    packagingAttempts: 0,
    packagingFailure: undefined,
    documents,
    tasks: request.tasks.map((task, position) =>
      buildTask(context, { task, position, orderId: id, taskIds, documents, now }),
    ),
  };
}

interface TaskParts {
  readonly task: NewTask;
  readonly position: number;
  readonly orderId: string;
  readonly taskIds: ReadonlyMap<string, string>;
  readonly documents: readonly OrderDocumentRecord[];
  readonly now: Date;
}

function buildTask(
  context: ServiceContext,
  { task, position, orderId, taskIds, documents, now }: TaskParts,
): TaskRecord {
  const pointer = `/tasks/${position}`;
  const { newId } = context.credentials;
  const id = taskIds.get(task.name) ?? newId('task');
  const locale = task.locale ?? 'en';
  const consent = consentFor(locale);
  const deadlineAt = task.deadline === undefined ? undefined : parseDeadline(task.deadline, now);
  if (task.deadline !== undefined && !deadlineAt) {
    throw invalidRequest(
      `${pointer}/deadline`,
      'A deadline is a duration (such as P14D) or a time (RFC 3339), and lies ahead.',
    );
  }
  return {
    id,
    orderId,
    name: task.name,
    position,
    status: task.dependsOn?.length ? 'blocked' : 'ready',
    dependsOn: (task.dependsOn ?? []).flatMap((name) => taskIds.get(name) ?? []),
    subject: { ...task.subject, id: newId('sub') },
    authentication: task.authentication,
    locale,
    message: task.message,
    signatureMethods: task.signatureMethods ?? ['consent'],
    signatureRequires: task.signatureRequires ?? 'any',
    consent: { ...consent, sha256: sha256(consent.text) },
    redirects: task.redirects ?? {},
    allow: {
      reject: task.allow?.reject ?? true,
      postpone: task.allow?.postpone ?? true,
      download: task.allow?.download ?? true,
    },
    rejectionReason: undefined,
    referenceCodeHash: task.referenceCode ? hashOfCode(context, referenceCodeOf(context, id)) : undefined,
    notifications: buildTaskNotices(context, task, { now, deadlineAt }, pointer),
    deadlineAt,
    completedAt: undefined,
    completion: undefined,
    completionSha256: undefined,
    completionTimeStamp: undefined,
    actions: task.actions.map((action, index) =>
      action.type === 'upload'
        ? buildUploadAction(context, id, action, index, `${pointer}/actions/${index}`)
        : buildAction(context, id, action, index, documents, `${pointer}/actions/${index}`),
    ),
  };
}

/** Places were looked at before, and the texts found that they stand beside (`resolvePlaces()`). */
function placed(place: NewPlace): PlaceByPoints {
  if ('anchor' in place) throw new TypeError('A place has no points yet.');
  return place;
}

function buildAction(
  context: ServiceContext,
  taskId: string,
  action: NewDocumentAction,
  position: number,
  documents: readonly OrderDocumentRecord[],
  pointer: string,
): DocumentActionRecord {
  const { newId } = context.credentials;
  const document = documents.find((candidate) => candidate.name === action.document);
  if (!document) throw invalidRequest(`${pointer}/document`, 'No document of the order has this name.');
  const places = (action.places ?? []).map((place) => ({ ...placed(place), id: newId('place') }));
  return {
    id: newId('act'),
    taskId,
    documentId: document.documentId,
    type: action.type,
    position,
    optional: action.optional ?? false,
    readAll: action.readAll ?? false,
    places,
    status: 'pending',
    pagesViewed: [],
  };
}
