/**
 * A login that the page is left for, of either run. What it comes back to is a new page, which knows of the
 * login by what this one has kept in the tab (see take-return.ts).
 */
import { LoginError, type LoginRequest } from './authenticator.ts';
import type { BrowserOffer } from './choose-login.ts';
import { withoutAnswer } from './clean-address.ts';
import { goTo } from './go-to.ts';
import { dropState } from './login-state-store.ts';
import type { OidcFlow } from './oidc-flow.ts';
import {
  dropPending,
  keepPending,
  pendingLogin,
  type PendingFlow,
  type PendingLogin,
} from './pending-login.ts';
import { startUrlOf } from './start-url.ts';
import { untilAborted } from './until-aborted.ts';

/** @throws {LoginError}, or the signal's reason when aborted */
export async function browserLoginInPage(
  flow: OidcFlow,
  offer: BrowserOffer,
  request: LoginRequest,
): Promise<never> {
  const { signal, taskUrl, afresh } = request;
  signal.throwIfAborted();
  dropDeadLogin(taskUrl);
  const starting = flow.start({ ...offer, afresh, where: 'page' }, signal);
  const { url, state } = await untilAborted(starting, signal);
  requireLine(() => dropState(state));
  return leave(url, request, { ...flow.party, state });
}

/** @throws {LoginError}, or the signal's reason when aborted */
export async function serviceLoginInPage(request: LoginRequest): Promise<never> {
  request.signal.throwIfAborted();
  dropDeadLogin(request.taskUrl);
  requireLine();
  return leave(startUrlOf(request.offer, thisPage()), request, undefined);
}

/** The browser's own page for “no connection” has no way back into a task that is half filled in. */
function requireLine(otherwise?: () => void): void {
  if (navigator.onLine) return;
  otherwise?.();
  throw new LoginError('offline');
}

/** Never settles where the page is left for good. */
function leave(
  url: string,
  { offer, taskUrl, signal, signs }: LoginRequest,
  flow?: PendingFlow,
): Promise<never> {
  return new Promise((_resolve, reject) => {
    const stay = (reason: unknown) => {
      window.removeEventListener('pageshow', comeBack);
      signal.removeEventListener('abort', abort);
      dropDeadLogin(taskUrl);
      reject(reason);
    };
    // The back button can bring the page back as it was left, waiting: nothing will come of that wait.
    const comeBack = ({ persisted }: PageTransitionEvent) => {
      if (persisted) stay(new LoginError('login-cancelled', 'came-back'));
    };
    const abort = () => stay(signal.reason);
    const pending: PendingLogin = {
      loginId: offer.id,
      taskUrl,
      returnTo: thisPage(),
      ...(signs !== undefined && { signs }),
      ...(flow && { flow }),
    };
    if (!keepPending(pending)) return stay(new LoginError('login-failed', 'storage-refused'));
    window.addEventListener('pageshow', comeBack);
    signal.addEventListener('abort', abort);
    try {
      goTo(url, document);
    } catch (error) {
      stay(error);
    }
  });
}

/** A login that will not come back is dropped with what its flow has kept. */
function dropDeadLogin(taskUrl: string): void {
  const flow = pendingLogin(taskUrl)?.flow;
  if (flow) dropState(flow.state);
  dropPending(taskUrl);
}

function thisPage(): string {
  return withoutAnswer(location.href);
}
