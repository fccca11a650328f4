/** The browser's dialogs for passkeys (https://www.w3.org/TR/webauthn-3/), by @simplewebauthn/browser. */
import {
  startAuthentication,
  startRegistration,
  WebAuthnAbortService,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser';
import { PasskeyError } from './passkey-error.ts';

/** As the service sends it and takes it. */
type Json = Record<string, unknown>;

/**
 * Makes a passkey.
 *
 * @throws {PasskeyError}, or the signal's reason when aborted
 */
export function makePasskey(options: Json, signal?: AbortSignal): Promise<Json> {
  const optionsJSON = options as unknown as PublicKeyCredentialCreationOptionsJSON;
  return inDialog(() => startRegistration({ optionsJSON }), signal);
}

/**
 * Signs with a passkey.
 *
 * @throws {PasskeyError}, or the signal's reason when aborted
 */
export function useOfPasskey(options: Json, signal?: AbortSignal): Promise<Json> {
  const optionsJSON = options as unknown as PublicKeyCredentialRequestOptionsJSON;
  return inDialog(() => startAuthentication({ optionsJSON }), signal);
}

async function inDialog(ask: () => Promise<object>, signal: AbortSignal | undefined): Promise<Json> {
  signal?.throwIfAborted();
  const close = () => WebAuthnAbortService.cancelCeremony();
  signal?.addEventListener('abort', close);
  try {
    return { ...(await ask()) };
  } catch (error) {
    signal?.throwIfAborted();
    throw new PasskeyError(wasCancelled(error) ? 'passkey-cancelled' : 'passkey-unsupported', {
      cause: error,
    });
  } finally {
    signal?.removeEventListener('abort', close);
  }
}

/**
 * A browser says no more than this, so that no page learns which passkeys there are (section 14.5.2): cancelled, too
 * late, or nothing to sign with.
 */
function wasCancelled(error: unknown): boolean {
  return error instanceof Error && (error.name === 'NotAllowedError' || error.name === 'AbortError');
}
