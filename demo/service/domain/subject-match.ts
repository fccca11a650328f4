/** Whether the person who logged in is the one whom the order names. Knows no token and no eID. */

/**
 * Equal only code unit for code unit: no trimming, no case, no Unicode normalisation. OpenID Connect Core
 * section 14 forbids normalisation, and a national number that "nearly" fits is somebody else's. A claim
 * that is missing, inherited, or anything but a string is no proof of anyone.
 */
export function subjectMatches(
  claims: Readonly<Record<string, unknown>>,
  eid: { readonly claim: string; readonly value: string },
): boolean {
  // An empty value names nobody, and a provider that sends an empty claim must not be anybody.
  if (eid.value === '' || !Object.hasOwn(claims, eid.claim)) return false;
  return claims[eid.claim] === eid.value;
}
