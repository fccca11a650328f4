/**
 * What can go wrong, in the protocol's words. Use cases throw a `ServiceProblem`; the HTTP room turns
 * it into `application/problem+json` (RFC 9457) without knowing any rule.
 */

interface ProblemKind {
  readonly status: number;
  readonly title: string;
  /** Whether the same request can succeed later as it is. */
  readonly retryable: boolean;
}

export const PROBLEMS = {
  'invalid-request': { status: 400, title: 'The request is not as the protocol says.', retryable: false },
  'consent-missing': {
    status: 400,
    title: 'The consent is missing or is not the one that was shown.',
    retryable: false,
  },
  'action-missing': {
    status: 400,
    title: 'Something that the task asks for has not been done.',
    retryable: false,
  },
  'signature-invalid': {
    status: 400,
    title: 'The signature is not one that the task accepts.',
    retryable: false,
  },
  'document-unsupported': { status: 422, title: 'This document cannot be signed.', retryable: false },
  'document-unreadable': { status: 422, title: 'This document cannot be read.', retryable: false },
  'idempotency-key-reused': {
    status: 422,
    title: 'This Idempotency-Key was used for another request.',
    retryable: false,
  },
  unauthorized: { status: 401, title: 'An API key is needed.', retryable: false },
  'login-required': { status: 401, title: 'The signer must log in first.', retryable: false },
  'artifact-required': {
    status: 401,
    title: 'This task opens only from the sender’s site.',
    retryable: false,
  },
  'login-failed': { status: 401, title: 'The login does not count.', retryable: false },
  'session-expired': {
    status: 401,
    title: 'The task session has ended. Open the task again.',
    retryable: false,
  },
  'subject-mismatch': {
    status: 403,
    title: 'The person who logged in is not the one who was asked to sign.',
    retryable: false,
  },
  forbidden: { status: 403, title: 'This is not yours to see.', retryable: false },
  'task-not-found': { status: 404, title: 'There is no such task.', retryable: false },
  'not-found': { status: 404, title: 'There is nothing here.', retryable: false },
  'task-final': { status: 409, title: 'The task has ended already.', retryable: false },
  'task-expired': { status: 409, title: 'The deadline of the task has passed.', retryable: false },
  'task-deleted': { status: 409, title: 'The sender has withdrawn the task.', retryable: false },
  'task-blocked': { status: 409, title: 'Others must sign first.', retryable: true },
  'document-changed': { status: 409, title: 'The document is not the one that was shown.', retryable: false },
  'not-sealed-yet': { status: 409, title: 'The sealed document is not ready yet.', retryable: true },
  'precondition-failed': { status: 412, title: 'The task has changed. Read it again.', retryable: false },
  'precondition-required': { status: 428, title: 'If-Match is needed.', retryable: false },
  'too-large': { status: 413, title: 'This is too large.', retryable: false },
  'unsupported-media-type': {
    status: 415,
    title: 'This kind of content is not accepted here.',
    retryable: false,
  },
  'too-many-attempts': { status: 429, title: 'Too many attempts. Wait a little.', retryable: true },
  'service-unavailable': { status: 503, title: 'The service cannot answer now.', retryable: true },
} as const satisfies Record<string, ProblemKind>;

export type ServiceProblemCode = keyof typeof PROBLEMS;

/** How to log in, as the protocol tells it to a widget. */
export interface LoginOffer {
  readonly id: string;
  readonly startUrl: string;
  readonly issuer?: string;
  readonly clientId?: string;
  readonly scope?: string;
  readonly acrValues?: string[];
  readonly nonce?: string;
  readonly maxAge?: number;
}

export interface ProblemDetails {
  /** One sentence for this very case: what is wrong and what to do. Nothing personal. */
  readonly detail?: string;
  /** A stable word for the cause where a code has several. */
  readonly reason?: string;
  /** For `too-many-attempts`: when it is worth trying again. */
  readonly retryAfterSeconds?: number;
  /** For what a login can mend: how to log in. */
  readonly login?: LoginOffer;
  /** Where in the request it is wrong. */
  readonly errors?: readonly { readonly pointer: string; readonly detail: string }[];
}

export class ServiceProblem extends Error {
  constructor(
    readonly code: ServiceProblemCode,
    readonly details: ProblemDetails = {},
    /** A cause is for the operator's log, and never in an answer. */
    options?: ErrorOptions,
  ) {
    super(details.detail ?? PROBLEMS[code].title, options);
    this.name = 'ServiceProblem';
  }
}

/** An `invalid-request` at one place of the request's body (JSON Pointer, RFC 6901). */
export function invalidRequest(pointer: string, detail: string): ServiceProblem {
  return new ServiceProblem('invalid-request', { detail, errors: [{ pointer, detail }] });
}
