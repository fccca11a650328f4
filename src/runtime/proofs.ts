/**
 * Has a signature vouched for by an eID or a passkey: asks the service for the challenge, hands it on inside the press,
 * and tells what has come of it. Knows neither OpenID Connect nor WebAuthn. Comes with the screens of the signing.
 */
import type { LoginResult } from '../login/authenticator.ts';
import type { ProvenSignature } from '../session/draft.ts';
import type { Effect } from '../session/effect.ts';
import type { SessionEvent } from '../session/session-event.ts';
import type { Access } from '../task/client.ts';
import { PasskeyError } from '../signature/passkey-error.ts';
import { signWithPasskey } from '../signature/passkey-ceremony.ts';
import type { Failure } from '../session/failure.ts';
import type { SignatureChallenge, SignatureChallengeRequest, Task } from '../task/contract.ts';
import { failureOf } from '../task/problem.ts';
import { needsWindow } from './login-place.ts';
import { Logins, type LoginSettings } from './logins.ts';
import type { TaskAccess } from './task-access.ts';

export type ProofEffect = Effect & { readonly type: 'ask-challenge' | 'prove' };

export interface ProvingSession {
  readonly access: TaskAccess | undefined;
  /** Aborted at the end of the run. */
  readonly signal: AbortSignal;
  login(): LoginSettings;
  send(event: SessionEvent<Task>): void;
}

export class Proofs {
  readonly #session: ProvingSession;
  readonly #logins = new Logins();
  /** What the service wants to be signed, whole, and how it was asked for. */
  #asked: { readonly request: SignatureChallengeRequest; readonly challenge: SignatureChallenge } | undefined;
  #stop = new AbortController();

  constructor(session: ProvingSession) {
    this.#session = session;
  }

  /** Carried out at once: a window opens only inside the press. */
  run(effect: ProofEffect, run: number): void {
    this.stop();
    const signal = AbortSignal.any([this.#stop.signal, this.#session.signal]);
    const undone = (error: unknown) => {
      if (!signal.aborted) this.#session.send({ type: 'proof-undone', run, failure: proofFailure(error) });
    };
    if (effect.type === 'ask-challenge') {
      this.#ask(effect, signal, run).catch(undone);
      return;
    }
    switch (effect.method) {
      case 'eid':
        return this.#logIn(effect, signal, run);
      case 'passkey':
        this.#usePasskey(effect, signal, run).catch(undone);
    }
  }

  /** Whatever comes of what is under way is for nobody. */
  stop(): void {
    this.#stop.abort(new DOMException('The signer has gone on without it.', 'AbortError'));
    this.#stop = new AbortController();
  }

  async #ask(
    { method, actions }: ProofEffect & { type: 'ask-challenge' },
    signal: AbortSignal,
    run: number,
  ): Promise<void> {
    const { access } = this.#session;
    if (!access) return;
    const { redirectUri, mode } = this.#session.login();
    const request = { method, actions: [...actions], ...(redirectUri !== undefined && { redirectUri }) };
    const challenge = await access.call(signal, (granted: Access) =>
      access.client.challenge(granted, request),
    );
    if (signal.aborted) return;
    this.#asked = { request, challenge };
    const { id, login } = challenge;
    if (login) this.#logins.offered(login, this.#session.login());
    // A press counts for a few seconds; after that a window would be held back, and one more press is asked for.
    const opensSomething = method === 'passkey' || needsWindow(mode);
    const needsClick = opensSomething && navigator.userActivation?.isActive !== true;
    this.#session.send({
      type: 'challenge-made',
      run,
      challenge: { id, ...(login && { login }) },
      needsClick,
    });
  }

  async #usePasskey(
    { challenge: { id } }: ProofEffect & { type: 'prove' },
    signal: AbortSignal,
    run: number,
  ): Promise<void> {
    const { access } = this.#session;
    const asked = this.#asked;
    if (!access || asked?.challenge.id !== id) throw new PasskeyError('passkey-cancelled');
    const call = <R>(request: (granted: Access) => Promise<R>) => access.call(signal, request);
    const signature = await signWithPasskey(asked.challenge, {
      service: access.service,
      register: (registration) => call((granted) => access.client.registerPasskey(granted, registration)),
      renew: () => call((granted) => access.client.challenge(granted, asked.request)),
      read: () => call((granted) => access.client.readChallenge(granted, id)),
      signal,
      onWindowLost: () => this.#session.send({ type: 'window-lost', run }),
    });
    if (!signal.aborted) this.#session.send({ type: 'proof-made', run, signature });
  }

  #logIn({ challenge, key }: ProofEffect & { type: 'prove' }, signal: AbortSignal, run: number): void {
    if (!challenge.login) return;
    const settings = this.#session.login();
    const wish = { offer: challenge.login, mode: settings.mode, afresh: true, signs: key };
    this.#logins.logIn(wish, settings, signal, {
      done: (result) => this.#session.send({ type: 'proof-made', run, signature: eidSignature(result) }),
      undone: (failure) => this.#session.send({ type: 'proof-undone', run, failure }),
      windowLost: () => this.#session.send({ type: 'window-lost', run }),
    });
  }
}

/** What stood in the way of a passkey, in the words that a login has for the same. */
function proofFailure(error: unknown): Failure {
  if (!(error instanceof PasskeyError)) return failureOf(error);
  switch (error.code) {
    case 'passkey-cancelled':
      return { code: 'login-cancelled', retryable: true };
    case 'passkey-unsupported':
      return { code: 'login-failed', retryable: true, reason: error.code };
    case 'window-blocked':
      return { code: 'login-blocked', retryable: true };
  }
}

/** What the eID has come back with, as the signature that it is. */
export function eidSignature(result: LoginResult): ProvenSignature {
  const { loginId: id } = result;
  return {
    method: 'eid',
    login:
      result.type === 'artifact'
        ? { id, artifact: result.artifact }
        : { id, idToken: result.unverifiedIdToken },
  };
}
