/** What vouches for a signer besides the service: the eID's token, and the passkey's assertion. */
import { constants, createPublicKey, type JsonWebKey, type KeyObject, verify } from 'node:crypto';
import type { Findings } from '../findings.ts';
import { bytesOf, canonical, type JsonObject, list, object, readJson, sha256, text } from './json.ts';
import { readCoseKey } from './cose-key.ts';

/** What the proofs of one completion are held against. */
export interface ProvenTask {
  readonly task: JsonObject;
  readonly completion: JsonObject;
  readonly logins: readonly JsonObject[];
  readonly findings: Findings;
}

/** The bytes whose hash was the nonce or the challenge. */
function challengeOf({ task, completion }: ProvenTask, random: string): Buffer {
  const documents = list(completion['documents']);
  const challenge = canonical({
    task: text(task['id']),
    subject: text(object(task['subject'])['id']),
    documents: documents.map(({ actionId, sha256 }) => ({ action: actionId, sha256 })),
    consent: text(object(completion['consent'])['sha256']),
    random,
  });
  return Buffer.from(sha256(challenge), 'hex');
}

/** A login with the eID: to open the task, or for the signature itself. OpenID Connect Core 1.0, section 3.1.3.7. */
export function checkEid(proven: ProvenTask, proof: JsonObject, use: 'login' | 'signature'): void {
  const { task, logins, findings } = proven;
  const whose = `${use === 'login' ? 'the login' : 'the eID signature'} of ${text(task['id'])}`;
  const report = (message: string): void => findings.report('proof-eid', `${whose} ${message}`);
  const login = logins.find(({ id }) => id === proof['loginId']);
  if (!login) return report('is not in the file');
  const idToken = text(login['idToken']);
  if (sha256(idToken) !== proof['idTokenSha256']) report('is another one than the one that was signed with');
  const claims = checkedClaims(idToken, object(login['keySet']), report);
  const { claim, value } = object(object(task['subject'])['eid']);
  if (claim !== undefined && claims[text(claim)] !== value) report('is of somebody else');
  if (claims['acr'] !== proof['acr']) report('is of another level than is said');
  if (
    use === 'signature' &&
    claims['nonce'] !== challengeOf(proven, text(proof['random'])).toString('base64url')
  )
    report('is for something else than was signed');
}

const HASHES: Readonly<Record<string, string>> = { 256: 'sha256', 384: 'sha384', 512: 'sha512' };

function checkedClaims(idToken: string, keySet: JsonObject, report: (message: string) => void): JsonObject {
  const [header = '', claims = '', signature = ''] = idToken.split('.');
  const { alg, kid } = object(readJson(bytesOf(header, 'base64url', 'the header of an ID token').toString()));
  const [, kind = '', bits = ''] = /^(RS|PS|ES|EdDSA)(\d{3})?$/.exec(text(alg)) ?? [];
  const keys = list(keySet['keys']).filter((key) => kid === undefined || key['kid'] === kid);
  const value = bytesOf(signature, 'base64url', 'the signature of an ID token');
  const holds = keys.some((jwk) => {
    const key = readable(() => createPublicKey({ format: 'jwk', key: jwk as JsonWebKey }));
    if (!key) return false;
    const isOfKind = key.asymmetricKeyType === { RS: 'rsa', PS: 'rsa', ES: 'ec', EdDSA: 'ed25519' }[kind];
    const padding = kind === 'PS' ? constants.RSA_PKCS1_PSS_PADDING : undefined;
    const options = {
      key,
      padding,
      saltLength: constants.RSA_PSS_SALTLEN_DIGEST,
      dsaEncoding: 'ieee-p1363',
    } as const;
    return isOfKind && verify(HASHES[bits], Buffer.from(`${header}.${claims}`), options, value);
  });
  if (!holds) report('is not signed by the eID');
  return object(readJson(bytesOf(claims, 'base64url', 'the claims of an ID token').toString()));
}

/** Bytes that are no key are another's, like a key that does not verify. */
function readable(read: () => KeyObject): KeyObject | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

/** Web Authentication Level 3, section 7.2, of what can be known later. */
export function checkPasskey(proven: ProvenTask, proof: JsonObject): void {
  const { task, findings } = proven;
  const report = (message: string): void =>
    findings.report('proof-passkey', `the passkey signature of ${text(task['id'])} ${message}`);
  const clientData = bytesOf(proof['clientDataJSON'], 'base64url', 'the client data');
  const authenticatorData = bytesOf(proof['authenticatorData'], 'base64url', 'the authenticator data');
  const { type, challenge, origin } = object(readJson(clientData.toString()));
  if (type !== 'webauthn.get') report('is no assertion');
  if (challenge !== challengeOf(proven, text(proof['random'])).toString('base64url'))
    report('is for something else than was signed');
  if (origin !== proof['origin']) report('was made on another site');
  if (authenticatorData.subarray(0, 32).toString('hex') !== sha256(text(proof['rpId'])))
    report('is of a passkey of another service');
  // Section 6.1: the user was there (bit 0) and was verified (bit 2).
  if (((authenticatorData[32] ?? 0) & 0b101) !== 0b101) report('was made without its user being verified');
  const publicKey = bytesOf(proof['publicKey'], 'base64url', 'the public key');
  const key = readable(() => readCoseKey(publicKey));
  if (!key) return report('is with a key that cannot be read');
  const hash = key.asymmetricKeyType === 'ed25519' ? undefined : 'sha256';
  const signed = Buffer.concat([authenticatorData, Buffer.from(sha256(clientData), 'hex')]);
  const signature = bytesOf(proof['signature'], 'base64url', 'the signature');
  if (!verify(hash, signed, key, signature)) report('does not verify');
}
