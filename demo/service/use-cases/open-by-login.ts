/** Opens a task for whoever has logged in, where the eID says that it is the one who was asked to sign. */
import type { OpenTaskRequest } from '../../../src/task/contract.ts';
import { isId } from '../domain/id.ts';
import { ServiceProblem } from '../domain/problem.ts';
import { LoginRefused } from '../ports/identity-provider.ts';
import { endLogin, findLogin, voidLogin } from '../storage/logins.ts';
import type { TaskRecord } from '../storage/order-record.ts';
import { LoginOfAnother, verifyLogin } from './verify-login.ts';
import { offerLogin } from './offer-login.ts';
import { openSession, type OpenedTask } from './open-session.ts';
import { changeOrder } from './order-transaction.ts';
import { loadTask } from './read-task.ts';
import type { ServiceContext } from './service-context.ts';

export interface LoginOpening {
  readonly login: NonNullable<OpenTaskRequest['login']>;
  readonly redirectUri: string | undefined;
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
    const evidence = await verifyLogin(context, task, login.id, idToken, { client: 'browser' });
    const token =
      opening.key === undefined
        ? credentials.newToken()
        : credentials.deriveToken('session', login.id, idToken, opening.key);
    if (!(await endLogin(database, login.id, evidence, credentials.hashToken(token)))) {
      throw new LoginRefused('replayed');
    }
    return await openSession(context, token, { taskId: task.id, openedBy: 'eid', loginId: login.id });
  } catch (error) {
    throw await refusal(context, task, login.id, error, opening.redirectUri);
  }
}

async function refusal(
  context: ServiceContext,
  task: TaskRecord,
  loginId: string,
  error: unknown,
  redirectUri: string | undefined,
): Promise<unknown> {
  if (!(error instanceof LoginRefused) && !(error instanceof LoginOfAnother)) return error;
  await recordRefusal(context, task, loginId, error);
  const mismatch = error instanceof LoginOfAnother;
  const login = await offerLogin(context, task, { redirectUri, afresh: mismatch });
  return mismatch
    ? new ServiceProblem('subject-mismatch', { login })
    : new ServiceProblem('login-failed', { login, reason: error.reason });
}

/** A login ends once, well or not; who it was instead is nobody's to read. */
export async function recordRefusal(
  context: ServiceContext,
  task: TaskRecord,
  loginId: string,
  error: LoginRefused | LoginOfAnother,
): Promise<void> {
  // The login of a repeat has opened a session already: that one stays.
  if (!(error instanceof LoginRefused) || error.reason !== 'replayed') {
    await voidLogin(context.database, loginId);
  }
  await changeOrder(context, task.orderId, async (transaction) =>
    transaction.record(
      error instanceof LoginOfAnother
        ? { type: 'task.subject-mismatch', taskId: task.id, data: { loginId } }
        : { type: 'task.login-failed', taskId: task.id, data: { loginId, reason: error.reason } },
    ),
  );
}
