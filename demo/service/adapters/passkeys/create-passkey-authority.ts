/** Passkeys by @simplewebauthn/server, which is loaded when the first is asked for. */
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import {
  PasskeyRefused,
  type PasskeyAuthority,
  type PasskeyName,
  type PasskeyWish,
} from '../../ports/passkey-authority.ts';
import { checkAuthenticatorData, checkClientData } from './check-ceremony.ts';
import {
  unverifiedAssertion,
  unverifiedClientData,
  unverifiedRegistration,
} from './unverified-credential.ts';

/** COSE: ES256, EdDSA, RS256 (section 5.8.5), the one that every authenticator has first. */
const ALGORITHMS = [-7, -8, -257];

const load = () => import('@simplewebauthn/server');

export function createPasskeyAuthority(): PasskeyAuthority {
  return {
    async creationOptions({ user, known, ...wish }) {
      const { generateRegistrationOptions } = await load();
      const options = await generateRegistrationOptions({
        rpName: wish.relyingParty.id,
        rpID: wish.relyingParty.id,
        userName: user.name,
        userDisplayName: user.name,
        userID: bytes(user.handle),
        ...common(wish),
        // Which make of device it is nobody has to know.
        attestationType: 'none',
        excludeCredentials: known.map(descriptor),
        authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
        supportedAlgorithmIDs: [...ALGORITHMS],
      });
      return { ...options };
    },

    async requestOptions({ allowed, ...wish }) {
      const { generateAuthenticationOptions } = await load();
      const options = await generateAuthenticationOptions({
        rpID: wish.relyingParty.id,
        ...common(wish),
        allowCredentials: allowed.map(descriptor),
        userVerification: 'required',
      });
      return { ...options };
    },

    unverifiedChallenge(unverifiedCredential) {
      try {
        return unverifiedClientData(unverifiedCredential).challenge;
      } catch (error) {
        if (error instanceof PasskeyRefused) return undefined;
        throw error;
      }
    },

    async verifyRegistration(unverifiedCredential, expected) {
      const response = unverifiedRegistration(unverifiedCredential);
      checkClientData(unverifiedClientData(unverifiedCredential), 'webauthn.create', expected);
      const { verifyRegistrationResponse } = await load();
      const { decodeAttestationObject } = await import('@simplewebauthn/server/helpers');
      const verified = await orMalformed(async () => {
        const attestation = decodeAttestationObject(bytes(response.response.attestationObject));
        checkAuthenticatorData(attestation.get('authData'), expected);
        return verifyRegistrationResponse({
          response: response as RegistrationResponseJSON,
          expectedChallenge: expected.challenge,
          expectedOrigin: [...expected.relyingParty.origins],
          expectedRPID: expected.relyingParty.id,
          supportedAlgorithmIDs: [...ALGORITHMS],
        });
      });
      if (!verified.verified) throw new PasskeyRefused('signature');
      const { credential, credentialDeviceType, credentialBackedUp } = verified.registrationInfo;
      // Of one id the browser tells, the other is part of what was verified.
      if (credential.id !== response.id) throw new PasskeyRefused('malformed');
      return {
        id: credential.id,
        publicKey: Buffer.from(credential.publicKey).toString('base64url'),
        counter: credential.counter,
        transports: response.response.transports,
        backupEligible: credentialDeviceType === 'multiDevice',
        backedUp: credentialBackedUp,
      };
    },

    async verifyAssertion(unverifiedCredential, expected) {
      const response = unverifiedAssertion(unverifiedCredential);
      const { passkey, userHandle, relyingParty, challenge } = expected;
      const told = response.response.userHandle;
      // Section 7.2, step 6: where the authenticator says whose it is, it says the same as we do.
      if (response.id !== passkey.id || (told !== undefined && told !== userHandle)) {
        throw new PasskeyRefused('passkey-unknown');
      }
      const { authenticatorData, clientDataJSON, signature } = response.response;
      const clientData = unverifiedClientData(unverifiedCredential);
      checkClientData(clientData, 'webauthn.get', expected);
      checkAuthenticatorData(bytes(authenticatorData), expected, passkey.counter);
      const { verifyAuthenticationResponse } = await load();
      const verified = await orMalformed(() =>
        verifyAuthenticationResponse({
          response: response as AuthenticationResponseJSON,
          expectedChallenge: challenge,
          expectedOrigin: [...relyingParty.origins],
          expectedTopOrigin: [...relyingParty.framingOrigins],
          expectedRPID: relyingParty.id,
          credential: { id: passkey.id, publicKey: bytes(passkey.publicKey), counter: passkey.counter },
        }),
      );
      if (!verified.verified) throw new PasskeyRefused('signature');
      const { newCounter, credentialBackedUp } = verified.authenticationInfo;
      return {
        authenticatorData,
        clientDataJSON,
        signature,
        origin: clientData.origin,
        counter: newCounter,
        backedUp: credentialBackedUp,
      };
    },
  };
}

function common({ challenge, timeoutSeconds }: PasskeyWish) {
  return { challenge: bytes(challenge), timeout: timeoutSeconds * 1000 };
}

function descriptor({ id, transports }: PasskeyName) {
  return { id, transports: [...transports] };
}

function bytes(base64url: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(base64url, 'base64url'));
}

/** What was named was named before; whatever else the library finds is nothing that a browser sends. */
async function orMalformed<Result>(verify: () => Promise<Result>): Promise<Result> {
  try {
    return await verify();
  } catch (error) {
    if (error instanceof PasskeyRefused) throw error;
    throw new PasskeyRefused('malformed', { cause: error });
  }
}
