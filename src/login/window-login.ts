/**
 * A login in a window of its own, of either run. The page stays, and the window's end comes to it by
 * hand-over.ts. That the window is out of reach is no end: an eID's page may have cut it off.
 */
import { LoginError, type LoginRequest, type LoginResult } from './authenticator.ts';
import type { BrowserOffer } from './choose-login.ts';
import { withoutAnswer } from './clean-address.ts';
import { awaitHandOver } from './hand-over.ts';
import { dropState } from './login-state-store.ts';
import { LoginWindow } from './login-window.ts';
import type { OidcFlow } from './oidc-flow.ts';
import { serviceAnswer, WINDOW_MARK } from './service-answer.ts';
import { resultOf } from './service-result.ts';
import { startUrlOf } from './start-url.ts';
import { untilAborted } from './until-aborted.ts';

/** A little less than a service keeps a login open for. */
const LIFETIME_MILLISECONDS = 9 * 60_000;
const LOOK_EVERY_MILLISECONDS = 500;

/** @throws {LoginError}, or the signal's reason when aborted */
export async function browserLoginInWindow(
  flow: OidcFlow,
  offer: BrowserOffer,
  request: LoginRequest,
): Promise<LoginResult> {
  return inWindow(request, async (popup, signal) => {
    const starting = flow.start({ ...offer, afresh: request.afresh, where: 'window' }, signal);
    const { url, state } = await untilAborted(starting, signal);
    try {
      popup.go(url);
      const query = await awaitHandOver(state, signal);
      popup.close();
      const unverifiedIdToken = await untilAborted(flow.finish(state, query), signal);
      return { type: 'id-token', loginId: request.offer.id, unverifiedIdToken };
    } finally {
      dropState(state);
    }
  });
}

/** @throws {LoginError}, or the signal's reason when aborted */
export async function serviceLoginInWindow(
  redirectUri: string | undefined,
  { offer, ...request }: LoginRequest,
): Promise<LoginResult> {
  return inWindow(request, async (popup, signal) => {
    popup.go(startUrlOf(offer, redirectUri ?? markedPage()));
    const found = serviceAnswer(await awaitHandOver(offer.id, signal));
    if (found?.loginId !== offer.id) throw new LoginError('login-failed', 'answer-refused');
    return resultOf(found);
  });
}

/** The window is opened before anything is waited for, and is gone when the login has ended, however it did. */
async function inWindow<R>(
  { signal, onWindowLost }: Pick<LoginRequest, 'signal' | 'onWindowLost'>,
  login: (popup: LoginWindow, signal: AbortSignal) => Promise<R>,
): Promise<R> {
  signal.throwIfAborted();
  const popup = new LoginWindow();
  const end = new AbortController();
  const abort = () => end.abort(signal.reason);
  signal.addEventListener('abort', abort);
  const deadline = setTimeout(
    () => end.abort(new LoginError('login-failed', 'too-late')),
    LIFETIME_MILLISECONDS,
  );
  watch(popup, end.signal, onWindowLost);
  try {
    return await login(popup, end.signal);
  } finally {
    clearTimeout(deadline);
    signal.removeEventListener('abort', abort);
    end.abort();
    popup.close();
  }
}

function watch(popup: LoginWindow, signal: AbortSignal, lost: () => void): void {
  let timer: ReturnType<typeof setTimeout>;
  const look = () => {
    if (popup.closed) lost();
    else timer = setTimeout(look, LOOK_EVERY_MILLISECONDS);
  };
  timer = setTimeout(look, LOOK_EVERY_MILLISECONDS);
  signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
}

/** Without a page that ends logins it is this page that comes up in the window, and has to know why it is there. */
function markedPage(): string {
  const url = new URL(withoutAnswer(location.href));
  url.search += `${url.search ? '&' : '?'}${WINDOW_MARK}=1`;
  return url.href;
}
