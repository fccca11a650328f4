/**
 * What a page has come back from a login with. The login is forgotten and the address is clean before anything
 * is waited for: a reload, or a second widget for the task, finds nothing to take again.
 */
import { LoginError, type LoginReturn } from './authenticator.ts';
import { withoutAnswer } from './clean-address.ts';
import { handOver } from './hand-over.ts';
import { findLoginReturn } from './login-return.ts';
import { OidcFlow } from './oidc-flow.ts';
import { dropPending, type PendingFlow, type PendingLogin } from './pending-login.ts';
import type { ServiceAnswer } from './service-answer.ts';
import { resultOf } from './service-result.ts';

export function takeReturn(taskUrl: string): Promise<LoginReturn> | undefined {
  const found = findLoginReturn(taskUrl);
  if (!found) return undefined;
  switch (found.type) {
    case 'callback':
      dropPending(taskUrl);
      return forPress(found.pending, fromCallback(found.pending.loginId, found.flow, found.answer));
    case 'service':
      dropPending(taskUrl);
      cleanAddress(new URL(found.pending.returnTo).hash);
      return forPress(found.pending, fromService(found.answer));
    case 'window':
      cleanAddress('');
      return toOpener(found.loginId, found.part);
  }
}

async function forPress({ signs }: PendingLogin, returned: Promise<LoginReturn>): Promise<LoginReturn> {
  return { ...(await returned), ...(signs !== undefined && { signs }) };
}

async function fromCallback(loginId: string, flow: PendingFlow, answer: string): Promise<LoginReturn> {
  try {
    const unverifiedIdToken = await new OidcFlow(flow).finish(flow.state, answer);
    return { type: 'result', result: { type: 'id-token', loginId, unverifiedIdToken } };
  } catch (error) {
    return failed(error);
  }
}

async function fromService(answer: ServiceAnswer): Promise<LoginReturn> {
  try {
    return { type: 'result', result: resultOf(answer) };
  } catch (error) {
    return failed(error);
  }
}

/** In a window that another page has opened, the answer is that page's, and there is nothing more to do here. */
async function toOpener(loginId: string, part: string): Promise<LoginReturn> {
  if (!(await handOver(loginId, part))) return failed(new LoginError('login-failed', 'not-handed-over'));
  window.close();
  return failed(new LoginError('login-cancelled', 'handed-over'));
}

function failed(error: unknown): LoginReturn {
  const { code, reason } = error instanceof LoginError ? error : new LoginError('login-failed');
  return { type: 'failed', code, ...(reason !== undefined && { reason }) };
}

/** @param fragment the page's own, for a service that has put the answer in its place */
function cleanAddress(fragment: string): void {
  const url = new URL(withoutAnswer(location.href));
  url.hash ||= fragment;
  history.replaceState(history.state, '', url);
}
