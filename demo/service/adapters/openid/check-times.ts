/**
 * When the token is good (OpenID Connect Core section 3.1.3.7, rules 9 and 10; RFC 7519 section 4.1). Each
 * comparison says what is good, so that a time that is no number is refused. Has no clock of its own.
 */
import { LoginRefused } from '../../ports/identity-provider.ts';
import type { Claims } from './unverified-id-token.ts';

/** What two clocks that are both kept may differ by. */
export const LEEWAY_SECONDS = 60;
/** A login takes a person minutes; a token that is older was kept by somebody. */
const OLDEST_TOKEN_SECONDS = 600;

export function checkTimes({ exp, nbf, iat }: Claims, now: Date): void {
  const nowSeconds = now.getTime() / 1000;
  if (!(isTime(exp) && nowSeconds < exp + LEEWAY_SECONDS)) throw new LoginRefused('expired');
  if (nbf !== undefined && !(isTime(nbf) && nbf <= nowSeconds + LEEWAY_SECONDS)) {
    throw new LoginRefused('not-yet-valid');
  }
  const isFresh =
    isTime(iat) &&
    iat <= nowSeconds + LEEWAY_SECONDS &&
    iat >= nowSeconds - OLDEST_TOKEN_SECONDS - LEEWAY_SECONDS;
  if (!isFresh) throw new LoginRefused('issued-at');
}

/** RFC 7519 section 2, NumericDate: seconds, perhaps with a fraction. */
export function isTime(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}
