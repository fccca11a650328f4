/**
 * What a login that the service ran adds to an address: `artifact` or `login-error`, with `login`. Only reads; what
 * it means is for service-result.ts, and clean-address.ts takes it out. Pure: it is a part of every page's first load.
 */

export interface ServiceAnswer {
  readonly loginId: string;
  readonly artifact?: string;
  readonly error?: string;
}

/** Marks the page's own URL where it ends a login in a window: there the answer is for the opener. */
export const WINDOW_MARK = 'login-window';

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

export function isMarkedAsWindow(search: string): boolean {
  return membersOf(search).has(WINDOW_MARK);
}

/** @param part a query or a fragment, with its first character */
export function membersOf(part: string): URLSearchParams {
  return new URLSearchParams(part.slice(1));
}
