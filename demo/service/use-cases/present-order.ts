import type { Order } from '../../../src/task/contract.ts';
import { groupedCode } from '../../../src/task/reference-code.ts';
import { isFinal, orderStatus } from '../domain/order.ts';
import type {
  OrderRecord,
  TaskRecord,
  UploadActionRecord,
  UploadedFileRecord,
} from '../storage/order-record.ts';
import { referenceCodeOf } from './reference-codes.ts';
import type { ServiceContext } from './service-context.ts';

/** The order as its customer sees it, with the references that lead signers to their tasks. */
export function presentOrder(context: ServiceContext, order: OrderRecord): Order {
  return {
    id: order.id,
    status: orderStatus(order),
    title: order.title,
    ...(order.externalReference !== undefined && { externalReference: order.externalReference }),
    createdAt: order.createdAt.toISOString(),
    sequence: order.sequence,
    onReject: order.onReject,
    ...(order.packagingFailure !== undefined && { packagingFailure: order.packagingFailure }),
    documents: order.documents.map((document) => ({
      id: document.documentId,
      name: document.name,
      title: document.title,
      sha256: document.sha256,
      pages: document.pages,
      size: document.sizeBytes,
      ...(document.sealedSha256 !== undefined && { sealedSha256: document.sealedSha256 }),
    })),
    uploads: uploadsOf(order),
    tasks: order.tasks.map((task) => ({
      id: task.id,
      name: task.name,
      status: task.status,
      taskUrl: `${context.publicUrl}/tasks/${task.id}`,
      // It leads nowhere once the task has ended.
      ...(task.referenceCodeHash !== undefined &&
        !isFinal(task.status) && {
          referenceCode: groupedCode(referenceCodeOf(context, task.id)),
        }),
      ...(task.rejectionReason !== undefined && { rejectionReason: task.rejectionReason }),
      ...(task.completedAt && { completedAt: task.completedAt.toISOString() }),
      ...(task.deadlineAt && { deadline: task.deadlineAt.toISOString() }),
    })),
  };
}

/** What a signer has not signed with is theirs alone. */
function uploadsOf({ tasks }: OrderRecord): Order['uploads'] {
  return tasks.flatMap((task) =>
    handedIn(task).map(({ id: actionId, request, file }) => ({
      id: file.id,
      taskId: task.id,
      actionId,
      title: request.title,
      name: file.name,
      mediaType: file.mediaType,
      size: file.sizeBytes,
      sha256: file.sha256,
      ...(file.pages !== undefined && { pages: file.pages }),
    })),
  );
}

/** The uploads that a completed task has been completed with. */
export function handedIn(task: TaskRecord): (UploadActionRecord & { readonly file: UploadedFileRecord })[] {
  if (task.status !== 'completed') return [];
  return task.actions.flatMap((action) =>
    action.type === 'upload' && action.status === 'done' && action.file
      ? [{ ...action, file: action.file }]
      : [],
  );
}
