/** A file that the signer of a sample task is asked for, and what becomes of it. */
import type { Task, UploadAction, UploadMediaType } from '../src/task/contract.ts';
import { sha256, TASK_URL } from './sample-task.ts';

export function sampleUpload(part: Partial<UploadAction> = {}): UploadAction {
  return {
    id: 'act-card',
    type: 'upload',
    order: 1,
    optional: false,
    status: 'pending',
    upload: {
      title: 'Copy of your identity card',
      description: 'The side with the picture. We delete it when the tenancy has begun.',
      accept: ['application/pdf', 'image/jpeg', 'image/png'],
      maxSize: 10_000_000,
    },
    ...part,
  };
}

/** As the service answers it. */
export async function withUpload(
  task: Task,
  actionId: string,
  { name, type, size }: File,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<Task> {
  const file = {
    name,
    mediaType: type as UploadMediaType,
    size,
    sha256: await sha256(bytes),
    ...(type === 'application/pdf' && { pages: new TextDecoder().decode(bytes).split('\f').length }),
    url: `${TASK_URL}/actions/${actionId}/upload`,
  };
  return changed(task, actionId, ({ upload }) => ({ ...upload, file }));
}

export function withoutUpload(task: Task, actionId: string): Task {
  return changed(task, actionId, ({ upload: { file: _file, ...upload } }) => upload);
}

function changed(
  task: Task,
  actionId: string,
  change: (action: UploadAction) => UploadAction['upload'],
): Task {
  return {
    ...task,
    sequence: task.sequence + 1,
    actions: task.actions.map((action) =>
      action.id === actionId && action.type === 'upload' ? { ...action, upload: change(action) } : action,
    ),
  };
}
