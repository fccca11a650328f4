import type { Completion, Task } from '../../../src/task/contract.ts';
import { checkCompletion } from '../domain/completion.ts';
import { ServiceProblem } from '../domain/problem.ts';
import type { Sql } from '../ports/database.ts';
import { claimIdempotencyKey, keepAnswer } from '../storage/idempotency.ts';
import { findOrderIdOfTask } from '../storage/load-orders.ts';
import { findFinishedLogin } from '../storage/logins.ts';
import { setActionStatus, setTaskCompletion } from '../storage/order-changes.ts';
import type {
  AuthenticationEvidence,
  CompletionEvidence,
  EvidenceDocument,
  TaskRecord,
} from '../storage/order-record.ts';
import { changeOrder, type OrderTransaction } from './order-transaction.ts';
import { documentOf, presentTask, type TaskView } from './present-task.ts';
import { refuseUnlessReady } from './refuse-unless-ready.ts';
import { sha256, sha256OfJson, type ServiceContext } from './service-context.ts';
import type { AuthorisedTask } from './task-sessions.ts';

export interface CompletionRequest {
  readonly completion: Completion;
  readonly idempotencyKey: string;
  /** The ETag of the task that the signer was shown, where the request told it. */
  readonly ifMatch: string | undefined;
}

/**
 * Signs. Everything happens under the order's lock: of many at once the first signs, its own repeats get
 * its answer, and every other one is told that the task has ended.
 */
export async function completeTask(
  context: ServiceContext,
  authorised: AuthorisedTask,
  { completion, idempotencyKey, ifMatch }: CompletionRequest,
): Promise<TaskView> {
  const { taskId } = authorised;
  const orderId = await findOrderIdOfTask(context.database, taskId);
  if (orderId === undefined) throw new ServiceProblem('task-not-found');
  const idempotent = {
    scope: `task:${taskId}:completion`,
    key: idempotencyKey,
    bodySha256: sha256OfJson(completion),
  };
  return changeOrder(context, orderId, async (transaction) => {
    // Before If-Match: whoever repeats a completion still holds the tag from before it.
    const answered = await claimIdempotencyKey<TaskView>(transaction.sql, idempotent, transaction.now);
    if (answered) return answered;
    const task = transaction.task(taskId);
    refuseUnlessReady(task.status);
    const { etag } = presentTask(context, transaction.order, task);
    if (ifMatch === undefined) throw new ServiceProblem('precondition-required');
    if (ifMatch !== etag) throw new ServiceProblem('precondition-failed');
    const signature = Array.isArray(completion.signature) ? completion.signature : [completion.signature];
    const done = checkCompletion(completable(transaction, task), { ...completion, signature });

    await archive(transaction, task, done, { ...completion, signature }, authorised);
    await transaction.commitFacts();
    const view = presentTask(context, transaction.order, transaction.task(taskId));
    await keepAnswer(transaction.sql, idempotent, view);
    return view;
  });
}

function completable(transaction: OrderTransaction, task: TaskRecord): Parameters<typeof checkCompletion>[0] {
  return {
    consent: task.consent,
    signatureMethods: task.signatureMethods,
    actions: task.actions.map((action) => ({ ...action, document: documentOf(transaction.order, action) })),
  };
}

async function archive(
  transaction: OrderTransaction,
  task: TaskRecord,
  done: ReadonlySet<string>,
  completion: Omit<Completion, 'signature'> & { signature: CompletionEvidence['signature'] },
  session: AuthorisedTask,
): Promise<void> {
  const { sql, order, now } = transaction;
  const evidence: CompletionEvidence = {
    orderId: order.id,
    taskId: task.id,
    subjectId: task.subject.id,
    completedAt: now.toISOString(),
    documents: task.actions
      .filter((action) => done.has(action.id))
      .map((action) => ({
        actionId: action.id,
        documentId: action.documentId,
        sha256: documentOf(order, action).sha256,
        ...fieldsOf(completion, action.id),
      })),
    consent: completion.consent,
    signature: completion.signature,
    authentication: await authenticationOf(sql, session),
  };
  const evidenceSha256 = sha256OfJson(evidence);
  await setTaskCompletion(sql, task.id, now, evidence, evidenceSha256);
  const actions = [];
  for (const action of task.actions) {
    const status: Task['actions'][number]['status'] = done.has(action.id) ? 'done' : 'skipped';
    await setActionStatus(sql, action.id, status);
    actions.push({ ...action, status });
  }
  transaction.updateTask(task.id, {
    status: 'completed',
    completedAt: now,
    completion: evidence,
    completionSha256: evidenceSha256,
    actions,
  });
  transaction.record({ type: 'task.completed', taskId: task.id, data: { evidenceSha256 } });
}

/** A session that a login opened is worth what the login is: without it nothing is signed. */
async function authenticationOf(
  sql: Sql,
  { openedBy, loginId }: AuthorisedTask,
): Promise<AuthenticationEvidence> {
  if (openedBy !== 'eid') return { by: openedBy };
  const login = loginId === undefined ? undefined : await findFinishedLogin(sql, loginId);
  if (!login) throw new Error('The login of this session is not there.');
  const { id, acr, verifiedAt, idToken } = login;
  return {
    by: 'eid',
    loginId: id,
    acr,
    verifiedAt: verifiedAt.toISOString(),
    idTokenSha256: sha256(idToken),
  };
}

/** What the signer filled in is part of what was signed. */
function fieldsOf(
  { actions }: Pick<Completion, 'actions'>,
  actionId: string,
): Pick<EvidenceDocument, 'fields'> {
  const fields = actions.find((action) => action.id === actionId)?.fields;
  return fields ? { fields } : {};
}
