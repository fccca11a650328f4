/**
 * Whether this page has come back from a login: a glance at the address and at what the tab keeps, small enough
 * to be there before the rest of this room is loaded. Changes nothing.
 */
import { pendingLogin, type PendingFlow, type PendingLogin } from './pending-login.ts';
import { isMarkedAsWindow, serviceAnswer, type ServiceAnswer } from './service-answer.ts';

export type FoundReturn =
  /** The callback page has left the eID's answer for this page. */
  | {
      readonly type: 'callback';
      readonly pending: PendingLogin;
      readonly flow: PendingFlow;
      readonly answer: string;
    }
  /** The service has come back to the page that this tab had left. */
  | { readonly type: 'service'; readonly pending: PendingLogin; readonly answer: ServiceAnswer }
  /** This page is only the end of a login that another page has opened a window for. */
  | { readonly type: 'window'; readonly loginId: string; readonly part: string };

export function hasLoginReturn(taskUrl: string): boolean {
  return findLoginReturn(taskUrl) !== undefined;
}

export function findLoginReturn(taskUrl: string): FoundReturn | undefined {
  const pending = pendingLogin(taskUrl);
  const { flow, unverifiedAnswer } = pending ?? {};
  if (pending && flow && unverifiedAnswer !== undefined)
    return { type: 'callback', pending, flow, answer: unverifiedAnswer };
  for (const part of [location.hash, location.search]) {
    const answer = serviceAnswer(part);
    if (!answer) continue;
    // An answer to a login that this tab has not begun may be somebody else's, put there to be signed with.
    if (pending && !flow && answer.loginId === pending.loginId) return { type: 'service', pending, answer };
    if (isMarkedAsWindow(location.search)) return { type: 'window', loginId: answer.loginId, part };
  }
  return undefined;
}
