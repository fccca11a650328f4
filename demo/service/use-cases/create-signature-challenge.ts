import type { SignatureChallenge, SignatureChallengeRequest } from '../../../src/task/contract.ts';
import { challengeText, type SignedDocument } from '../domain/signature-challenge.ts';
import { invalidRequest, ServiceProblem } from '../domain/problem.ts';
import type { WebAuthnJson } from '../ports/passkey-authority.ts';
import { insertLogin } from '../storage/logins.ts';
import type { OrderRecord, TaskRecord } from '../storage/order-record.ts';
import { insertCeremony } from '../storage/passkey-ceremonies.ts';
import { insertChallenge, type NewChallenge } from '../storage/signature-challenges.ts';
import { limitLogins, type Caller } from './limit-attempts.ts';
import { describeLogin, requireProvider, signatureAcrValuesOf } from './offer-login.ts';
import { signedHashOf } from './present-task.ts';
import { loadTask } from './read-task.ts';
import { refuseUnlessReady } from './refuse-unless-ready.ts';
import { CEREMONY_SECONDS, passkeysOf } from './register-passkey.ts';
import { requireRelyingParty } from './relying-party.ts';
import { sha256, type ServiceContext } from './service-context.ts';
import type { AuthorisedTask } from './task-sessions.ts';

export interface ChallengeAsking {
  readonly request: SignatureChallengeRequest;
  readonly caller: Caller;
}

/**
 * What an eID or a passkey is to sign.
 *
 * @throws signature-invalid for a method that the task does not take
 * @throws too-many-attempts
 */
export async function createSignatureChallenge(
  context: ServiceContext,
  session: AuthorisedTask,
  { request, caller }: ChallengeAsking,
): Promise<SignatureChallenge> {
  const { order, task } = await loadTask(context, session.taskId);
  refuseUnlessReady(task.status);
  if (!task.signatureMethods.includes(request.method)) {
    throw new ServiceProblem('signature-invalid', { detail: 'The task does not allow this way to sign.' });
  }
  await limitLogins(context, caller, task.id);
  const challenge = newChallenge(context, order, task, request);
  switch (request.method) {
    case 'eid':
      return eidChallenge(context, task, challenge, request.redirectUri);
    case 'passkey':
      return passkeyChallenge(context, { order, task, challenge, session });
  }
}

/** A login of its own, in which the eID is told not to go by what it remembers: whoever signs is there. */
async function eidChallenge(
  context: ServiceContext,
  task: TaskRecord,
  challenge: NewChallenge,
  redirectUri: string | undefined,
): Promise<SignatureChallenge> {
  const provider = requireProvider(context);
  const { id } = challenge;
  const expiresAt = await context.database.transaction(async (sql) => {
    await insertLogin(sql, { id, taskId: task.id, afresh: true });
    return insertChallenge(sql, challenge);
  });
  return {
    ...told(challenge, expiresAt),
    login: describeLogin(context, provider, {
      id,
      redirectUri,
      acrValues: signatureAcrValuesOf(context, task),
      nonce: challenge.digest,
    }),
  };
}

interface PasskeyChallenge {
  readonly order: OrderRecord;
  readonly task: TaskRecord;
  readonly challenge: NewChallenge;
  readonly session: AuthorisedTask;
}

/** The secret of the window is told here and nowhere else: to the session that will complete with what comes of it. */
async function passkeyChallenge(
  context: ServiceContext,
  { order, task, challenge, session }: PasskeyChallenge,
): Promise<SignatureChallenge> {
  const { credentials, database, publicUrl } = context;
  const publicKey = await passkeyRequest(context, order, task, challenge);
  const secret = credentials.newToken();
  const expiresAt = await database.transaction(async (sql) => {
    const expires = await insertChallenge(sql, challenge);
    await insertCeremony(sql, {
      challengeId: challenge.id,
      sessionHash: session.sessionHash,
      openedBy: session.openedBy,
      windowHash: credentials.hashToken(secret),
    });
    return expires;
  });
  return {
    ...told(challenge, expiresAt),
    ...(publicKey && { publicKey }),
    // A fragment reaches no log and no Referer.
    window: `${publicUrl}/passkey#${secret}`,
    status: 'pending',
  };
}

/** @returns what `navigator.credentials.get()` takes; undefined while the subject has no passkey */
export async function passkeyRequest(
  context: ServiceContext,
  order: OrderRecord,
  task: TaskRecord,
  { digest }: Pick<NewChallenge, 'digest'>,
): Promise<WebAuthnJson | undefined> {
  const relyingParty = requireRelyingParty(context);
  const allowed = await passkeysOf(context, context.database, order, task);
  if (allowed.length === 0) return undefined;
  const timeoutSeconds = CEREMONY_SECONDS;
  return context.passkeys.requestOptions({ relyingParty, challenge: digest, timeoutSeconds, allowed });
}

function told({ id, method, random }: NewChallenge, expiresAt: Date) {
  return { id, method, random, expiresAt: expiresAt.toISOString() };
}

function newChallenge(
  { credentials }: ServiceContext,
  order: OrderRecord,
  task: TaskRecord,
  { method, actions }: SignatureChallengeRequest,
): NewChallenge {
  const documents = documentsToSign(order, task, actions);
  const random = credentials.newToken();
  const text = challengeText({
    taskId: task.id,
    subjectId: task.subject.id,
    documents,
    consentSha256: task.consent.sha256,
    random,
  });
  const digest = Buffer.from(sha256(text), 'hex').toString('base64url');
  const id = credentials.newId(method === 'eid' ? 'login' : 'challenge');
  return { id, taskId: task.id, method, random, digest, documents };
}

function documentsToSign(
  order: OrderRecord,
  task: TaskRecord,
  asked: readonly string[] | undefined,
): SignedDocument[] {
  const unknown = asked?.findIndex((id) => !task.actions.some((action) => action.id === id)) ?? -1;
  if (unknown >= 0) throw invalidRequest(`/actions/${unknown}`, 'The task has no such action.');
  return task.actions
    .filter(({ id, optional }) => (asked ? asked.includes(id) : !optional))
    .map((action) => {
      const hash = signedHashOf(order, action);
      if (hash !== undefined) return { actionId: action.id, sha256: hash };
      throw new ServiceProblem('action-missing', {
        reason: 'not-uploaded',
        detail: 'What is asked for has to be uploaded before it can be signed.',
      });
    });
}
