/** What can go wrong, in words that are stable: the protocol's problem codes and the widget's own. */
import type { LoginOffer } from './login-offer.ts';

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

const VERDICTS = {
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
} as const satisfies Record<string, Verdict>;

export type FailureCode = keyof typeof VERDICTS;

export const FAILURE_CODES = Object.keys(VERDICTS) as readonly FailureCode[];

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

export function verdictOf(failure: Failure): Verdict {
  return VERDICTS[failure.code];
}

/** Of the way to the service, and not of what was asked: an answer of any kind shows that it is over. */
export function ofTheLine(failure: Failure | undefined): boolean {
  return (
    failure?.code === 'offline' || failure?.code === 'timeout' || failure?.code === 'service-unavailable'
  );
}
