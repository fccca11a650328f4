/**
 * A signer's own file: put, put in the place of another, taken away. What it is, is looked at outside of the order's
 * lock; what becomes of it is told inside. Its bytes are written before anyone is told of them, under an id of their
 * own, and are deleted when nothing names them any more.
 */
import { createHash } from 'node:crypto';
import { ServiceProblem } from '../domain/problem.ts';
import { findOrderIdOfTask } from '../storage/load-orders.ts';
import type { TaskRecord, UploadActionRecord, UploadedFileRecord } from '../storage/order-record.ts';
import { setUploadedFile } from '../storage/uploads.ts';
import { limitUploads, type Caller } from './limit-attempts.ts';
import { changeOrder, type OrderTransaction } from './order-transaction.ts';
import { presentTask, type TaskView } from './present-task.ts';
import { loadTask } from './read-task.ts';
import { refuseUnlessReady } from './refuse-unless-ready.ts';
import type { ServiceContext } from './service-context.ts';
import { deleteUpload, storeUpload } from './stored-uploads.ts';
import type { AuthorisedTask } from './task-sessions.ts';

export interface SentFile {
  /** As the signer calls it. */
  readonly name: string;
  readonly caller: Caller;
  /** Reads the bytes. @throws too-large as soon as there are more */
  readonly read: (maxBytes: number) => Promise<Uint8Array>;
}

/**
 * @throws not-found where the action asks for no upload; task-final and its kin; too-large, unsupported-media-type,
 *   document-unsupported, document-unreadable for the file; too-many-attempts
 */
export async function uploadFile(
  context: ServiceContext,
  { taskId }: AuthorisedTask,
  actionId: string,
  { name, caller, read }: SentFile,
): Promise<TaskView> {
  const { task } = await loadTask(context, taskId);
  refuseUnlessReady(task.status);
  const { accept, maxSize } = uploadActionOf(task, actionId).request;
  await limitUploads(context, caller, taskId);
  const bytes = await read(maxSize);
  const inspected = await context.uploadIntake.inspect(bytes, accept);
  if (!inspected.accepted) {
    const { code, reason, detail } = inspected;
    throw new ServiceProblem(code, { reason, detail });
  }
  const { mediaType, pages } = inspected;
  const file: UploadedFileRecord = {
    id: context.credentials.newId('upload'),
    name,
    mediaType,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    sizeBytes: bytes.length,
    ...(pages !== undefined && { pages }),
  };
  await storeUpload(context, file.id, bytes);
  let kept = false;
  try {
    return await change(context, taskId, actionId, async (transaction, action) => {
      // The same bytes twice are one upload, whatever they are called the second time.
      if (action.file?.sha256 === file.sha256) return;
      await setFile(transaction, action, file);
      const { sha256, sizeBytes: size } = file;
      transaction.record({
        type: 'task.uploaded',
        taskId,
        data: { actionId, sha256, mediaType, size, ...(pages !== undefined && { pages }) },
      });
      kept = true;
    });
  } catch (error) {
    kept = false;
    throw error;
  } finally {
    if (!kept) await deleteUpload(context, file.id);
  }
}

/** Said again it changes nothing. */
export function removeUpload(
  context: ServiceContext,
  { taskId }: AuthorisedTask,
  actionId: string,
): Promise<TaskView> {
  return change(context, taskId, actionId, async (transaction, action) => {
    if (!action.file) return;
    await setFile(transaction, action, undefined);
    transaction.record({
      type: 'task.upload-removed',
      taskId,
      data: { actionId, sha256: action.file.sha256 },
    });
  });
}

/** A change of one upload of a task that can still be signed, and after it the bytes that it has left behind. */
async function change(
  context: ServiceContext,
  taskId: string,
  actionId: string,
  work: (transaction: OrderTransaction, action: UploadActionRecord) => Promise<void>,
): Promise<TaskView> {
  const orderId = await findOrderIdOfTask(context.database, taskId);
  if (orderId === undefined) throw new ServiceProblem('task-not-found');
  const { view, left } = await changeOrder(context, orderId, async (transaction) => {
    const task = transaction.task(taskId);
    refuseUnlessReady(task.status);
    const before = uploadActionOf(task, actionId);
    await work(transaction, before);
    await transaction.commitFacts();
    const after = transaction.task(taskId);
    return {
      view: presentTask(context, transaction.order, after),
      left: before.file?.id === uploadActionOf(after, actionId).file?.id ? undefined : before.file?.id,
    };
  });
  if (left !== undefined) await deleteUpload(context, left);
  return view;
}

async function setFile(
  transaction: OrderTransaction,
  { id, taskId }: UploadActionRecord,
  file: UploadedFileRecord | undefined,
): Promise<void> {
  await setUploadedFile(transaction.sql, id, file);
  const { actions } = transaction.task(taskId);
  transaction.updateTask(taskId, {
    actions: actions.map((action) =>
      action.id === id && action.type === 'upload' ? { ...action, file } : action,
    ),
  });
}

/** What is to be read is no place to put a file. */
export function uploadActionOf({ actions }: TaskRecord, actionId: string): UploadActionRecord {
  const action = actions.find(({ id }) => id === actionId);
  if (action?.type !== 'upload') throw new ServiceProblem('not-found');
  return action;
}
