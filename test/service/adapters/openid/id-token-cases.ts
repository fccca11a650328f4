/**
 * Hostile ID tokens, each differing from a good one in one thing, and the rule that refuses it. Knows nothing of
 * who verifies: `mintIdToken()` makes any of them for any issuer, client and login.
 */
import type { LoginRefusal } from '../../../../demo/service/ports/identity-provider.ts';
import { type Change, type GoodIdToken, MISSING, type Value } from './mint-id-token.ts';
import { ATTACKER_CERTIFICATE, ATTACKER_JWK, type Hand } from './test-signer.ts';

export { type Change, goodIdToken, mintIdToken } from './mint-id-token.ts';

export interface IdTokenCase {
  readonly title: string;
  readonly reason: LoginRefusal;
  readonly change: Change;
  /** The good token that it differs from has several audiences. */
  readonly forSeveral?: true;
}

/** The claim as it is in the good token, made into something else. */
const from = (member: string, make: (value: string) => unknown) => (good: GoodIdToken) =>
  make(String(good.claims[member]));
const later = (seconds: number) => (good: GoodIdToken) => good.nowSeconds + seconds;
const header = (member: string, value: Value, by?: Hand): Change => ({
  in: 'header',
  member,
  value,
  ...(by ? { by } : {}),
});
const claim = (member: string, value: Value): Change => ({ in: 'claims', member, value });
const compact = (edit: (compact: string) => string): Change => ({ in: 'compact', edit });
const part = (index: number, edit: (part: string) => string): Change =>
  compact((token) => {
    const parts = token.split('.');
    parts[index] = edit(parts[index] ?? '');
    return parts.join('.');
  });
const otherFirst = (text: string) => `${text.startsWith('A') ? 'B' : 'A'}${text.slice(1)}`;
/** The last of 342 characters carries two bits: this one decodes to the same bytes. */
const otherLast = (text: string) =>
  text.slice(0, -1) + String.fromCharCode((text.at(-1) ?? '').charCodeAt(0) + 1);
const asPerson2 = (payload: string) =>
  Buffer.from(Buffer.from(payload, 'base64url').toString().replace('person-1', 'person-2')).toString(
    'base64url',
  );

type Row = readonly [title: string, reason: LoginRefusal, change: Change];

const OF_HEADER: readonly Row[] = [
  ['algorithm none, unsigned', 'algorithm', header('alg', 'none', 'nobody')],
  ['algorithm nOnE, unsigned', 'algorithm', header('alg', 'nOnE', 'nobody')],
  ['algorithm none, with a signature', 'algorithm', header('alg', 'none')],
  ['HS256 by the public key', 'algorithm', header('alg', 'HS256', 'mac-by-public-key')],
  ['HS256 by the client secret', 'algorithm', header('alg', 'HS256', 'mac-by-client-secret')],
  ['no algorithm', 'algorithm', header('alg', MISSING)],
  ['a list of algorithms', 'algorithm', header('alg', ['RS256'])],
  ['an algorithm that is not on the list', 'algorithm', header('alg', 'RS384')],
  ['an algorithm in lower case', 'algorithm', header('alg', 'rs256')],
  ['ES256 by the name of an RSA key', 'algorithm', header('alg', 'ES256')],
  ['PS256 by a key that is published for RS256', 'algorithm', header('alg', 'PS256')],
  ['RS256 by the name of an EC key', 'algorithm', header('kid', 'ec-1')],
  ['a key that is for encryption', 'algorithm', header('kid', 'enc-1')],
  ['a key that nobody published', 'key-unknown', header('kid', 'rsa-2')],
  ['a number as the name of a key', 'key-unknown', header('kid', 1)],
  ['a key of its own (jwk)', 'signature', header('jwk', ATTACKER_JWK, 'attacker')],
  ['a certificate of its own (x5c)', 'signature', header('x5c', [ATTACKER_CERTIFICATE], 'attacker')],
  [
    'a key set of its own (jku)',
    'signature',
    header(
      'jku',
      from('iss', (issuer) => `${issuer}/attacker-jwks`),
      'attacker',
    ),
  ],
  [
    'a certificate elsewhere (x5u)',
    'signature',
    header(
      'x5u',
      from('iss', (issuer) => `${issuer}/attacker-jwks`),
      'attacker',
    ),
  ],
  ['a critical extension', 'malformed', header('crit', ['exp'])],
  ['an unencoded payload as critical', 'malformed', header('crit', ['b64'])],
  ['no critical extension, said', 'malformed', header('crit', [])],
  ['the type of an access token', 'malformed', header('typ', 'at+jwt')],
  ['the type of a logout token', 'malformed', header('typ', 'logout+jwt')],
];

