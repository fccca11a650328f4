/** A seal key that lives in memory, read from a file. In production the same port stands before a KMS or an HSM. */
import { type KeyObject, X509Certificate, createPublicKey, sign } from 'node:crypto';
import { promisify } from 'node:util';
import type { SealKey } from '../../ports/seal-key.ts';

const signInThreadPool = promisify<string, Uint8Array, KeyObject, Buffer>(sign);

/** @param certificateChain DER, the key's own certificate first */
export function createFileSealKey(privateKey: KeyObject, certificateChain: readonly Uint8Array[]): SealKey {
  const [own] = certificateChain;
  const certified = own && new X509Certificate(own).publicKey;
  if (privateKey.asymmetricKeyType !== 'rsa') throw new TypeError('The seal key must be an RSA key.');
  if (!certified?.equals(createPublicKey(privateKey))) {
    throw new TypeError('The seal certificate is for another key than the seal key.');
  }
  return {
    certificateChain,
    sign: (data) => signInThreadPool('sha256', data, privateKey),
  };
}
