/** What a login has come back with, as what opens the task or as what went wrong. */
import type { LoginResult } from '../login/authenticator.ts';
import { FAILURE_CODES, type Failure } from '../session/failure.ts';
import type { OpenBy } from '../task/client.ts';
import { failureOf } from '../task/problem.ts';

export function credentialOf(result: LoginResult): OpenBy {
  return result.type === 'artifact'
    ? { artifact: result.artifact }
    : { login: { id: result.loginId, idToken: result.unverifiedIdToken } };
}

/** A host's authenticator may throw an error of a class of its own: what counts is the code. */
export function loginFailure(error: unknown): Failure {
  const { code: unverified, reason } = (error ?? {}) as {
    readonly code?: unknown;
    readonly reason?: unknown;
  };
  const code = FAILURE_CODES.find((known) => known === unverified);
  if (!code) return failureOf(error);
  return {
    code,
    retryable: code !== 'subject-mismatch',
    ...(typeof reason === 'string' && { reason }),
  };
}
