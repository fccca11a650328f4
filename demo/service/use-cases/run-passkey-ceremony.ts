/**
 * A ceremony in the service's own window, for a widget on a page whose origin has no use of the service's passkeys.
 * The window acts by a token of its own, which can do nothing but this: it neither reads the task nor completes it.
 */
import type { PasskeyCeremony, PasskeyRequest } from '../../../src/task/contract.ts';
import { ServiceProblem } from '../domain/problem.ts';
import type { WebAuthnJson } from '../ports/passkey-authority.ts';
import type { OrderRecord, TaskRecord } from '../storage/order-record.ts';
import {
  beginCeremony,
  failCeremony,
  findPendingCeremony,
  finishCeremony,
  type CeremonyRecord,
} from '../storage/passkey-ceremonies.ts';
import { findChallenge, type ChallengeRecord } from '../storage/signature-challenges.ts';
import { passkeyRequest } from './create-signature-challenge.ts';
import { documentOf, senderName } from './present-task.ts';
import { proveAssertion } from './prove-passkey.ts';
import { loadTask } from './read-task.ts';
import { keepPasskey, offerPasskey, refuseUnlessPasskeys, type PasskeyHolder } from './register-passkey.ts';
import type { ServiceContext } from './service-context.ts';

/** @throws not-found for a secret that is unknown, spent or too old: one answer for all of them */
export async function beginPasskeyCeremony(
  context: ServiceContext,
  secret: string,
): Promise<PasskeyCeremony> {
  const { credentials, database } = context;
  const token = credentials.newToken();
  const tokenHash = credentials.hashToken(token);
  const begun = await beginCeremony(database, credentials.hashToken(secret), tokenHash);
  if (!begun) throw new ServiceProblem('not-found');
  const { order, task, challenge } = await load(context, begun);
  refuseUnlessPasskeys(task);
  const publicKey = await passkeyRequest(context, order, task, challenge);
  return {
    token,
    expiresAt: challenge.expiresAt.toISOString(),
    locale: task.locale,
    title: order.title,
    sender: senderName(context, order),
    signer: task.subject.name,
    documents: titlesOf(order, task, challenge),
    ...(publicKey ? { publicKey } : { creation: await offerPasskey(context, holderOf(begun, tokenHash)) }),
  };
}

/** @returns what to sign with the passkey that was made */
export async function registerPasskeyInCeremony(
  context: ServiceContext,
  unverifiedToken: string | undefined,
  unverifiedCredential: WebAuthnJson,
): Promise<PasskeyRequest> {
  const { ceremony, tokenHash } = await authorise(context, unverifiedToken);
  await keepPasskey(context, holderOf(ceremony, tokenHash), unverifiedCredential);
  const { order, task, challenge } = await load(context, ceremony);
  const publicKey = await passkeyRequest(context, order, task, challenge);
  if (!publicKey) throw new Error('The passkey that was kept is not there.');
  return { publicKey };
}

/** Holds the assertion for the completion; nothing is signed by this. */
export async function signInPasskeyCeremony(
  context: ServiceContext,
  unverifiedToken: string | undefined,
  unverifiedCredential: WebAuthnJson,
): Promise<void> {
  const { ceremony } = await authorise(context, unverifiedToken);
  const { order, task, challenge } = await load(context, ceremony);
  refuseUnlessPasskeys(task);
  const finish = await proveAssertion(context, { order, task, challenge }, unverifiedCredential);
  await context.database.transaction(async (sql) => {
    const isFirst = await finishCeremony(sql, challenge.id, await finish(sql));
    if (!isFirst) throw new ServiceProblem('session-expired');
  });
}

export async function endPasskeyCeremony(
  context: ServiceContext,
  unverifiedToken: string | undefined,
): Promise<void> {
  const { ceremony } = await authorise(context, unverifiedToken);
  await failCeremony(context.database, ceremony.challengeId);
}

async function authorise(
  { credentials, database }: ServiceContext,
  unverifiedToken: string | undefined,
): Promise<{ readonly ceremony: CeremonyRecord; readonly tokenHash: string }> {
  const tokenHash = credentials.hashToken(unverifiedToken ?? '');
  const ceremony = unverifiedToken ? await findPendingCeremony(database, tokenHash) : undefined;
  if (!ceremony) throw new ServiceProblem('session-expired');
  return { ceremony, tokenHash };
}

async function load(context: ServiceContext, { challengeId, taskId }: CeremonyRecord) {
  const challenge = await findChallenge(context.database, challengeId);
  if (!challenge) throw new Error('The challenge of this ceremony is not there.');
  return { ...(await loadTask(context, taskId)), challenge };
}

/** What is made in the window counts as made in the session that opened it. */
function holderOf({ taskId, openedBy }: CeremonyRecord, holderHash: string): PasskeyHolder {
  return { taskId, openedBy, holderHash };
}

/** Whoever is at the window reads what they sign, wherever they were led to it from. */
function titlesOf(order: OrderRecord, task: TaskRecord, { documents }: ChallengeRecord): string[] {
  return documents.flatMap(({ actionId }) => {
    const action = task.actions.find(({ id }) => id === actionId);
    if (!action) return [];
    return [action.type === 'upload' ? action.request.title : documentOf(order, action).title];
  });
}
