/**
 * From JSON to a task that the rest can rely on. Only what harm could come from is looked at: that it
 * is the task asked for, that its status is one we know, and that its documents are the service's.
 */
import type { Task, UploadAction } from './contract.ts';
import type { TaskAddress } from './task-address.ts';
import { TaskError } from './task-error.ts';

const STATUSES: readonly string[] = [
  'blocked',
  'ready',
  'completed',
  'rejected',
  'expired',
  'deleted',
] satisfies Task['status'][];

/**
 * @throws {TaskError} `service-unavailable` for what is no task: something else has answered;
 *   `document-changed` for a document of another origin
 */
export function checkedTask(unverified: unknown, address: TaskAddress): Task {
  if (!looksLikeTask(unverified) || unverified.id !== address.taskId) {
    throw new TaskError({ code: 'service-unavailable', retryable: true, reason: 'not-a-task' });
  }
  const actions = unverified.actions
    .map((action) =>
      action.type === 'upload'
        ? withOwnFile(action, address)
        : { ...action, document: withOwnUrl(action.document, address) },
    )
    .sort((a, b) => a.order - b.order);
  return { ...unverified, actions };
}

function looksLikeTask(value: unknown): value is Task {
  const task = value as Partial<Task> | null;
  return (
    typeof task === 'object' &&
    task !== null &&
    STATUSES.includes(task.status ?? '') &&
    Array.isArray(task.actions) &&
    task.actions.every((action) =>
      action?.type === 'upload'
        ? Array.isArray(action.upload?.accept)
        : typeof action?.document?.sha256 === 'string',
    ) &&
    Array.isArray(task.signatureMethods) &&
    Array.isArray(task.others) &&
    typeof task.order?.title === 'string' &&
    typeof task.subject?.name === 'string' &&
    typeof task.consent?.sha256 === 'string' &&
    isObject(task.allow) &&
    isObject(task.redirects)
  );
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

function withOwnFile(action: UploadAction, address: TaskAddress): UploadAction {
  const { file } = action.upload;
  return file ? { ...action, upload: { ...action.upload, file: withOwnUrl(file, address) } } : action;
}

/** The token goes with the request for a document: it goes to the service and to nobody else. */
function withOwnUrl<D extends { readonly url: string }>(document: D, address: TaskAddress): D {
  const own = new URL(address.service).origin;
  if (!URL.canParse(document.url, address.url) || new URL(document.url, address.url).origin !== own) {
    throw new TaskError({ code: 'document-changed', retryable: false, reason: 'other-origin' });
  }
  return { ...document, url: new URL(document.url, address.url).href };
}
