import { ServiceProblem } from '../domain/problem.ts';
import { endTaskSession, useTaskSession, type TaskSessionRecord } from '../storage/task-sessions.ts';
import type { ServiceContext } from './service-context.ts';

/** A session whose token has been checked: nothing of a task is given out without one. */
export interface AuthorisedTask extends TaskSessionRecord {
  /** What a long answer looks after, to end with the session. */
  readonly sessionHash: string;
}

/**
 * @throws session-expired for every token that does not open anything now, whatever the cause
 * @throws forbidden when the session belongs to another task
 */
export async function authoriseTask(
  context: ServiceContext,
  unverifiedToken: string | undefined,
  taskId: string,
): Promise<AuthorisedTask> {
  const sessionHash = context.credentials.hashToken(unverifiedToken ?? '');
  const session = unverifiedToken ? await useTaskSession(context.database, sessionHash) : undefined;
  if (!session) throw new ServiceProblem('session-expired');
  if (session.taskId !== taskId) throw new ServiceProblem('forbidden');
  return { ...session, sessionHash };
}

export async function closeTask(context: ServiceContext, token: string): Promise<void> {
  await endTaskSession(context.database, context.credentials.hashToken(token));
}
