import { ServiceProblem } from '../domain/problem.ts';
import { subjectMatches } from '../domain/subject-match.ts';
import { IdentityProviderUnavailable } from '../ports/identity-provider.ts';
import type { LoginEvidence } from '../storage/logins.ts';
import type { TaskRecord } from '../storage/order-record.ts';
import { acrValuesOf, nonceOf, requireProvider } from './offer-login.ts';
import { databaseNow, type ServiceContext } from './service-context.ts';

/** The login counts, but it is not the one who was asked to sign. */
export class LoginOfAnother extends Error {
  override readonly name = 'LoginOfAnother';
}

/** Which of our clients ran it: the browser's nonce belongs to the login, the service's to the one beginning of it. */
export type LoginRun =
  { readonly client: 'browser' } | { readonly client: 'service'; readonly nonce: string };

/**
 * What the eID says of who it was, once all of it has been verified and it is the task's subject.
 *
 * @throws LoginRefused, LoginOfAnother, or service-unavailable when the eID's keys cannot be had
 */
export async function verifyLogin(
  context: ServiceContext,
  task: TaskRecord,
  loginId: string,
  unverifiedIdToken: string,
  run: LoginRun,
): Promise<LoginEvidence> {
  const provider = requireProvider(context);
  const verified = await orUnavailable(
    provider.verifyIdToken(unverifiedIdToken, {
      client: run.client,
      nonce: run.client === 'browser' ? nonceOf(context, loginId) : run.nonce,
      acrValues: acrValuesOf(task),
      now: await databaseNow(context.database),
    }),
  );
  const { eid } = task.subject;
  // A task that names no claim is nobody's: orders are refused without it, and what slips through stays shut.
  if (!eid || !subjectMatches(verified.claims, eid)) throw new LoginOfAnother();
  return { idToken: unverifiedIdToken, keySet: verified.keySet, acr: verified.acr };
}

export async function orUnavailable<Result>(asked: Promise<Result>): Promise<Result> {
  try {
    return await asked;
  } catch (error) {
    if (!(error instanceof IdentityProviderUnavailable)) throw error;
    throw new ServiceProblem('service-unavailable', { detail: 'The eID does not answer.' }, { cause: error });
  }
}
