/** Whether this login is the one that was asked for, and good enough (OpenID Connect Core sections 2 and 3.1.3.7). */
import { createHash, timingSafeEqual } from 'node:crypto';
import { LoginRefused } from '../../ports/identity-provider.ts';
import { LEEWAY_SECONDS, isTime } from './check-times.ts';
import type { Claims } from './unverified-id-token.ts';

/** Rule 11: binds the token to the login that we began. */
export function checkNonce({ nonce }: Claims, expected: string): void {
  // An empty nonce would be one that every login has.
  if (typeof nonce !== 'string' || expected === '' || !isSame(nonce, expected)) {
    throw new LoginRefused('nonce');
  }
}

/** Rule 12. Nothing asked for means that nothing is good enough: a lost setting must not open a task. */
export function checkAcr({ acr }: Claims, acrValues: readonly string[]): string {
  if (typeof acr !== 'string' || !acrValues.includes(acr)) throw new LoginRefused('acr');
  return acr;
}

/** Rule 13: with `max_age` the provider must say when the person last proved who they are. */
export function checkAuthTime(
  { auth_time: authTime }: Claims,
  maxAgeSeconds: number | undefined,
  now: Date,
): Date | undefined {
  if (authTime === undefined && maxAgeSeconds === undefined) return undefined;
  const nowSeconds = now.getTime() / 1000;
  const oldestSeconds = maxAgeSeconds === undefined ? 0 : nowSeconds - maxAgeSeconds - LEEWAY_SECONDS;
  if (!(isTime(authTime) && authTime <= nowSeconds + LEEWAY_SECONDS && authTime >= oldestSeconds)) {
    throw new LoginRefused('auth-time');
  }
  return new Date(authTime * 1000);
}

/** Section 2: never empty, at most 255 characters. */
export function checkSubject({ sub }: Claims): string {
  if (typeof sub !== 'string' || sub === '' || sub.length > 255) throw new LoginRefused('subject');
  return sub;
}

/** By digests of one length, so that the time it takes says nothing about how much was right. */
function isSame(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
