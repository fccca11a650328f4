/** Sends a completion for the task that the signer was shown, and for no other. */
import type { Attempt } from '../session/draft.ts';
import { basisOf } from '../session/kept.ts';
import type { Answer, TaskClient } from '../task/client.ts';
import type { Task } from '../task/contract.ts';
import { TaskError } from '../task/task-error.ts';
import type { TaskAccess } from './task-access.ts';

export interface CompletionWish {
  readonly attempt: Attempt;
  /** Of the task as it was shown; where the opening did not tell it, the task is read for it. */
  readonly etag: string | undefined;
}

/** @throws {TaskError} `precondition-failed` when the task read is not the one that was shown */
export async function complete(
  { attempt, etag }: CompletionWish,
  shown: Task | undefined,
  access: TaskAccess,
  client: TaskClient,
  signal: AbortSignal,
): Promise<Answer> {
  return access.call(signal, async (granted) => {
    let ifMatch = etag;
    if (ifMatch === undefined) {
      const read = await client.read(granted);
      if (read.task.status === 'completed') return read;
      if (!shown || read.etag === undefined || basisOf(shown) !== basisOf(read.task)) {
        throw new TaskError({ code: 'precondition-failed', retryable: true });
      }
      ifMatch = read.etag;
    }
    return client.complete(granted, { completion: attempt.body, idempotencyKey: attempt.key, ifMatch });
  });
}
