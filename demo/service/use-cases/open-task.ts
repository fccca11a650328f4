/** The ways in: by link, by artifact, by reference code, by login. Each ends in a session, or in what is missing. */
import type { OpenTaskRequest } from '../../../src/task/contract.ts';
import { codeCharacters } from '../../../src/task/reference-code.ts';
import { isId } from '../domain/id.ts';
import { ServiceProblem } from '../domain/problem.ts';
import { redeemArtifact } from '../storage/artifacts.ts';
import { findTaskOfCode } from '../storage/load-orders.ts';
import type { TaskRecord } from '../storage/order-record.ts';
import { limitAttempts, type Caller } from './limit-attempts.ts';
import { openByLogin } from './open-by-login.ts';
import { offerLogin, type LoginAsking } from './offer-login.ts';
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
  const asking = { caller: opening.caller, redirectUri };
  if (taskId !== undefined) return openForAnyone(context, taskId, 'link', asking);
  if (artifact !== undefined) return openByArtifact(context, artifact, opening.idempotencyKey);
  if (referenceCode !== undefined) return openByCode(context, referenceCode, opening);
  if (login !== undefined) return openByLogin(context, { ...asking, login, key: opening.idempotencyKey });
  throw new ServiceProblem('task-not-found');
}

/** A link and a code lead to a task; whether they open it is for the task to say. */
async function openForAnyone(
  context: ServiceContext,
  taskId: string,
  openedBy: 'link' | 'code',
  asking: LoginAsking,
): Promise<OpenedTask> {
  if (!isId(taskId)) throw new ServiceProblem('task-not-found');
  const { task } = await loadTask(context, taskId);
  await requireNothing(context, task, asking);
  return openSession(context, context.credentials.newToken(), { taskId, openedBy, loginId: undefined });
}

async function requireNothing(context: ServiceContext, task: TaskRecord, asking: LoginAsking): Promise<void> {
  const { authentication } = task;
  const noLogin = !context.identityProvider && authentication?.artifact;
  if (authentication?.methods?.length && !noLogin) {
    throw new ServiceProblem('login-required', { login: await offerLogin(context, task, asking) });
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
  const hash = hashOfCode(context, codeCharacters(typed));
  const taskId = await limitAttempts(context, caller, (sql) => findTaskOfCode(sql, hash));
  if (taskId === undefined) throw new ServiceProblem('task-not-found');
  return openForAnyone(context, taskId, 'code', { caller, redirectUri: request.redirectUri });
}
