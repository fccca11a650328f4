/** What can go wrong, in words that are stable: the protocol's problem codes and the widget's own. */
import type { LoginOffer } from './login-offer.ts';

export const FAILURE_CODES = [
  'invalid-request',
  'consent-missing',
  'action-missing',
  'signature-invalid',
  'document-unsupported',
  'document-unreadable',
  'idempotency-key-reused',
  'unauthorized',
  'login-required',
  'artifact-required',
  'session-expired',
  'login-failed',
  'subject-mismatch',
  'forbidden',
  'task-not-found',
  'not-found',
  'task-final',
  'task-expired',
  'task-deleted',
  'task-blocked',
  'document-changed',
  'not-sealed-yet',
  'precondition-failed',
  'precondition-required',
  'too-large',
  'unsupported-media-type',
  'too-many-attempts',
  'service-unavailable',
  'offline',
  'timeout',
  'outcome-unknown',
  'login-cancelled',
  'login-blocked',
] as const;

export type FailureCode = (typeof FAILURE_CODES)[number];

export interface Failure {
  readonly code: FailureCode;
  /** Whether the same wish can succeed later as it is. */
  readonly retryable: boolean;
  /** What to quote to the service's operator. */
  readonly requestId?: string;
  /** A stable word for the cause where a code has several. */
  readonly reason?: string;
  readonly retryAfterSeconds?: number;
  /** How to log in, where a login is what is missing. */
  readonly login?: LoginOffer;
}

/** What a refused completion means for what happens next. */
export type Verdict =
  /** Nobody knows whether the service has signed: it is asked before anything is said. */
  | 'unknown'
  /** The task is not where the signer saw it: it is read, and what it says is shown. */
  | 'moved'
  /** The service said no to this attempt; the signer can mend it. */
  | 'again'
  /** Nothing that the signer can do here helps. */
  | 'ended';

const VERDICTS: Readonly<Record<FailureCode, Verdict>> = {
  'invalid-request': 'again',
  'consent-missing': 'again',
  'action-missing': 'again',
  'signature-invalid': 'again',
  'document-unsupported': 'ended',
  'document-unreadable': 'ended',
  'idempotency-key-reused': 'again',
  unauthorized: 'ended',
  'login-required': 'ended',
  'artifact-required': 'ended',
  'session-expired': 'ended',
  'login-failed': 'ended',
  'subject-mismatch': 'ended',
  forbidden: 'ended',
  'task-not-found': 'ended',
  'not-found': 'ended',
  'task-final': 'moved',
  'task-expired': 'moved',
  'task-deleted': 'moved',
  'task-blocked': 'moved',
  'document-changed': 'ended',
  'not-sealed-yet': 'again',
  'precondition-failed': 'moved',
  'precondition-required': 'moved',
  'too-large': 'again',
  'unsupported-media-type': 'again',
  'too-many-attempts': 'again',
  'service-unavailable': 'unknown',
  offline: 'unknown',
  timeout: 'unknown',
  'outcome-unknown': 'unknown',
  'login-cancelled': 'ended',
  'login-blocked': 'ended',
};

export function verdictOf(failure: Failure): Verdict {
  return VERDICTS[failure.code];
}
