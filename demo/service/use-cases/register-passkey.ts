/** Making a passkey for a task's subject: first what to make it with, then what the browser has made. */
import type { Passkey, PasskeyCreation, PasskeyRegistration } from '../../../src/task/contract.ts';
import { ServiceProblem } from '../domain/problem.ts';
import type { WebAuthnJson } from '../ports/passkey-authority.ts';
import type { Sql } from '../ports/database.ts';
import type { OrderRecord, TaskRecord } from '../storage/order-record.ts';
import { insertRegistration, takeRegistration } from '../storage/passkey-registrations.ts';
import { insertPasskey, listPasskeys } from '../storage/passkeys.ts';
import type { OpenedBy } from '../storage/task-sessions.ts';
import { limitLogins, type Caller } from './limit-attempts.ts';
import { changeOrder } from './order-transaction.ts';
import { passkeySubjectOf } from './passkey-subject.ts';
import { loadTask } from './read-task.ts';
import { refuseUnlessReady } from './refuse-unless-ready.ts';
import { refusedPasskey } from './refused-passkey.ts';
import { requireRelyingParty } from './relying-party.ts';
import type { ServiceContext } from './service-context.ts';
import type { AuthorisedTask } from './task-sessions.ts';

export const CEREMONY_SECONDS = 300;
/** Each is told to the browser with every signature. */
const MOST_PASSKEYS = 20;

/** Who asks: a task session, or the window that one of them has opened. */
export interface PasskeyHolder {
  readonly taskId: string;
  readonly holderHash: string;
  readonly openedBy: OpenedBy;
}

/** @throws too-many-attempts, and what `offerPasskey` and `keepPasskey` throw */
export async function registerPasskey(
  context: ServiceContext,
  { taskId, openedBy, sessionHash }: AuthorisedTask,
  { registration, caller }: { registration: PasskeyRegistration; caller: Caller },
): Promise<{ readonly creation: PasskeyCreation } | { readonly passkey: Passkey }> {
  const holder = { taskId, openedBy, holderHash: sessionHash };
  if (registration.credential)
    return { passkey: await keepPasskey(context, holder, registration.credential) };
  await limitLogins(context, caller, taskId);
  return { creation: { publicKey: await offerPasskey(context, holder) } };
}

/** @returns what `navigator.credentials.create()` takes */
export async function offerPasskey(context: ServiceContext, holder: PasskeyHolder): Promise<WebAuthnJson> {
  const relyingParty = requireRelyingParty(context);
  const { order, task } = await loadTask(context, holder.taskId);
  refuseUnlessPasskeys(task);
  const subject = passkeySubjectOf(context, order, task);
  const known = await listPasskeys(context.database, subject.hash);
  refuseAnother(known.length, holder);
  const challenge = context.credentials.newToken();
  await insertRegistration(context.database, registrationOf(context, holder, challenge));
  return context.passkeys.creationOptions({
    relyingParty,
    challenge,
    timeoutSeconds: CEREMONY_SECONDS,
    user: { handle: subject.handle, name: task.subject.name },
    known,
  });
}

/** @throws signature-invalid with what is wrong with it */
export async function keepPasskey(
  context: ServiceContext,
  holder: PasskeyHolder,
  unverifiedCredential: WebAuthnJson,
): Promise<Passkey> {
  const relyingParty = requireRelyingParty(context);
  const { order } = await loadTask(context, holder.taskId);
  const challenge = context.passkeys.unverifiedChallenge(unverifiedCredential) ?? '';
  // Spent before anything is verified, whatever comes of it.
  if (!(await takeRegistration(context.database, registrationOf(context, holder, challenge)))) {
    throw new ServiceProblem('signature-invalid', {
      reason: 'challenge',
      detail: 'The passkey was not made for a challenge of this session, or too late.',
    });
  }
  const made = await refusedPasskey(
    context.passkeys.verifyRegistration(unverifiedCredential, { relyingParty, challenge }),
  );
  return changeOrder(context, order.id, async (transaction) => {
    const task = transaction.task(holder.taskId);
    refuseUnlessPasskeys(task);
    const { hash } = passkeySubjectOf(context, transaction.order, task);
    refuseAnother((await listPasskeys(transaction.sql, hash)).length, holder);
    const createdAt = await insertPasskey(transaction.sql, {
      ...made,
      subjectHash: hash,
      taskId: task.id,
      registeredBy: holder.openedBy,
    });
    // Section 7.1, step 26: an id that somebody has is nobody else's.
    if (!createdAt) throw new ServiceProblem('signature-invalid', { reason: 'passkey-known' });
    transaction.record({ type: 'task.passkey-registered', taskId: task.id, data: { passkeyId: made.id } });
    return { id: made.id, createdAt: createdAt.toISOString() };
  });
}

/** Those that can sign for the subject. */
export function passkeysOf(context: ServiceContext, sql: Sql, order: OrderRecord, task: TaskRecord) {
  return listPasskeys(sql, passkeySubjectOf(context, order, task).hash);
}

export function refuseUnlessPasskeys(task: TaskRecord): void {
  refuseUnlessReady(task.status);
  if (!task.signatureMethods.includes('passkey')) {
    throw new ServiceProblem('signature-invalid', { detail: 'The task does not allow this way to sign.' });
  }
}

/**
 * The first passkey is whoever's comes first. From then on the subject's signature is worth what that one is: whoever
 * merely holds a link cannot add their own beside it.
 */
function refuseAnother(count: number, { openedBy }: PasskeyHolder): void {
  if (count >= MOST_PASSKEYS) {
    throw new ServiceProblem('forbidden', { reason: 'passkey-count', detail: 'There are passkeys enough.' });
  }
  if (count > 0 && (openedBy === 'link' || openedBy === 'code')) {
    throw new ServiceProblem('forbidden', {
      reason: 'passkey-exists',
      detail: 'The signer has a passkey; another is made only after a login or with an artifact.',
    });
  }
}

function registrationOf({ credentials }: ServiceContext, holder: PasskeyHolder, challenge: string) {
  const { taskId, holderHash } = holder;
  return { taskId, holderHash, challengeHash: credentials.hashToken(challenge) };
}
