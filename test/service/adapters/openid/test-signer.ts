/** Who signs ID tokens in tests: the provider with its keys, and those who would like to be it. Keys are made once. */
import { type KeyObject, constants, createHmac, generateKeyPairSync, sign } from 'node:crypto';
import { issue } from '../../../verifier/samples/craft-authority.ts';

/** Whose hand a signature is from. */
export type Hand = 'provider' | 'attacker' | 'nobody' | 'mac-by-public-key' | 'mac-by-client-secret';

export type JsonObject = Readonly<Record<string, unknown>>;

export const CLIENT_SECRET = 'a+secret/with: signs%20and=spaces ~*';

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const ed = generateKeyPairSync('ed25519');
const encryption = generateKeyPairSync('rsa', { modulusLength: 2048 });
const attacker = issue({ name: 'Attacker' });

export const publicJwk = (key: KeyObject, members: JsonObject): JsonObject => ({
  ...key.export({ format: 'jwk' }),
  ...members,
});

/** What the provider publishes: a key for each kind of signature, and one that is for encryption. */
export const PUBLISHED_KEYS: readonly JsonObject[] = [
  publicJwk(rsa.publicKey, { kid: 'rsa-1', alg: 'RS256', use: 'sig' }),
  publicJwk(ec.publicKey, { kid: 'ec-1', use: 'sig', key_ops: ['verify'] }),
  publicJwk(ed.publicKey, { kid: 'ed-1', alg: 'EdDSA' }),
  publicJwk(encryption.publicKey, { kid: 'enc-1', use: 'enc' }),
];

export const PROVIDER_KEY = rsa.publicKey;
export const PROVIDER_PEM = rsa.publicKey.export({ type: 'spki', format: 'pem' }).toString();
export const ATTACKER_JWK = publicJwk(attacker.publicKey, { kid: 'rsa-1', alg: 'RS256', use: 'sig' });
export const ATTACKER_CERTIFICATE = attacker.certificate.toString('base64');

/** By the algorithm of the header where it is one that the provider has a key for, else RS256. */
export function signatureOf(hand: Hand, input: string, algorithm: unknown): string {
  switch (hand) {
    case 'nobody':
      return '';
    case 'attacker':
      return rawSignature(input, algorithm, attacker.privateKey);
    case 'mac-by-public-key':
      return createHmac('sha256', PROVIDER_PEM).update(input).digest('base64url');
    case 'mac-by-client-secret':
      return createHmac('sha256', CLIENT_SECRET).update(input).digest('base64url');
    case 'provider':
      if (algorithm === 'ES256') return rawSignature(input, algorithm, ec.privateKey);
      return rawSignature(input, algorithm, algorithm === 'EdDSA' ? ed.privateKey : rsa.privateKey);
  }
}

export function rawSignature(input: string, algorithm: unknown, key: KeyObject): string {
  const bytes = Buffer.from(input);
  if (algorithm === 'EdDSA') return sign(null, bytes, key).toString('base64url');
  if (algorithm === 'ES256') {
    return sign('sha256', bytes, { key, dsaEncoding: 'ieee-p1363' }).toString('base64url');
  }
  if (algorithm === 'PS256') {
    const padding = constants.RSA_PKCS1_PSS_PADDING;
    return sign('sha256', bytes, { key, padding, saltLength: 32 }).toString('base64url');
  }
  return sign(algorithm === 'RS384' ? 'sha384' : 'sha256', bytes, key).toString('base64url');
}

export const base64url = (text: string | Buffer): string => Buffer.from(text).toString('base64url');

/** A compact JWS of exactly these texts, whatever they are. */
export function signTexts(header: string | Buffer, payload: string | Buffer, hand: Hand, algorithm: unknown) {
  const input = `${base64url(header)}.${base64url(payload)}`;
  return `${input}.${signatureOf(hand, input, algorithm)}`;
}
