/**
 * The rules of an ID token, in the order in which they are told apart (OpenID Connect Core section 3.1.3.7,
 * RFC 8725): form, algorithm, key, signature, and only then what the token says.
 */
import { LoginRefused } from '../../ports/identity-provider.ts';
import type { ExpectedIdToken, VerifiedIdToken } from '../../ports/identity-provider.ts';
import { checkAudience, checkAuthorizedParty, checkIssuer } from './check-audience.ts';
import { checkAcr, checkAuthTime, checkNonce, checkSubject } from './check-authentication.ts';
import { type CheckedHeader, checkHeader } from './check-header.ts';
import { checkSignature } from './check-signature.ts';
import { checkTimes } from './check-times.ts';
import { chooseKey } from './choose-key.ts';
import type { KeySet, PublishedKey } from './key-set.ts';
import type { Remembered } from './remembered.ts';
import { parseIdToken } from './unverified-id-token.ts';

export interface IdTokenRules {
  readonly issuer: string;
  readonly algorithms: readonly string[];
  readonly maxAgeSeconds: number | undefined;
  readonly clientIds: Readonly<Record<ExpectedIdToken['client'], string | undefined>>;
  readonly keySets: Pick<Remembered<KeySet>, 'current' | 'newer'>;
}

export async function verifyIdToken(
  unverifiedIdToken: string,
  expected: ExpectedIdToken,
  rules: IdTokenRules,
): Promise<VerifiedIdToken> {
  const { compact, header, unverifiedClaims: claims } = parseIdToken(unverifiedIdToken);
  const checkedHeader = checkHeader(header, rules.algorithms);
  const { key, keySet } = await findKey(rules.keySets, checkedHeader);
  await checkSignature(compact, key, checkedHeader.algorithm);

  const clientId = rules.clientIds[expected.client];
  checkIssuer(claims, rules.issuer);
  checkAudience(claims, clientId);
  checkAuthorizedParty(claims, clientId);
  checkTimes(claims, expected.now);
  checkNonce(claims, expected.nonce);
  const acr = checkAcr(claims, expected.acrValues);
  const authenticatedAt = checkAuthTime(claims, rules.maxAgeSeconds, expected.now);
  const subject = checkSubject(claims);
  const { issuer } = rules;
  return { issuer, subject, acr, authenticatedAt, claims, keySet: keySet.text } as VerifiedIdToken;
}

async function findKey(
  keySets: IdTokenRules['keySets'],
  { algorithm, kid }: CheckedHeader,
): Promise<{ readonly key: PublishedKey; readonly keySet: KeySet }> {
  const keySet = await keySets.current();
  const key = chooseKey(keySet.keys, algorithm, kid);
  if (key !== undefined) return { key, keySet };
  // OpenID Connect Core section 10.1.1: providers change their keys, and say so by a name that is new.
  const newerSet = await keySets.newer();
  const newerKey = chooseKey(newerSet.keys, algorithm, kid);
  if (newerKey === undefined) throw new LoginRefused('key-unknown');
  return { key: newerKey, keySet: newerSet };
}
