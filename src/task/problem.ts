/** From an answer or a thrown error to a failure with a stable code (RFC 9457). */
import { FAILURE_CODES, type Failure, type FailureCode } from '../session/failure.ts';
import type { LoginOffer } from '../session/login-offer.ts';
import type { ProblemCode } from './contract.ts';
import { TaskError } from './task-error.ts';

const CODE_OF_STATUS: Readonly<Record<number, ProblemCode>> = {
  400: 'invalid-request',
  401: 'session-expired',
  403: 'forbidden',
  404: 'not-found',
  409: 'precondition-failed',
  412: 'precondition-failed',
  413: 'too-large',
  415: 'unsupported-media-type',
  422: 'invalid-request',
  428: 'precondition-required',
  429: 'too-many-attempts',
};

const RETRYABLE: readonly FailureCode[] = [
  'service-unavailable',
  'too-many-attempts',
  'precondition-failed',
  'session-expired',
];

/**
 * A proxy or a captive portal may have answered: a body that is no problem is judged by its status.
 *
 * @param service whose word on how to log in is taken; without it none is
 */
export async function failureFrom(response: Response, service?: string): Promise<Failure> {
  const unverified = await problemBody(response);
  const code = codeFrom(unverified['code'], response.status);
  const requestId = text(unverified['requestId']) ?? text(response.headers.get('X-Request-Id'));
  const reason = text(unverified['reason']);
  const retryAfterSeconds = secondsFrom(response.headers.get('Retry-After'));
  const login = await loginFrom(unverified['login'], service);
  const told = unverified['retryable'];
  return {
    code,
    retryable: typeof told === 'boolean' ? told : RETRYABLE.includes(code),
    ...(requestId !== undefined && { requestId }),
    ...(reason !== undefined && { reason }),
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
    ...(login && { login }),
  };
}

/**
 * What a request that got no answer means. A broken line and a service that is down look the same to
 * `fetch`; only what the browser knows of the line tells them apart.
 */
export function failureOf(error: unknown): Failure {
  if (error instanceof TaskError) return error.failure;
  if (error instanceof DOMException && error.name === 'TimeoutError') {
    return { code: 'timeout', retryable: true };
  }
  const offline = typeof navigator !== 'undefined' && navigator.onLine === false;
  return { code: offline ? 'offline' : 'service-unavailable', retryable: true };
}

/** Most problems have none: what judges one is loaded when there is one. */
async function loginFrom(unverified: unknown, service: string | undefined): Promise<LoginOffer | undefined> {
  if (service === undefined || unverified === undefined) return undefined;
  const { checkedLogin } = await import('./checked-login.ts');
  return checkedLogin(unverified, service);
}

async function problemBody(response: Response): Promise<Record<string, unknown>> {
  if (!/json/i.test(response.headers.get('Content-Type') ?? '')) return {};
  const body: unknown = await response.json().catch(() => undefined);
  return typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
}

function codeFrom(unverified: unknown, status: number): FailureCode {
  const known = FAILURE_CODES.find((code) => code === unverified);
  if (known && status < 500) return known;
  // Whatever a 5xx says, it does not say whether the wish was done.
  return CODE_OF_STATUS[status] ?? (status >= 500 ? 'service-unavailable' : 'invalid-request');
}

function text(unverified: unknown): string | undefined {
  return typeof unverified === 'string' && unverified !== '' ? unverified.slice(0, 200) : undefined;
}

/** `Retry-After` as seconds; a date is told from now (RFC 9110 section 10.2.3). */
function secondsFrom(header: string | null): number | undefined {
  if (header === null || header === '') return undefined;
  const seconds = /^\d+$/.test(header) ? Number(header) : (Date.parse(header) - Date.now()) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, Math.ceil(seconds)) : undefined;
}
