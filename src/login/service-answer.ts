/**
 * What a login that the service ran adds to an address: `artifact` or `login-error`, with `login`. Reads it and
 * takes it out again, byte for byte beside the page's own. Pure: text in, text out.
 */
import { LoginError, type LoginFailureCode, type LoginResult } from './authenticator.ts';

export interface ServiceAnswer {
  readonly loginId: string;
  readonly artifact?: string;
  readonly error?: string;
}

/** Marks the page's own URL where it ends a login in a window: there the answer is for the opener. */
export const WINDOW_MARK = 'login-window';

const FAILURES: Readonly<Record<string, LoginFailureCode>> = {
  cancelled: 'login-cancelled',
  failed: 'login-failed',
  mismatch: 'subject-mismatch',
};

/** @param part a query or a fragment, with its first character */
export function serviceAnswer(part: string): ServiceAnswer | undefined {
  const members = membersOf(part);
  const loginId = members.get('login');
  const artifact = members.get('artifact');
  const error = members.get('login-error');
  if (!loginId) return undefined;
  if (error) return { loginId, error };
  return artifact ? { loginId, artifact } : undefined;
}

/** @throws {LoginError} */
export function resultOf({ loginId, artifact, error }: ServiceAnswer): LoginResult {
  if (artifact !== undefined) return { type: 'artifact', loginId, artifact };
  throw new LoginError((error && Object.hasOwn(FAILURES, error) && FAILURES[error]) || 'login-failed');
}

/** The address without what a login has added to it. A page may well have a `login` of its own in its query. */
export function withoutAnswer(address: string): string {
  const url = new URL(address);
  url.search = withoutMembers(url.search);
  url.hash = withoutMembers(url.hash);
  return url.href;
}

export function isMarkedAsWindow(search: string): boolean {
  return membersOf(search).has(WINDOW_MARK);
}

function withoutMembers(part: string): string {
  const members = membersOf(part);
  const gone = ['artifact', 'login-error', WINDOW_MARK];
  if (members.has('artifact') || members.has('login-error')) gone.push('login');
  const kept = part
    .slice(1)
    .split('&')
    .filter((member) => !gone.includes(member.split('=', 1)[0] ?? ''));
  const rest = kept.join('&');
  return rest && part.charAt(0) + rest;
}

function membersOf(part: string): URLSearchParams {
  return new URLSearchParams(part.slice(1));
}
