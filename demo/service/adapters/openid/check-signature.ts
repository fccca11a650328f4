/** Whether the provider's key signed the token (RFC 7515 section 5.2). */
import { type JWK, compactVerify, errors } from 'jose';
import { LoginRefused } from '../../ports/identity-provider.ts';
import type { PublishedKey } from './key-set.ts';

export async function checkSignature(compact: string, key: PublishedKey, algorithm: string): Promise<void> {
  try {
    await compactVerify(compact, key as JWK, { algorithms: [algorithm] });
  } catch (error) {
    if (error instanceof errors.JWSSignatureVerificationFailed) throw new LoginRefused('signature');
    // A key that is too short, or none at all: it is not fit for the algorithm (RFC 8725 section 3.5).
    throw new LoginRefused('algorithm', { cause: error });
  }
}
