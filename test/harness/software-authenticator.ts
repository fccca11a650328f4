/**
 * A browser and its authenticator in one, in software: makes passkeys (ES256) and signs with them, as Web
 * Authentication says (https://www.w3.org/TR/webauthn-3/), and, asked to, as it forbids.
 */
import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';

/** What a browser that keeps the rules would not do. */
export interface Misdeeds {
  readonly challenge?: string;
  readonly origin?: string;
  readonly topOrigin?: string;
  readonly rpId?: string;
  readonly type?: string;
  readonly userVerified?: false;
  readonly counter?: number;
  readonly userHandle?: string;
  /** In place of one that is made up by chance. */
  readonly credentialId?: string;
}

export type Credential = Record<string, unknown> & {
  readonly id: string;
  readonly response: Record<string, unknown>;
};

interface Key {
  readonly id: string;
  readonly privateKey: KeyObject;
  readonly userHandle: string;
  counter: number;
}

interface Descriptor {
  readonly id: string;
}

const FLAG = { present: 0x01, verified: 0x04, attested: 0x40 };

export class SoftwareAuthenticator {
  readonly #keys: Key[] = [];

  /** @param origin of the page that it works for */
  constructor(readonly origin: string) {}

  /** Answers `PublicKeyCredentialCreationOptionsJSON`. */
  create(options: Record<string, unknown>, misdeeds: Misdeeds = {}): Credential {
    const { rp, user, challenge } = options as {
      rp: { id: string };
      user: { id: string };
      challenge: string;
    };
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const { credentialId } = misdeeds;
    const id = credentialId === undefined ? randomBytes(32) : Buffer.from(credentialId, 'base64url');
    const key = { id: id.toString('base64url'), privateKey, userHandle: user.id, counter: 0 };
    this.#keys.push(key);
    const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
    const attested = Buffer.concat([
      Buffer.alloc(16),
      Buffer.from([0, id.length]),
      id,
      coseKey(Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')),
    ]);
    const data = authenticatorData(
      misdeeds.rpId ?? rp.id,
      FLAG.attested,
      { counter: 0, ...misdeeds },
      attested,
    );
    return {
      id: key.id,
      rawId: key.id,
      type: 'public-key',
      clientExtensionResults: {},
      response: {
        clientDataJSON: this.#clientData('webauthn.create', challenge, misdeeds).toString('base64url'),
        attestationObject: attestationObject(data).toString('base64url'),
        transports: ['internal'],
      },
    };
  }

  /** Answers `PublicKeyCredentialRequestOptionsJSON` with the newest passkey that it may. */
  get(options: Record<string, unknown>, misdeeds: Misdeeds = {}): Credential {
    const { rpId, challenge, allowCredentials } = options as {
      rpId: string;
      challenge: string;
      allowCredentials: readonly Descriptor[];
    };
    const key = this.#keys.findLast(({ id }) => allowCredentials.some((allowed) => allowed.id === id));
    if (!key) throw new Error('The authenticator has none of these passkeys.');
    return this.#sign(key, rpId, challenge, misdeeds);
  }

  /** Signs with a passkey that was not asked for. */
  getUnasked(options: Record<string, unknown>, misdeeds: Misdeeds = {}): Credential {
    const { rpId, challenge } = options as { rpId: string; challenge: string };
    const key = this.#keys.at(-1);
    if (!key) throw new Error('The authenticator has no passkey.');
    return this.#sign(key, rpId, challenge, misdeeds);
  }

  #sign(key: Key, rpId: string, challenge: string, misdeeds: Misdeeds): Credential {
    key.counter += 1;
    const { userHandle = key.userHandle } = misdeeds;
    const data = authenticatorData(misdeeds.rpId ?? rpId, 0, { counter: key.counter, ...misdeeds });
    const clientData = this.#clientData('webauthn.get', challenge, misdeeds);
    const signed = Buffer.concat([data, createHash('sha256').update(clientData).digest()]);
    return {
      id: key.id,
      rawId: key.id,
      type: 'public-key',
      clientExtensionResults: {},
      response: {
        clientDataJSON: clientData.toString('base64url'),
        authenticatorData: data.toString('base64url'),
        signature: sign('sha256', signed, key.privateKey).toString('base64url'),
        userHandle,
      },
    };
  }

  /** Section 5.8.1. */
  #clientData(type: string, challenge: string, misdeeds: Misdeeds): Buffer {
    const { topOrigin } = misdeeds;
    return Buffer.from(
      JSON.stringify({
        type: misdeeds.type ?? type,
        challenge: misdeeds.challenge ?? challenge,
        origin: misdeeds.origin ?? this.origin,
        crossOrigin: topOrigin !== undefined,
        ...(topOrigin !== undefined && { topOrigin }),
      }),
    );
  }
}

/** Section 6.1. */
function authenticatorData(
  rpId: string,
  moreFlags: number,
  { userVerified = true, counter }: { readonly userVerified?: boolean; readonly counter: number },
  attested = Buffer.alloc(0),
): Buffer {
  const counted = Buffer.alloc(4);
  counted.writeUInt32BE(counter);
  return Buffer.concat([
    createHash('sha256').update(rpId).digest(),
    Buffer.from([FLAG.present | moreFlags | (userVerified ? FLAG.verified : 0)]),
    counted,
    attested,
  ]);
}

/** `{1: 2, 3: -7, -1: 1, -2: x, -3: y}` (RFC 9053 section 2.1), in CBOR (RFC 8949). */
function coseKey(x: Buffer, y: Buffer): Buffer {
  const coordinate = (label: number, value: Buffer) => [Buffer.from([label, 0x58, value.length]), value];
  return Buffer.concat([
    Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01]),
    ...coordinate(0x21, x),
    ...coordinate(0x22, y),
  ]);
}

/** `{"fmt": "none", "attStmt": {}, "authData": data}` (section 8.7). */
function attestationObject(data: Buffer): Buffer {
  const text = (value: string) => Buffer.from([0x60 + value.length, ...Buffer.from(value)]);
  return Buffer.concat([
    Buffer.from([0xa3]),
    text('fmt'),
    text('none'),
    text('attStmt'),
    Buffer.from([0xa0]),
    text('authData'),
    Buffer.from([0x58, data.length]),
    data,
  ]);
}
