/** The public key of a passkey: a COSE_Key (RFC 9053) in CBOR (RFC 8949), of the kinds that passkeys have. */
import { createPublicKey, type KeyObject } from 'node:crypto';
import { Unreadable } from '../findings.ts';

type Cbor = number | Uint8Array;

const unreadable = () => new Unreadable('proof-passkey', 'the public key of a passkey cannot be read');

export function readCoseKey(bytes: Uint8Array): KeyObject {
  const key = readMap(bytes);
  const member = (label: number): string => {
    const value = key.get(label);
    if (!(value instanceof Uint8Array)) throw unreadable();
    return Buffer.from(value).toString('base64url');
  };
  // RFC 9053 section 7: 1 is the kind, 3 the algorithm; RFC 8230 section 4 for RSA.
  switch (`${String(key.get(1))} ${String(key.get(3))}`) {
    case '2 -7':
      if (key.get(-1) !== 1) throw unreadable();
      return createPublicKey({
        format: 'jwk',
        key: { kty: 'EC', crv: 'P-256', x: member(-2), y: member(-3) },
      });
    case '1 -8':
      if (key.get(-1) !== 6) throw unreadable();
      return createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', x: member(-2) } });
    case '3 -257':
      return createPublicKey({ format: 'jwk', key: { kty: 'RSA', n: member(-1), e: member(-2) } });
    default:
      throw unreadable();
  }
}

/** A map of integers and byte strings, and nothing after it. */
function readMap(bytes: Uint8Array): Map<number, Cbor> {
  let at = 0;
  const byte = (): number => {
    const value = bytes[at++];
    if (value === undefined) throw unreadable();
    return value;
  };
  const head = (): { readonly major: number; readonly value: number } => {
    const first = byte();
    const major = first >> 5;
    const info = first & 31;
    if (info < 24) return { major, value: info };
    if (info > 25) throw unreadable();
    return { major, value: info === 24 ? byte() : byte() * 256 + byte() };
  };
  const item = (): Cbor => {
    const { major, value } = head();
    if (major === 0) return value;
    if (major === 1) return -1 - value;
    if (major !== 2 || at + value > bytes.length) throw unreadable();
    at += value;
    return bytes.subarray(at - value, at);
  };
  const map = head();
  if (map.major !== 5) throw unreadable();
  const members = new Map<number, Cbor>();
  for (let count = 0; count < map.value; count += 1) {
    const label = item();
    if (typeof label !== 'number' || members.has(label)) throw unreadable();
    members.set(label, item());
  }
  if (at !== bytes.length) throw unreadable();
  return members;
}