const OF_ORIGIN: readonly Row[] = [
  ['another issuer', 'issuer', claim('iss', 'https://other.example')],
  [
    'the issuer with a slash',
    'issuer',
    claim(
      'iss',
      from('iss', (iss) => `${iss}/`),
    ),
  ],
  [
    'a list with the issuer',
    'issuer',
    claim(
      'iss',
      from('iss', (iss) => [iss]),
    ),
  ],
  ['no issuer', 'issuer', claim('iss', MISSING)],
  ['another audience', 'audience', claim('aud', 'another-client')],
  [
    'an audience that begins like ours',
    'audience',
    claim(
      'aud',
      from('aud', (aud) => `${aud}-2`),
    ),
  ],
  ['audiences without us', 'audience', claim('aud', ['another-client', 'third-client'])],
  ['an empty list of audiences', 'audience', claim('aud', [])],
  [
    'an audience that is no text',
    'audience',
    claim(
      'aud',
      from('aud', (aud) => [aud, 7]),
    ),
  ],
  [
    'an audience in an object',
    'audience',
    claim(
      'aud',
      from('aud', (aud) => ({ [aud]: aud })),
    ),
  ],
  ['no audience', 'audience', claim('aud', MISSING)],
  [
    'another audience beside us',
    'authorized-party',
    claim(
      'aud',
      from('aud', (aud) => [aud, 'another-client']),
    ),
  ],
  ['another authorized party', 'authorized-party', claim('azp', 'another-client')],
  [
    'a list as authorized party',
    'authorized-party',
    claim(
      'azp',
      from('aud', (aud) => [aud]),
    ),
  ],
];

const OF_TIME: readonly Row[] = [
  ['expired', 'expired', claim('exp', later(-61))],
  ['expired by exactly the leeway', 'expired', claim('exp', later(-60))],
  ['no expiry', 'expired', claim('exp', MISSING)],
  [
    'an expiry in text',
    'expired',
    claim(
      'exp',
      from('exp', (exp) => exp),
    ),
  ],
  ['an expiry of null', 'expired', claim('exp', null)],
  ['not valid before later', 'not-yet-valid', claim('nbf', later(61))],
  ['a beginning in text', 'not-yet-valid', claim('nbf', '0')],
  ['no time of issue', 'issued-at', claim('iat', MISSING)],
  ['issued in the future', 'issued-at', claim('iat', later(61))],
  ['issued long ago', 'issued-at', claim('iat', later(-661))],
  [
    'a time of issue in text',
    'issued-at',
    claim(
      'iat',
      from('iat', (iat) => iat),
    ),
  ],
];

