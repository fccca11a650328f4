/** What a token's header may say, before any key is looked for (RFC 7515 section 4.1, RFC 8725). */
import { LoginRefused } from '../../ports/identity-provider.ts';
import type { Claims } from './unverified-id-token.ts';

export interface CheckedHeader {
  readonly algorithm: string;
  readonly kid: string | undefined;
}

/** Keys that a token brings along (`jwk`, `jku`, `x5c`, `x5u`) are not even read: section 3.10 of RFC 8725. */
export function checkHeader(header: Claims, algorithms: readonly string[]): CheckedHeader {
  const { alg, crit, kid, typ } = header;
  if (typeof alg !== 'string' || !algorithms.includes(alg)) throw new LoginRefused('algorithm');
  // RFC 7515 section 4.1.11: no extension is understood here, so that none can be critical.
  if (crit !== undefined) throw new LoginRefused('malformed');
  if (typ !== undefined && isOfAnotherType(typ)) throw new LoginRefused('malformed');
  if (kid !== undefined && typeof kid !== 'string') throw new LoginRefused('key-unknown');
  return { algorithm: alg, kid };
}

/** RFC 8725 section 3.11: an access token (`at+jwt`) or a logout token of the same provider is no ID token. */
function isOfAnotherType(typ: unknown): boolean {
  return typeof typ !== 'string' || /\+jwt$/i.test(typ);
}
