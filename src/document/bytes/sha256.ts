/** SHA-256 that goes on as bytes come. The only importer of its package, and never loaded before it is needed. */
import { sha256 } from '@noble/hashes/sha2.js';
import { type Digest, toHex } from './digest.js';

export function startSha256(): Digest {
  const state = sha256.create();
  return {
    update: (piece) => void state.update(piece),
    hex: () => toHex(state.digest()),
  };
}
