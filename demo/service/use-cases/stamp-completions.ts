/**
 * Every completion gets a time stamp of its own (RFC 3161) over its evidence, at once and without anyone waiting: from
 * then on nobody, the service included, can have written it later.
 */
import { retryAt } from '../domain/retry-at.ts';
import { TimeStampError } from '../ports/time-stamp-authority.ts';
import {
  putOffCompletionStamp,
  setCompletionTimeStamp,
  takeUnstampedCompletion,
} from '../storage/completion-stamps.ts';
import type { OrderRecord } from '../storage/order-record.ts';
import { databaseNow, type ServiceContext } from './service-context.ts';

/** @returns whether there may be more to do */
export async function stampNextCompletion(context: ServiceContext): Promise<boolean> {
  const { database, log } = context;
  const taken = await takeUnstampedCompletion(database);
  if (!taken) return false;
  try {
    await stamp(context, taken.taskId, taken.sha256);
  } catch (error) {
    await putOffCompletionStamp(database, taken.taskId, retryAt(await databaseNow(database), taken.attempts));
    if (!(error instanceof TimeStampError)) throw error;
    log.info({ err: error, taskId: taken.taskId }, 'a completion waits for its time stamp');
  }
  return true;
}

/** @throws TimeStampError while one of them has none */
export async function stampCompletionsOf(context: ServiceContext, order: OrderRecord): Promise<void> {
  for (const { id, completionSha256, completionTimeStamp } of order.tasks) {
    if (completionSha256 !== undefined && completionTimeStamp === undefined)
      await stamp(context, id, completionSha256);
  }
}

async function stamp(context: ServiceContext, taskId: string, sha256: string): Promise<void> {
  const token = await context.timeStamps.stamp(Buffer.from(sha256, 'hex'));
  await setCompletionTimeStamp(context.database, taskId, token);
}
