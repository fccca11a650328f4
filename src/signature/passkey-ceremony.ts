/**
 * Signing with a passkey of the service: here, where this page is the service's own; else in a window of the service,
 * since a passkey belongs to its origin. It knows neither the session nor the screens.
 */
import type {
  Passkey,
  PasskeyCreation,
  PasskeyRegistration,
  PasskeySignature,
  SignatureChallenge,
} from '../task/contract.ts';
import { TaskError } from '../task/task-error.ts';
import { popupFeatures } from '../ui/popup-features.ts';
import { PasskeyError } from './passkey-error.ts';

export interface PasskeyCeremonyRun {
  /** The service's base URL. */
  readonly service: string;
  /** Without a credential: what to make; with it: keeps what was made. */
  register(registration: PasskeyRegistration): Promise<PasskeyCreation | Passkey>;
  /** A fresh challenge for the same signature, once there is a passkey to sign it with. */
  renew(): Promise<SignatureChallenge>;
  /** What has become of the challenge in the window. */
  read(): Promise<SignatureChallenge>;
  /** Ends it: the signer has cancelled it here, or the widget has gone. */
  readonly signal: AbortSignal;
  /** The window is out of reach: closed by the signer, or cut off. It may still end well. */
  onWindowLost(): void;
}

const READ_EVERY_MILLISECONDS = 1000;

/**
 * Called inside the click: a window is opened before anything is waited for.
 *
 * @returns the signature to complete with
 * @throws {PasskeyError}, what `run` rejects with, or the signal's reason when aborted
 */
export async function signWithPasskey(
  challenge: SignatureChallenge,
  run: PasskeyCeremonyRun,
): Promise<PasskeySignature> {
  run.signal.throwIfAborted();
  return isOwnPage(run.service) ? signHere(challenge, run) : signInWindow(challenge, run);
}

/** In a frame of another site browsers want that site's leave (Permissions Policy): there a window does it too. */
function isOwnPage(service: string): boolean {
  return new URL(service).origin === window.location.origin && window.parent === window;
}

async function signHere(challenge: SignatureChallenge, run: PasskeyCeremonyRun): Promise<PasskeySignature> {
  const { useOfPasskey } = await loadPasskeys();
  const current = challenge.publicKey ? challenge : await challengeForNewPasskey(run);
  if (!current.publicKey) throw new PasskeyError('passkey-unsupported');
  const credential = await useOfPasskey(current.publicKey, run.signal);
  return { method: 'passkey', challenge: current.id, credential };
}

async function challengeForNewPasskey({ register, renew, signal }: PasskeyCeremonyRun) {
  const { makePasskey } = await loadPasskeys();
  const creation = await register({});
  if (!('publicKey' in creation)) throw new PasskeyError('passkey-unsupported');
  await register({ credential: await makePasskey(creation.publicKey, signal) });
  return renew();
}

const loadPasskeys = () => import('./passkeys-of-browser.ts');

async function signInWindow({ id, window: address }: SignatureChallenge, run: PasskeyCeremonyRun) {
  const opened = openWindow(address, run.service);
  try {
    await untilDone(opened, run);
  } catch (error) {
    // Done, it closes by itself, when it has said so. Otherwise it has nothing more to do.
    opened.close();
    throw error;
  }
  return { method: 'passkey', challenge: id } as const;
}

function openWindow(address: string | undefined, service: string): Window {
  // Whatever a service says, only a page of its own is opened for it.
  if (address === undefined || new URL(address).origin !== new URL(service).origin) {
    throw new PasskeyError('passkey-unsupported');
  }
  // A name of its own: under a known one the browser would hand out a window that is in use.
  const name = `signing-widget-passkey-${crypto.getRandomValues(new Uint32Array(2)).join('-')}`;
  const opened = window.open(address, name, popupFeatures());
  if (!opened || opened.closed) throw new PasskeyError('window-blocked');
  return opened;
}

/** The service alone knows: a window may be cut off from this page, and what it says could be said by another. */
async function untilDone(opened: Window, { read, signal, onWindowLost }: PasskeyCeremonyRun): Promise<void> {
  let lost = false;
  for (;;) {
    await pause(signal);
    // Looked at first: a window that has closed because it is done is not lost.
    const { closed } = opened;
    const status = await statusFrom(read);
    signal.throwIfAborted();
    if (status === 'done') return;
    if (status === 'failed') throw new PasskeyError('passkey-cancelled');
    if (closed && !lost) {
      lost = true;
      onWindowLost();
    }
  }
}

/** That the line breaks for a moment ends no ceremony. */
async function statusFrom(read: PasskeyCeremonyRun['read']): Promise<SignatureChallenge['status']> {
  try {
    return (await read()).status;
  } catch (error) {
    if (error instanceof TaskError && error.failure.retryable && error.failure.code !== 'session-expired')
      return 'pending';
    throw error;
  }
}

function pause(signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, READ_EVERY_MILLISECONDS);
    signal.addEventListener('abort', stop, { once: true });
  });
}
