/** What a browser sent, by its shape alone: texts where texts belong, none of them longer than a browser makes them. */
import { PasskeyRefused, type WebAuthnJson } from '../../ports/passkey-authority.ts';

/** Without attestation, an answer has a few hundred bytes; what is archived is not to be filled up. */
const MOST_CHARACTERS = 20_000;

interface Credential<Response> {
  readonly id: string;
  readonly rawId: string;
  readonly type: string;
  readonly clientExtensionResults: Record<string, never>;
  readonly response: Response;
}

export interface ClientData {
  readonly type: string;
  readonly challenge: string;
  readonly origin: string;
  readonly crossOrigin: boolean;
  readonly topOrigin: string | undefined;
}

/** `AuthenticatorAttestationResponseJSON` (section 5.2.1.1), as far as it is looked at. */
export function unverifiedRegistration(unverified: WebAuthnJson) {
  return credential(unverified, (response) => ({
    clientDataJSON: base64url(response['clientDataJSON']),
    attestationObject: base64url(response['attestationObject']),
    transports: transportsIn(response['transports']),
  }));
}

/** `AuthenticatorAssertionResponseJSON` (section 5.2.2.1). */
export function unverifiedAssertion(unverified: WebAuthnJson) {
  return credential(unverified, (response) => {
    const { userHandle } = response;
    return {
      clientDataJSON: base64url(response['clientDataJSON']),
      authenticatorData: base64url(response['authenticatorData']),
      signature: base64url(response['signature']),
      ...(userHandle !== undefined && userHandle !== null && { userHandle: base64url(userHandle) }),
    };
  });
}

/** Section 5.8.1. */
export function unverifiedClientData({ response }: WebAuthnJson): ClientData {
  const text = Buffer.from(base64url(objectIn(response)['clientDataJSON']), 'base64url').toString('utf8');
  const { type, challenge, origin, crossOrigin, topOrigin } = objectIn(parsed(text));
  if (typeof type !== 'string' || typeof challenge !== 'string' || typeof origin !== 'string') {
    throw new PasskeyRefused('malformed');
  }
  return {
    type,
    challenge,
    origin,
    crossOrigin: crossOrigin === true,
    topOrigin: typeof topOrigin === 'string' ? topOrigin : undefined,
  };
}

function credential<Response>(
  { id, rawId, type, response }: WebAuthnJson,
  read: (response: WebAuthnJson) => Response,
): Credential<Response> {
  if (type !== 'public-key') throw new PasskeyRefused('malformed');
  return {
    id: base64url(id),
    rawId: base64url(rawId),
    type,
    clientExtensionResults: {},
    response: read(objectIn(response)),
  };
}

/** Hints for the browser, from a list that grows: the known form is enough. */
function transportsIn(unverified: unknown): string[] {
  if (!Array.isArray(unverified)) return [];
  return unverified
    .filter((item): item is string => typeof item === 'string' && /^[a-z-]{1,30}$/.test(item))
    .slice(0, 10);
}

function base64url(unverified: unknown): string {
  const isOne =
    typeof unverified === 'string' &&
    unverified.length <= MOST_CHARACTERS &&
    /^[A-Za-z0-9_-]+$/.test(unverified);
  if (!isOne) throw new PasskeyRefused('malformed');
  return unverified;
}

function objectIn(unverified: unknown): WebAuthnJson {
  if (typeof unverified !== 'object' || unverified === null) throw new PasskeyRefused('malformed');
  return unverified as WebAuthnJson;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new PasskeyRefused('malformed', { cause: error });
  }
}
