/**
 * Every completion gets a time stamp of its own (RFC 3161) over its evidence, at once and without anyone waiting: from
 * then on nobody, the service included, can have written it later.
 */
import { retryAt } from '../domain/retry-at.ts';
import { TimeStampError } from '../ports/time-stamp-authority.ts';
import {
  putOffCompletionStamp,
  setCompletionTimeStamps,
  takeUnstampedCompletions,
  type CompletionStamp,
  type UnstampedCompletion,
} from '../storage/completion-stamps.ts';
import type { OrderRecord } from '../storage/order-record.ts';
import { databaseNow, type ServiceContext } from './service-context.ts';

/** How many time stamps are asked for at once. */
const MOST_AT_ONCE = 4;

/** @returns whether there may be more to do */
export async function stampCompletions(context: ServiceContext): Promise<boolean> {
  const taken = await takeUnstampedCompletions(context.database, MOST_AT_ONCE);
  if (taken.length === 0) return false;
  const ends = await Promise.allSettled(taken.map((completion) => stampOf(context, completion)));
  await setCompletionTimeStamps(
    context.database,
    ends.flatMap((end) => (end.status === 'fulfilled' ? [end.value] : [])),
  );
  for (const [at, completion] of taken.entries()) {
    const end = ends[at];
    if (end?.status === 'rejected') await putOff(context, completion, end.reason);
  }
  return true;
}

async function putOff(
  { database, log }: ServiceContext,
  { taskId, attempts }: UnstampedCompletion,
  error: unknown,
): Promise<void> {
  await putOffCompletionStamp(database, taskId, retryAt(await databaseNow(database), attempts));
  if (!(error instanceof TimeStampError)) throw error;
  log.info({ err: error, taskId }, 'a completion waits for its time stamp');
}

/** @throws TimeStampError while one of them has none */
export async function stampCompletionsOf(context: ServiceContext, order: OrderRecord): Promise<void> {
  const stamps: CompletionStamp[] = [];
  for (const { id: taskId, completionSha256: sha256, completionTimeStamp } of order.tasks) {
    if (sha256 !== undefined && completionTimeStamp === undefined)
      stamps.push(await stampOf(context, { taskId, sha256 }));
  }
  await setCompletionTimeStamps(context.database, stamps);
}

async function stampOf(
  { timeStamps }: ServiceContext,
  { taskId, sha256 }: Pick<UnstampedCompletion, 'taskId' | 'sha256'>,
): Promise<CompletionStamp> {
  return { taskId, token: await timeStamps.stamp(Buffer.from(sha256, 'hex')) };
}
