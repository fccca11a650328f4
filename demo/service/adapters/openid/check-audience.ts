/** Who made the token, and for whom (OpenID Connect Core section 3.1.3.7, rules 2 to 5). */
import { LoginRefused } from '../../ports/identity-provider.ts';
import type { Claims } from './unverified-id-token.ts';

export function checkIssuer({ iss }: Claims, issuer: string): void {
  if (iss !== issuer) throw new LoginRefused('issuer');
}

/** @param clientId undefined where that client is not set up: then no token can be for it */
export function checkAudience({ aud }: Claims, clientId: string | undefined): void {
  const audiences: unknown[] = Array.isArray(aud) ? aud : [aud];
  const areStrings = audiences.every((audience) => typeof audience === 'string');
  if (!areStrings || clientId === undefined || !audiences.includes(clientId)) {
    throw new LoginRefused('audience');
  }
}

/** Among several audiences only the one that asked for the token may bring it to us. */
export function checkAuthorizedParty({ aud, azp }: Claims, clientId: string | undefined): void {
  const isForOthersToo = Array.isArray(aud) && aud.some((audience) => audience !== clientId);
  if (azp === undefined ? isForOthersToo : azp !== clientId) throw new LoginRefused('authorized-party');
}
