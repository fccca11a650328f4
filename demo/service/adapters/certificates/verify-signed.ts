/** Whether X.509 structures (certificate lists, OCSP responses) are signed by a key: RFC 5280 section 4.1.1.2, RFC 4055, RFC 5758. */
import { type KeyObject, constants, verify } from 'node:crypto';
import { type AlgorithmIdentifier, RSASSAPSSParams } from 'pkijs';

const RSA_PSS = '1.2.840.113549.1.1.10';
/** SHA-1 is not among them: nothing that it signs is believed. */
const DIGESTS: Readonly<Record<string, string>> = {
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};
const SIGNATURES: Readonly<Record<string, string>> = {
  '1.2.840.113549.1.1.11': 'sha256',
  '1.2.840.113549.1.1.12': 'sha384',
  '1.2.840.113549.1.1.13': 'sha512',
  '1.2.840.10045.4.3.2': 'sha256',
  '1.2.840.10045.4.3.3': 'sha384',
  '1.2.840.10045.4.3.4': 'sha512',
};

/** @returns false also for an algorithm that is not accepted */
export function isSignedBy(
  publicKey: KeyObject,
  algorithm: AlgorithmIdentifier,
  signed: Uint8Array,
  signature: Uint8Array,
): boolean {
  if (algorithm.algorithmId === RSA_PSS) {
    const parameters = new RSASSAPSSParams({ schema: algorithm.algorithmParams as unknown });
    const digest = DIGESTS[parameters.hashAlgorithm.algorithmId];
    const key = {
      key: publicKey,
      padding: constants.RSA_PKCS1_PSS_PADDING,
      saltLength: parameters.saltLength,
    };
    return digest !== undefined && verify(digest, signed, key, signature);
  }
  const digest = SIGNATURES[algorithm.algorithmId];
  return digest !== undefined && verify(digest, signed, publicKey, signature);
}
