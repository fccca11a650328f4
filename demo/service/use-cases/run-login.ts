/**
 * A login that the service itself runs, as a confidential client: begun where the widget sends the browser, ended
 * where the eID sends it back. At the end an artifact goes to the page that the login was for; only the element
 * that holds the login's id takes it, so that nobody can be logged in by a link of somebody else's.
 */
import { createHash } from 'node:crypto';
import { invalidRequest, ServiceProblem } from '../domain/problem.ts';
import { IdentityProviderUnavailable, LoginRefused } from '../ports/identity-provider.ts';
import { insertArtifact } from '../storage/artifacts.ts';
import { beginLogin, endLogin, findLogin, takeLoginState, type LoginRecord } from '../storage/logins.ts';
import type { TaskRecord } from '../storage/order-record.ts';
import { findChallenge, setChallengeProof, type ChallengeRecord } from '../storage/signature-challenges.ts';
import { acrValuesOf, requireProvider, signatureAcrValuesOf } from './offer-login.ts';
import { recordRefusal } from './record-refusal.ts';
import { changeOrder } from './order-transaction.ts';
import { loadTask } from './read-task.ts';
import type { ServiceContext } from './service-context.ts';
import { LoginOfAnother, orUnavailable, verifyLogin } from './verify-login.ts';

/** @returns where the browser goes: to the eID, or back with the reason why not */
export async function startLogin(
  context: ServiceContext,
  loginId: string,
  unverifiedReturn: string | undefined,
): Promise<string> {
  const provider = requireProvider(context);
  const known = await findLogin(context.database, loginId);
  if (!known) throw new ServiceProblem('task-not-found');
  const returnUrl = returnUrlFrom(context, unverifiedReturn, known.taskId);
  const state = context.credentials.newToken();
  const login = await beginLogin(context.database, loginId, {
    stateHash: context.credentials.hashToken(state),
    returnUrl,
  });
  if (!login) return withFragment(returnUrl, { 'login-error': 'failed', login: loginId });
  const { task } = await loadTask(context, login.taskId);
  try {
    const { nonce, acrValues } = await purposeOf(context, task, login, state);
    return await provider.authorizationUrl({
      state,
      nonce,
      codeChallenge: createHash('sha256').update(verifierOf(context, state)).digest('base64url'),
      acrValues,
      redirectUri: callbackUrl(context),
      afresh: login.afresh,
    });
  } catch (error) {
    if (!(error instanceof IdentityProviderUnavailable)) throw error;
    context.log.error({ err: error }, 'a login could not be begun');
    return withFragment(returnUrl, { 'login-error': 'failed', login: loginId });
  }
}

/** What the eID brings back in the address (RFC 6749 section 4.1.2, RFC 9207). */
export interface LoginCallback {
  readonly state: string | undefined;
  readonly code: string | undefined;
  readonly error: string | undefined;
  /** Of whoever answers, where it says so. */
  readonly issuer: string | undefined;
}

/**
 * @returns where the browser goes now
 * @throws task-not-found for a state that is unknown or spent
 */
export async function finishLogin(context: ServiceContext, callback: LoginCallback): Promise<string> {
  const { state = '', code, error, issuer } = callback;
  const login = await takeLoginState(context.database, context.credentials.hashToken(state));
  if (!login) throw new ServiceProblem('task-not-found');
  const back = (members: Record<string, string>) =>
    withFragment(login.returnUrl ?? taskUrl(context, login.taskId), { ...members, login: login.id });
  if (!login.alive) return back({ 'login-error': 'failed' });
  try {
    // Another provider's answer, an error too, mixed up with ours on purpose (RFC 9207 section 2.4).
    if (issuer !== undefined && issuer !== requireProvider(context).issuer) throw new LoginRefused('issuer');
    if (error !== undefined) return back({ 'login-error': await declined(context, login, error) });
    return back({ artifact: await artifactFor(context, login, state, code) });
  } catch (failure) {
    if (failure instanceof ServiceProblem) {
      context.log.error({ err: failure.cause ?? failure }, 'a login could not be finished');
      return back({ 'login-error': 'failed' });
    }
    if (!(failure instanceof LoginRefused) && !(failure instanceof LoginOfAnother)) throw failure;
    const { task } = await loadTask(context, login.taskId);
    await recordRefusal(context, task, login.id, failure);
    return back({ 'login-error': failure instanceof LoginOfAnother ? 'mismatch' : 'failed' });
  }
}

