/** What the service's answer to a login means for the widget. Pure. */
import { LoginError, type LoginFailureCode, type LoginResult } from './authenticator.ts';
import type { ServiceAnswer } from './service-answer.ts';

const FAILURES: Readonly<Record<string, LoginFailureCode>> = {
  cancelled: 'login-cancelled',
  failed: 'login-failed',
  mismatch: 'subject-mismatch',
};

/** @throws {LoginError} */
export function resultOf({ loginId, artifact, error }: ServiceAnswer): LoginResult {
  if (artifact !== undefined) return { type: 'artifact', loginId, artifact };
  throw new LoginError((error && Object.hasOwn(FAILURES, error) && FAILURES[error]) || 'login-failed');
}
