/** Opens a task for whoever has logged in, where the eID says that it is the one who was asked to sign. */
import type { OpenTaskRequest } from '../../../src/task/contract.ts';
import { isId } from '../domain/id.ts';
import { ServiceProblem } from '../domain/problem.ts';
import { LoginRefused } from '../ports/identity-provider.ts';
import { endLogin, findLogin } from '../storage/logins.ts';
import type { TaskRecord } from '../storage/order-record.ts';
import { LoginOfAnother, verifyLogin } from './verify-login.ts';
import { acrValuesOf, nonceOf, offerLogin, type LoginAsking } from './offer-login.ts';
import { openSession, type OpenedTask } from './open-session.ts';
import { loadTask } from './read-task.ts';
import { recordRefusal } from './record-refusal.ts';
import type { ServiceContext } from './service-context.ts';

export interface LoginOpening extends LoginAsking {
  readonly login: NonNullable<OpenTaskRequest['login']>;
  readonly key: string | undefined;
}

/**
 * An ID token of a login that the browser has run. One that the service has run ends in an artifact, which goes
 * to the browser that the signer logged in with: the login's id alone, which others may know, opens nothing.
 *
 * @throws login-failed with the rule that was broken, or subject-mismatch; both with a fresh login
 */
export async function openByLogin(context: ServiceContext, opening: LoginOpening): Promise<OpenedTask> {
  const { id, idToken } = opening.login;
  const { credentials, database } = context;
  const login = isId(id) ? await findLogin(database, id) : undefined;
  if (!login) throw new ServiceProblem('task-not-found');
  const { task } = await loadTask(context, login.taskId);
  try {
    if (!login.alive) throw new LoginRefused('expired');
    if (idToken === undefined) throw new LoginRefused('malformed');
    // The nonce of a login that was to sign is another one: it opens nothing.
    const evidence = await verifyLogin(context, task, idToken, {
      client: 'browser',
      nonce: nonceOf(context, login.id),
      acrValues: acrValuesOf(task),
    });
    const token =
      opening.key === undefined
        ? credentials.newToken()
        : credentials.deriveToken('session', login.id, idToken, opening.key);
    return await openSession(
      context,
      token,
      { taskId: task.id, openedBy: 'eid', loginId: login.id },
      async (sql) => {
        if (await endLogin(sql, login.id, evidence, credentials.hashToken(token))) return;
        throw new LoginRefused('replayed');
      },
    );
  } catch (error) {
    throw await refusal(context, task, login.id, error, opening);
  }
}

async function refusal(
  context: ServiceContext,
  task: TaskRecord,
  loginId: string,
  error: unknown,
  asking: LoginAsking,
): Promise<unknown> {
  if (!(error instanceof LoginRefused) && !(error instanceof LoginOfAnother)) return error;
  await recordRefusal(context, task, loginId, error);
  const login = await offerLogin(context, task, asking);
  return error instanceof LoginOfAnother
    ? new ServiceProblem('subject-mismatch', { login })
    : new ServiceProblem('login-failed', { login, reason: error.reason });
}
