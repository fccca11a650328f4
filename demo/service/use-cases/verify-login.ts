import { ServiceProblem } from '../domain/problem.ts';
import { subjectMatches } from '../domain/subject-match.ts';
import { IdentityProviderUnavailable } from '../ports/identity-provider.ts';
import type { LoginEvidence } from '../storage/logins.ts';
import type { TaskRecord } from '../storage/order-record.ts';
import { requireProvider } from './offer-login.ts';
import { databaseNow, type ServiceContext } from './service-context.ts';

/** The login counts, but it is not the one who was asked to sign. */
export class LoginOfAnother extends Error {
  override readonly name = 'LoginOfAnother';
}

export interface LoginRun {
  /** Which of our clients ran it. */
  readonly client: 'browser' | 'service';
  /** The browser's belongs to the login, the service's to the one beginning of it, a signature's to what is signed. */
  readonly nonce: string;
  readonly acrValues: readonly string[];
}

/**
 * What the eID says of who it was, once all of it has been verified and it is the task's subject.
 *
 * @throws LoginRefused, LoginOfAnother, or service-unavailable when the eID's keys cannot be had
 */
export async function verifyLogin(
  context: ServiceContext,
  task: TaskRecord,
  unverifiedIdToken: string,
  { client, nonce, acrValues }: LoginRun,
): Promise<LoginEvidence> {
  const provider = requireProvider(context);
  const verified = await orUnavailable(
    provider.verifyIdToken(unverifiedIdToken, {
      client,
      nonce,
      acrValues,
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