const OF_LOGIN: readonly Row[] = [
  ['another nonce', 'nonce', claim('nonce', 'another-nonce')],
  ['no nonce', 'nonce', claim('nonce', MISSING)],
  ['an empty nonce', 'nonce', claim('nonce', '')],
  [
    'a list with the nonce',
    'nonce',
    claim(
      'nonce',
      from('nonce', (nonce) => [nonce]),
    ),
  ],
  [
    'the nonce and more',
    'nonce',
    claim(
      'nonce',
      from('nonce', (nonce) => `${nonce}A`),
    ),
  ],
  ['a lower level', 'acr', claim('acr', 'urn:eid:test:low')],
  ['no level', 'acr', claim('acr', MISSING)],
  [
    'a list with the level',
    'acr',
    claim(
      'acr',
      from('acr', (acr) => [acr]),
    ),
  ],
  [
    'two levels in one text',
    'acr',
    claim(
      'acr',
      from('acr', (acr) => `urn:eid:test:low ${acr}`),
    ),
  ],
  [
    'a login too long ago',
    'auth-time',
    claim('auth_time', (good: GoodIdToken) => good.nowSeconds - good.maxAgeSeconds - 61),
  ],
  ['no time of login', 'auth-time', claim('auth_time', MISSING)],
  ['a login in the future', 'auth-time', claim('auth_time', later(61))],
  [
    'a time of login in text',
    'auth-time',
    claim(
      'auth_time',
      from('auth_time', (time) => time),
    ),
  ],
  ['no subject', 'subject', claim('sub', MISSING)],
  ['an empty subject', 'subject', claim('sub', '')],
  ['a number as subject', 'subject', claim('sub', 1)],
  ['a subject of 256 characters', 'subject', claim('sub', 's'.repeat(256))],
];

const OF_FORM: readonly Row[] = [
  ['signed by somebody else', 'signature', { in: 'hand', by: 'attacker' }],
  ['signed by nobody', 'signature', { in: 'hand', by: 'nobody' }],
  ['a changed payload', 'signature', part(1, asPerson2)],
  ['a changed signature', 'signature', part(2, otherFirst)],
  ['a signature that was cut', 'signature', part(2, (signature) => signature.slice(0, 340))],
  ['the same signature, written otherwise', 'malformed', part(2, otherLast)],
  ['padding at the end', 'malformed', compact((token) => `${token}==`)],
  ['a line break at the end', 'malformed', compact((token) => `${token}\n`)],
  ['cut after the payload', 'malformed', compact((token) => token.slice(0, token.lastIndexOf('.')))],
  ['five parts, as an encrypted token has', 'malformed', compact((token) => `${token}.AAAA.AAAA`)],
  ['too large', 'malformed', claim('filler', 'f'.repeat(16 * 1024))],
  [
    'a claim twice',
    'malformed',
    { in: 'claims-text', write: (text) => text.replace('{', '{"sub":"person-2",') },
  ],
  [
    'a claim twice, once escaped',
    'malformed',
    { in: 'claims-text', write: (text) => text.replace('{', String.raw`{"s\u0075b":"person-2",`) },
  ],
  [
    'a header member twice',
    'malformed',
    { in: 'header-text', write: (text) => text.replace('{', '{"alg":"none",') },
  ],
  ['a list of claims', 'malformed', { in: 'claims-text', write: (text) => `[${text}]` }],
  ['claims that are no JSON', 'malformed', { in: 'claims-text', write: (text) => text.slice(0, -1) }],
  [
    'claims that are no UTF-8',
    'malformed',
    { in: 'claims-text', write: (text) => Buffer.from(text.replace('person-1', 'person-\u00e6'), 'latin1') },
  ],
];

const toCase = ([title, reason, change]: Row): IdTokenCase => ({ title, reason, change });

export const HOSTILE_ID_TOKENS: readonly IdTokenCase[] = [
  ...[...OF_HEADER, ...OF_ORIGIN, ...OF_TIME, ...OF_LOGIN, ...OF_FORM].map(toCase),
  {
    title: 'several audiences, and another authorized party',
    reason: 'authorized-party',
    change: claim('azp', 'another-client'),
    forSeveral: true,
  },
  {
    title: 'several audiences, and no authorized party',
    reason: 'authorized-party',
    change: claim('azp', MISSING),
    forSeveral: true,
  },
];
