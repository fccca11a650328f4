/** Which published key a token says it was signed with (RFC 7515 section 4.1.4, OpenID Connect Core section 10.1). */
import { LoginRefused } from '../../ports/identity-provider.ts';
import type { PublishedKey } from './key-set.ts';
import { SIGNATURE_ALGORITHMS } from './signature-algorithms.ts';

/**
 * @returns undefined where no key, or more than one, could be meant: trying each would let a token choose
 * @throws LoginRefused where the key that it names is for another algorithm
 */
export function chooseKey(
  keys: readonly PublishedKey[],
  algorithm: string,
  kid: string | undefined,
): PublishedKey | undefined {
  const named = kid === undefined ? keys : keys.filter((key) => key['kid'] === kid);
  const fitting = named.filter((key) => fits(key, algorithm));
  if (kid !== undefined && named.length > 0 && fitting.length === 0) throw new LoginRefused('algorithm');
  return fitting.length === 1 ? fitting[0] : undefined;
}

/** RFC 8725 section 3.1: the key decides about the algorithm, never the token. */
function fits(key: PublishedKey, algorithm: string): boolean {
  const kind = SIGNATURE_ALGORITHMS.get(algorithm);
  if (kind === undefined || key['kty'] !== kind.kty) return false;
  if (kind.crv !== undefined && key['crv'] !== kind.crv) return false;
  if (key['alg'] !== undefined && key['alg'] !== algorithm) return false;
  if (key['use'] !== undefined && key['use'] !== 'sig') return false;
  const operations = key['key_ops'];
  return operations === undefined || (Array.isArray(operations) && operations.includes('verify'));
}