async function artifactFor(
  context: ServiceContext,
  login: LoginRecord,
  state: string,
  code: string | undefined,
): Promise<string> {
  const { credentials, database } = context;
  if (code === undefined) throw new LoginRefused('code-refused');
  const { task } = await loadTask(context, login.taskId);
  const idToken = await orUnavailable(
    requireProvider(context).exchangeCode({
      code,
      codeVerifier: verifierOf(context, state),
      redirectUri: callbackUrl(context),
    }),
  );
  const { challenge, ...run } = await purposeOf(context, task, login, state);
  const evidence = await verifyLogin(context, task, idToken, { client: 'service', ...run });
  const artifact = credentials.newToken();
  const hash = credentials.hashToken(artifact);
  // A login that counts and an artifact that leads from it, or neither.
  await database.transaction(async (sql) => {
    if (!(await endLogin(sql, login.id, evidence, undefined))) throw new LoginRefused('replayed');
    // To sign is not to come in: this one opens nothing, and is shown with the signature.
    if (challenge) await setChallengeProof(sql, challenge.id, hash);
    else await insertArtifact(sql, hash, { taskId: task.id, loginId: login.id });
  });
  return artifact;
}

/** What a login is for: to come in, or to sign what its nonce names. */
async function purposeOf(
  context: ServiceContext,
  task: TaskRecord,
  login: LoginRecord,
  state: string,
): Promise<{ nonce: string; acrValues: readonly string[]; challenge: ChallengeRecord | undefined }> {
  const challenge = await findChallenge(context.database, login.id);
  return challenge
    ? { challenge, nonce: challenge.digest, acrValues: signatureAcrValuesOf(context, task) }
    : {
        challenge,
        nonce: context.credentials.deriveToken('state-nonce', state),
        acrValues: acrValuesOf(task),
      };
}

/** OpenID Connect Core section 3.1.2.6; Unmet Authentication Requirements 1.0. */
const REFUSED_BY_EID: readonly string[] = [
  'login_required',
  'interaction_required',
  'consent_required',
  'account_selection_required',
  'unmet_authentication_requirements',
];

/** The person pressed cancel, or the eID could not go on: told apart, because what to do next differs. */
async function declined(
  context: ServiceContext,
  login: LoginRecord,
  error: string,
): Promise<'cancelled' | 'failed'> {
  const { task } = await loadTask(context, login.taskId);
  if (error !== 'access_denied') {
    // What a person could not do is history; what the eID or our settings could not do is for the operator.
    if (REFUSED_BY_EID.includes(error)) {
      await recordRefusal(context, task, login.id, new LoginRefused('code-refused'));
    } else {
      const known = /^[a-z_]{1,60}$/.test(error) ? error : 'unknown';
      context.log.error({ oauthError: known }, 'the eID did not run a login');
    }
    return 'failed';
  }
  await changeOrder(context, task.orderId, async (transaction) =>
    transaction.record({ type: 'task.login-cancelled', taskId: task.id, data: { loginId: login.id } }),
  );
  return 'cancelled';
}

/** Only to registered origins: else an artifact could be had for strangers. */
function returnUrlFrom(context: ServiceContext, unverified: string | undefined, taskId: string): string {
  if (unverified === undefined) return taskUrl(context, taskId);
  const url = URL.canParse(unverified) ? new URL(unverified) : undefined;
  const origins = [new URL(context.publicUrl).origin, ...context.returnOrigins];
  if (!url || !origins.includes(url.origin) || url.username !== '' || url.password !== '') {
    throw invalidRequest('/return', 'The address to return to is not on a registered origin.');
  }
  return url.href;
}

/** Beside what the page has in its own fragment, which stays as it is. */
function withFragment(address: string, members: Record<string, string>): string {
  const url = new URL(address);
  const added = new URLSearchParams(members).toString();
  url.hash = url.hash.length > 1 ? `${url.hash}&${added}` : added;
  return url.href;
}

function taskUrl(context: ServiceContext, taskId: string): string {
  return `${context.publicUrl}/tasks/${taskId}`;
}

function callbackUrl(context: ServiceContext): string {
  return `${context.publicUrl}/logins/callback`;
}

/** PKCE (RFC 7636) also for a confidential client (RFC 9700 section 2.1.1). */
function verifierOf({ credentials }: ServiceContext, state: string): string {
  return credentials.deriveToken('code-verifier', state);
}
