/**
 * Logging a signer in, as the rest of the widget sees it. OpenID Connect is behind this: only this room
 * knows of it, and its code is loaded when a login is asked for and not before.
 */
import type { LoginOffer } from '../session/login-offer.ts';

/**
 * How to log in. `auto`: in the browser when the service offers it, else by the service; in this page, or in a
 * window of its own where the page is framed. `redirect`: leaves the page and comes back. `popup`: a window of
 * its own. `service`: the service, a confidential client, runs the login.
 */
export type LoginMode = 'auto' | 'redirect' | 'popup' | 'service';

export interface LoginRequest {
  readonly offer: LoginOffer;
  readonly mode: LoginMode;
  /** The page of this origin that ends a login, absolute; without one only the service can run it. */
  readonly redirectUri: string | undefined;
  /** The task's URL, without artifact: names what the login is for when the page comes back. */
  readonly taskUrl: string;
  /** The press on "sign" that it vouches for; without one it opens the task. */
  readonly signs?: string | undefined;
  /** Ask who it is even where the eID still knows: the last one was the wrong person. */
  readonly afresh: boolean;
  /** Ends the login: the signer has cancelled it, or the widget has gone. */
  readonly signal: AbortSignal;
  /** The window is out of reach: closed by the signer, or cut off by the eID's page. The login may still end well. */
  readonly onWindowLost: () => void;
}

/** What opens the task after a login. Neither is ever stored beyond the tab, nor put into an event. */
export type LoginResult =
  | { readonly type: 'id-token'; readonly loginId: string; readonly unverifiedIdToken: string }
  | { readonly type: 'artifact'; readonly loginId: string; readonly artifact: string };

/** What a page that was left for a login came back with. */
export type LoginReturn = (
  | { readonly type: 'result'; readonly result: LoginResult }
  | { readonly type: 'failed'; readonly code: LoginFailureCode; readonly reason?: string }
) & {
  /** The press on "sign" that it was for; without one it was to open the task. */
  readonly signs?: string;
};

export type LoginFailureCode =
  | 'login-cancelled'
  | 'login-blocked'
  | 'login-failed'
  | 'subject-mismatch'
  | 'offline'
  | 'service-unavailable';

export class LoginError extends Error {
  override readonly name = 'LoginError';

  constructor(
    readonly code: LoginFailureCode,
    readonly reason?: string,
    options?: ErrorOptions,
  ) {
    super(code, options);
  }
}

export interface Authenticator {
  /** Gets everything ready that takes time, so that the click does not wait. A failure shows when it is used. */
  prepare(request: Pick<LoginRequest, 'offer' | 'mode' | 'redirectUri'>): void;
  /**
   * Called inside the click: a window is opened before anything is waited for. Never settles where the page is
   * left.
   *
   * @throws {LoginError}, or the signal's reason when aborted
   */
  login(request: LoginRequest): Promise<LoginResult>;
  /**
   * Whether this page has come back from a login for the task, and with what. Only what this tab began is
   * taken; it is taken once, and the address bar is clean before anything is waited for.
   */
  takeReturn(taskUrl: string): Promise<LoginReturn> | undefined;
}
