/** Where a login that the service runs begins, and where it is to come back to. */
import type { LoginOffer } from '../session/login-offer.ts';
import { LoginError } from './authenticator.ts';

/** @throws {LoginError} */
export function startUrlOf({ startUrl }: LoginOffer, comeBackTo: string): string {
  if (!URL.canParse(startUrl)) throw new LoginError('login-failed', 'address');
  const url = new URL(startUrl);
  url.searchParams.set('return', comeBackTo);
  return url.href;
}
