/** The ways in: by link, by artifact, by reference code, by login. Each ends in a session, or in what is missing. */
import type { OpenTaskRequest } from '../../../src/task/contract.ts';
import { codeCharacters } from '../../../src/task/reference-code.ts';
import { isId } from '../domain/id.ts';
import { ServiceProblem } from '../domain/problem.ts';
import { redeemArtifact } from '../storage/artifacts.ts';
import { findTaskOfCode } from '../storage/load-orders.ts';
import type { TaskRecord } from '../storage/order-record.ts';
import { readLastOf } from '../storage/read-history.ts';
import { limitAttempts, type Caller } from './limit-attempts.ts';
import { openByLogin } from './open-by-login.ts';
import { offerLogin } from './offer-login.ts';
import { openSession, type OpenedTask } from './open-session.ts';
import { loadTask } from './read-task.ts';
import { hashOfCode } from './reference-codes.ts';
import type { ServiceContext } from './service-context.ts';

export interface OpeningRequest {
  readonly request: OpenTaskRequest;
  /** Where there is one, a repeat after a lost answer gets the same session. */
  readonly idempotencyKey: string | undefined;
  readonly caller: Caller;
}

export async function openTask(context: ServiceContext, opening: OpeningRequest): Promise<OpenedTask> {
  const { taskId, artifact, referenceCode, login, redirectUri } = opening.request;
  if (taskId !== undefined) return openForAnyone(context, taskId, 'link', redirectUri);
  if (artifact !== undefined) return openByArtifact(context, artifact, opening.idempotencyKey);
  if (referenceCode !== undefined) return openByCode(context, referenceCode, opening);
  if (login !== undefined) return openByLogin(context, { login, redirectUri, key: opening.idempotencyKey });
  throw new ServiceProblem('task-not-found');
}

/** A link and a code lead to a task; whether they open it is for the task to say. */
async function openForAnyone(
  context: ServiceContext,
  taskId: string,
  openedBy: 'link' | 'code',
  redirectUri: string | undefined,
): Promise<OpenedTask> {
  if (!isId(taskId)) throw new ServiceProblem('task-not-found');
  const { task } = await loadTask(context, taskId);
  await requireNothing(context, task, redirectUri);
  return openSession(context, context.credentials.newToken(), { taskId, openedBy, loginId: undefined });
}

async function requireNothing(
  context: ServiceContext,
  task: TaskRecord,
  redirectUri: string | undefined,
): Promise<void> {
  const { authentication } = task;
  if (authentication?.methods?.length) {
    const last = await readLastOf(context.database, task, ['task.subject-mismatch', 'task.authenticated']);
    // An eID that still knows who it was last would bring the same wrong person again, without a word.
    const afresh = last === 'task.subject-mismatch';
    const login = await offerLogin(context, task, { redirectUri, afresh });
    throw new ServiceProblem('login-required', { login });
  }
  if (authentication?.artifact) throw new ServiceProblem('artifact-required');
}

async function openByArtifact(
  context: ServiceContext,
  artifact: string,
  key: string | undefined,
): Promise<OpenedTask> {
  const { credentials, database } = context;
  const token =
    key === undefined ? credentials.newToken() : credentials.deriveToken('session', artifact, key);
  const redeemed = await redeemArtifact(
    database,
    credentials.hashToken(artifact),
    credentials.hashToken(token),
  );
  if (!redeemed) throw new ServiceProblem('task-not-found');
  return openSession(context, token, {
    ...redeemed,
    openedBy: redeemed.loginId === undefined ? 'artifact' : 'eid',
  });
}

/** What cannot be a code is looked for like one that is wrong: neither the answer nor its time tells them apart. */
async function openByCode(
  context: ServiceContext,
  typed: string,
  { request, caller }: OpeningRequest,
): Promise<OpenedTask> {
  const attempt = await limitAttempts(context, caller);
  const taskId = await findTaskOfCode(context.database, hashOfCode(context, codeCharacters(typed)));
  if (taskId === undefined) throw new ServiceProblem('task-not-found');
  await attempt.succeeded();
  return openForAnyone(context, taskId, 'code', request.redirectUri);
}
