/**
 * The rules of a ceremony that have a name of their own when they are broken (sections 7.1 and 7.2). The library
 * checks all of them once more, together with the signature.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import { PasskeyRefused, type Expected } from '../../ports/passkey-authority.ts';
import type { ClientData } from './unverified-credential.ts';

/** Section 6.1: the hash of the RP ID, flags, a counter. */
const LEAST_BYTES = 37;
const FLAGS_AT = 32;
const COUNTER_AT = 33;
const USER_PRESENT = 0x01;
const USER_VERIFIED = 0x04;

export function checkClientData(
  { type, challenge, origin, crossOrigin, topOrigin }: ClientData,
  ceremony: 'webauthn.create' | 'webauthn.get',
  { relyingParty, challenge: expected }: Expected,
): void {
  if (type !== ceremony) throw new PasskeyRefused('malformed');
  if (challenge !== expected) throw new PasskeyRefused('challenge');
  if (!relyingParty.origins.includes(origin)) throw new PasskeyRefused('origin');
  // In a frame: of whose page. Browsers that do not say it yet have kept strangers out by their permissions policy.
  const isFramed = crossOrigin || topOrigin !== undefined;
  if (isFramed && topOrigin !== undefined && !relyingParty.framingOrigins.includes(topOrigin)) {
    throw new PasskeyRefused('origin');
  }
}

/** @param counter as it stood when the passkey was used last */
export function checkAuthenticatorData(data: Uint8Array, { relyingParty }: Expected, counter?: number): void {
  if (data.length < LEAST_BYTES) throw new PasskeyRefused('malformed');
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const hash = createHash('sha256').update(relyingParty.id).digest();
  if (!timingSafeEqual(hash, data.subarray(0, FLAGS_AT))) throw new PasskeyRefused('relying-party');
  const flags = view.getUint8(FLAGS_AT);
  if (!(flags & USER_PRESENT) || !(flags & USER_VERIFIED)) throw new PasskeyRefused('user-verification');
  if (counter === undefined) return;
  // Passkeys that are kept on several devices do not count, and say 0 (section 6.1.1).
  const counted = view.getUint32(COUNTER_AT);
  if ((counted > 0 || counter > 0) && counted <= counter) throw new PasskeyRefused('counter');
}
