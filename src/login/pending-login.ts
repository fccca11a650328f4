/**
 * The login that this tab has left its page for: one for a task, so that a page that comes back takes only
 * what its own tab began, for its own task. Never holds an artifact or a token.
 */
import { dropKept, keep, keptKeys, readKept } from './login-storage.ts';

const PREFIX = 'signing-widget login ';

export interface PendingLogin {
  readonly loginId: string;
  readonly taskUrl: string;
  /** The page that was left, without what a login adds to an address. */
  readonly returnTo: string;
  /** The press on "sign" that it vouches for; without one it opens the task. */
  readonly signs?: string;
  /** There when the browser runs the flow. */
  readonly flow?: PendingFlow;
  /** The query that the eID called the callback page with. */
  readonly unverifiedAnswer?: string;
}

export interface PendingFlow {
  readonly issuer: string;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly state: string;
}

export function pendingLogin(taskUrl: string): PendingLogin | undefined {
  return pendingFrom(readKept(PREFIX + taskUrl));
}

/** @returns whether it is kept, and the page may be left */
export function keepPending(pending: PendingLogin): boolean {
  return keep(PREFIX + pending.taskUrl, JSON.stringify(pending));
}

export function dropPending(taskUrl: string): void {
  dropKept(PREFIX + taskUrl);
}

export function pendingWithState(state: string): PendingLogin | undefined {
  return keptKeys(PREFIX)
    .map((key) => pendingFrom(readKept(key)))
    .find((pending) => pending?.flow?.state === state);
}

/** Anything on the origin can write there: what is no pending login is as good as none. */
function pendingFrom(unverified: string | undefined): PendingLogin | undefined {
  if (unverified === undefined) return undefined;
  try {
    const { loginId, taskUrl, returnTo, signs, flow, unverifiedAnswer } = JSON.parse(
      unverified,
    ) as PendingLogin;
    if (!areStrings(loginId, taskUrl) || !URL.canParse(returnTo)) return undefined;
    if (flow && !areStrings(flow.issuer, flow.clientId, flow.redirectUri, flow.state)) return undefined;
    return {
      loginId,
      taskUrl,
      returnTo,
      ...(areStrings(signs) && { signs }),
      ...(flow && { flow }),
      ...(areStrings(unverifiedAnswer) && { unverifiedAnswer }),
    };
  } catch {
    return undefined;
  }
}

function areStrings(...values: readonly unknown[]): boolean {
  return values.every((value) => typeof value === 'string');
}
