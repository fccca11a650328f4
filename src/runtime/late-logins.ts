/** Has what logs signers in loaded with the screen that asks for it, and turns how it ends into events. */
import type { Effect } from '../session/effect.ts';
import type { LoginOffer } from '../session/login-offer.ts';
import type { SessionEvent } from '../session/session-event.ts';
import type { OpenBy } from '../task/client.ts';
import type { Task } from '../task/contract.ts';
import { credentialOf } from './login-answer.ts';
import type { Logins, LoginSettings } from './logins.ts';

export interface LoginSession {
  /** Aborted at the end of the run. */
  readonly signal: AbortSignal;
  login(): LoginSettings;
  /** What opens the task now. */
  give(credential: OpenBy): void;
  send(event: SessionEvent<Task>): void;
}

export class LateLogins {
  readonly #session: LoginSession;
  /** There when a login has been offered. */
  #logins: Logins | undefined;

  constructor(session: LoginSession) {
    this.#session = session;
  }

  isFresh(offer: LoginOffer): boolean {
    return this.#logins?.isFresh(offer) ?? false;
  }

  offered(offer: LoginOffer): void {
    if (this.#logins) return this.#logins.offered(offer, this.#session.login());
    import('./entry-chunk.ts').then(
      ({ Logins }) => {
        this.#logins ??= new Logins();
        this.#logins.offered(offer, this.#session.login());
      },
      // The screen has not come either, and says so; pressed on it, an unknown offer is asked for again.
      () => undefined,
    );
  }

  run(effect: Effect & { type: 'log-in' }, run: number): void {
    const session = this.#session;
    const settings = session.login();
    this.#logins?.logIn({ ...effect, mode: effect.mode ?? settings.mode }, settings, session.signal, {
      done: (result) => {
        session.give(credentialOf(result));
        session.send({ type: 'login-done', run });
      },
      undone: (failure) => session.send({ type: 'login-undone', run, failure }),
      windowLost: () => session.send({ type: 'window-lost', run }),
    });
  }
}
