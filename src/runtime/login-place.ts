/** Where a login can take place: in the page, or only in a window of its own. */
import type { LoginMode } from '../session/login-offer.ts';

export const isFramed = (): boolean => window.parent !== window;

/** Whether the login will need a click of its own. */
export function needsWindow(mode: LoginMode): boolean {
  return mode === 'popup' || isFramed();
}
