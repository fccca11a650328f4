/** Whether the login with the eID was by the task's subject, for this signature and no other. */
import type { Signature } from '../../../src/task/contract.ts';
import { ServiceProblem } from '../domain/problem.ts';
import { LoginRefused } from '../ports/identity-provider.ts';
import type { Sql } from '../ports/database.ts';
import { endLogin, findFinishedLogin } from '../storage/logins.ts';
import type { EidSignatureEvidence, TaskRecord } from '../storage/order-record.ts';
import type { ChallengeRecord } from '../storage/signature-challenges.ts';
import { signatureAcrValuesOf } from './offer-login.ts';
import { recordRefusal } from './record-refusal.ts';
import { sha256, type ServiceContext } from './service-context.ts';
import { LoginOfAnother, verifyLogin } from './verify-login.ts';

type EidLogin = Extract<Signature, { readonly method: 'eid' }>['login'];
type Finish = (sql: Sql) => Promise<EidSignatureEvidence>;

/** @throws login-failed with the rule that was broken, or subject-mismatch */
export async function proveEid(
  context: ServiceContext,
  task: TaskRecord,
  challenge: ChallengeRecord,
  { idToken, artifact }: EidLogin,
): Promise<Finish> {
  try {
    if (idToken !== undefined) return await provenByBrowser(context, task, challenge, idToken);
    const isTheirs =
      artifact !== undefined && context.credentials.hashToken(artifact) === challenge.proofHash;
    // Without it anyone who knows of the challenge could sign with a login that somebody else was led into.
    if (!isTheirs) throw new LoginRefused('malformed');
    return (sql) => evidenceOf(sql, challenge);
  } catch (error) {
    if (!(error instanceof LoginRefused) && !(error instanceof LoginOfAnother)) throw error;
    await recordRefusal(context, task, challenge.id, error);
    throw error instanceof LoginOfAnother
      ? new ServiceProblem('subject-mismatch')
      : new ServiceProblem('login-failed', { reason: error.reason });
  }
}

async function provenByBrowser(
  context: ServiceContext,
  task: TaskRecord,
  challenge: ChallengeRecord,
  idToken: string,
): Promise<Finish> {
  const evidence = await verifyLogin(context, task, idToken, {
    client: 'browser',
    nonce: challenge.digest,
    acrValues: signatureAcrValuesOf(context, task),
  });
  return async (sql) => {
    if (!(await endLogin(sql, challenge.id, evidence, undefined)))
      throw new ServiceProblem('login-failed', { reason: 'replayed' });
    return evidenceOf(sql, challenge);
  };
}

async function evidenceOf(sql: Sql, { id, random }: ChallengeRecord): Promise<EidSignatureEvidence> {
  const login = await findFinishedLogin(sql, id);
  if (!login) throw new ServiceProblem('login-failed', { reason: 'expired' });
  return {
    method: 'eid',
    loginId: id,
    random,
    acr: login.acr,
    verifiedAt: login.verifiedAt.toISOString(),
    idTokenSha256: sha256(login.idToken),
  };
}
