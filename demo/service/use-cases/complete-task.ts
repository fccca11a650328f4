import type { Completion, Task } from '../../../src/task/contract.ts';
import { checkCompletion, type CompletableAction } from '../domain/completion.ts';
import { ServiceProblem } from '../domain/problem.ts';
import type { Sql } from '../ports/database.ts';
import { claimIdempotencyKey, keepAnswer } from '../storage/idempotency.ts';
import { findOrderIdOfTask } from '../storage/load-orders.ts';
import { findFinishedLogin } from '../storage/logins.ts';
import { setActionStatus, setTaskCompletion } from '../storage/order-changes.ts';
import type {
  ActionRecord,
  AuthenticationEvidence,
  CompletionEvidence,
  EvidenceDocument,
  OrderRecord,
  TaskRecord,
} from '../storage/order-record.ts';
import { changeOrder, type OrderTransaction } from './order-transaction.ts';
import { documentOf, presentTask, signedHashOf, type TaskView } from './present-task.ts';
import {
  isPlain,
  provePlain,
  proveSignatures,
  type ProvenSignature,
  type SignatureSent,
} from './prove-signatures.ts';
import { loadTask } from './read-task.ts';
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
  const signature = Array.isArray(completion.signature) ? completion.signature : [completion.signature];
  // Outside of the lock, since an eID may have to be asked. Whether it held is told inside: a repeat has its answer
  // already, whatever has become of its proof since.
  const proving = prove(context, authorised, { completion, signature, ifMatch });
  await proving.catch(() => undefined);
  const view = await changeOrder(context, orderId, async (transaction) => {
    // Before If-Match: whoever repeats a completion still holds the tag from before it.
    const answered = await claimIdempotencyKey<TaskView>(transaction.sql, idempotent, transaction.now);
    if (answered) return answered;
    const task = transaction.task(taskId);
    refuseUnlessReady(task.status);
    requireCurrent(context, transaction.order, task, ifMatch);
    const done = checkCompletion(completable(transaction.order, task), { ...completion, signature });
    const evidence = [];
    for (const { spend } of await proving) evidence.push(await spend(transaction.sql));
    await archive(transaction, task, done, { ...completion, signature: evidence }, authorised);
    await transaction.commitFacts();
    const view = presentTask(context, transaction.order, transaction.task(taskId));
    await keepAnswer(transaction.sql, idempotent, view);
    return view;
  });
  context.stamping.wake();
  return view;
}

/** What is wrong with a completion is said before anyone is asked to vouch for it; where nobody is, in its turn. */
async function prove(
  context: ServiceContext,
  { taskId, sessionHash }: AuthorisedTask,
  {
    completion,
    signature,
    ifMatch,
  }: { completion: Completion; signature: readonly SignatureSent[]; ifMatch: string | undefined },
): Promise<readonly ProvenSignature[]> {
  if (signature.every(isPlain)) return Promise.all(signature.map(provePlain));
  const { order, task } = await loadTask(context, taskId);
  refuseUnlessReady(task.status);
  requireCurrent(context, order, task, ifMatch);
  checkCompletion(completable(order, task), { ...completion, signature });
  return proveSignatures(context, { order, task, completion, sessionHash }, signature);
}

function requireCurrent(
  context: ServiceContext,
  order: OrderRecord,
  task: TaskRecord,
  ifMatch: string | undefined,
): void {
  if (ifMatch === undefined) throw new ServiceProblem('precondition-required');
  if (ifMatch !== presentTask(context, order, task).etag) throw new ServiceProblem('precondition-failed');
}

function completable(order: OrderRecord, task: TaskRecord): Parameters<typeof checkCompletion>[0] {
  return {
    consent: task.consent,
    signatureMethods: task.signatureMethods,
    signatureRequires: task.signatureRequires,
    actions: task.actions.map((action) => completableAction(order, action)),
  };
}

function completableAction(order: OrderRecord, action: ActionRecord): CompletableAction {
  const { id, optional } = action;
  const sha256 = signedHashOf(order, action);
  if (action.type === 'upload' || !action.readAll) return { id, optional, sha256 };
  const { pages } = documentOf(order, action);
  return { id, optional, sha256, toRead: { pages, viewed: action.pagesViewed } };
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
      .map((action) => ({ ...evidenceOf(order, action), ...fieldsOf(completion, action.id) })),
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

/** Under its id, its kind and its hash; what an upload is called is nobody's evidence. */
function evidenceOf(order: OrderRecord, action: ActionRecord): EvidenceDocument {
  if (action.type !== 'upload') {
    const { documentId } = action;
    return { actionId: action.id, documentId, sha256: documentOf(order, action).sha256 };
  }
  if (!action.file) throw new Error(`Action ${action.id} is done without a file.`);
  const { name: _name, sha256, ...upload } = action.file;
  return { actionId: action.id, upload, sha256 };
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
