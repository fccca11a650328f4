/** A good ID token, and what it becomes when one thing is changed. Knows no rule that it may break. */
import { type Hand, type JsonObject, signTexts } from './test-signer.ts';

export interface GoodIdToken {
  readonly header: JsonObject;
  readonly claims: JsonObject;
  readonly nowSeconds: number;
  readonly maxAgeSeconds: number;
}

export interface GoodIdTokenWish {
  readonly issuer: string;
  readonly clientId: string;
  readonly nonce: string;
  readonly acr: string;
  readonly nowSeconds: number;
  readonly maxAgeSeconds: number;
  readonly claims?: JsonObject;
}

/** A value, or how it is made from the good token; `MISSING` takes the member away. */
export type Value = unknown | ((good: GoodIdToken) => unknown);
export const MISSING = Symbol('missing');

export type Change =
  /** One member; `by` where this member is what says whose key it is. */
  | { readonly in: 'header'; readonly member: string; readonly value: Value; readonly by?: Hand }
  | { readonly in: 'claims'; readonly member: string; readonly value: Value }
  /** Who signed, and nothing that is signed. */
  | { readonly in: 'hand'; readonly by: Hand }
  /** How one part is written; the provider signs what is written. */
  | { readonly in: 'header-text' | 'claims-text'; readonly write: (text: string) => string | Buffer }
  /** What somebody does to a good token on its way. */
  | { readonly in: 'compact'; readonly edit: (compact: string) => string };

export function goodIdToken(wish: GoodIdTokenWish, forSeveral = false): GoodIdToken {
  const { issuer, clientId, nonce, acr, nowSeconds, maxAgeSeconds } = wish;
  const audience = forSeveral ? { aud: [clientId, 'another-client'], azp: clientId } : { aud: clientId };
  const claims = {
    iss: issuer,
    sub: 'person-1',
    ...audience,
    exp: nowSeconds + 300,
    iat: nowSeconds - 5,
    auth_time: nowSeconds - 30,
    nonce,
    acr,
    ...wish.claims,
  };
  return { header: { alg: 'RS256', typ: 'JWT', kid: 'rsa-1' }, claims, nowSeconds, maxAgeSeconds };
}

export function mintIdToken(good: GoodIdToken, change?: Change): string {
  const { header, claims } = good;
  const sign = (head: JsonObject, body: JsonObject, hand: Hand = 'provider') =>
    signTexts(JSON.stringify(head), JSON.stringify(body), hand, head['alg']);
  switch (change?.in) {
    case undefined:
      return sign(header, claims);
    case 'header':
      return sign(changed(header, change, good), claims, change.by);
    case 'claims':
      return sign(header, changed(claims, change, good));
    case 'hand':
      return sign(header, claims, change.by);
    case 'header-text':
      return signTexts(change.write(JSON.stringify(header)), JSON.stringify(claims), 'provider', 'RS256');
    case 'claims-text':
      return signTexts(JSON.stringify(header), change.write(JSON.stringify(claims)), 'provider', 'RS256');
    case 'compact':
      return change.edit(sign(header, claims));
  }
}

function changed(
  object: JsonObject,
  { member, value }: { readonly member: string; readonly value: Value },
  good: GoodIdToken,
): JsonObject {
  const made: unknown = typeof value === 'function' ? (value as (good: GoodIdToken) => unknown)(good) : value;
  const { [member]: _taken, ...others } = object;
  return made === MISSING ? others : { ...object, [member]: made };
}
