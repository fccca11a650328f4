/**
 * The logins of a session: loads the room that knows how before the click, keeps in mind how old an offer is,
 * and turns its ends into events. Knows nothing of OpenID Connect. Comes with the screens that ask for a login.
 */
import type { Authenticator, LoginResult } from '../login/authenticator.ts';
import type { Effect } from '../session/effect.ts';
import type { Failure } from '../session/failure.ts';
import type { LoginMode, LoginOffer } from '../session/login-offer.ts';
import { loginFailure } from './login-answer.ts';

export interface LoginSettings {
  /** A host's own. */
  readonly authenticator: Authenticator | undefined;
  readonly mode: LoginMode;
  readonly redirectUri: string | undefined;
  /** Names what the login is for when the page comes back. */
  readonly taskUrl: string;
}

export interface LoginEnds {
  readonly done: (result: LoginResult) => void;
  readonly undone: (failure: Failure) => void;
  readonly windowLost: () => void;
}

export type LoginWish = Omit<Effect & { type: 'log-in' }, 'type'> & { readonly signs?: string };

/** A service holds a login ready for ten minutes; a signer needs some of them. */
const FRESH_MILLISECONDS = 9 * 60_000;

export class Logins {
  #own: Authenticator | undefined;
  #loading: Promise<Authenticator> | undefined;
  /** When each offer came, by the login's id; long ago once a service has begun it, which it does once. */
  readonly #offeredAt = new Map<string, number>();

  /** Notes the offer, and gets ready for the click: a window opens only inside it. */
  offered(offer: LoginOffer, settings: LoginSettings): void {
    if (this.#offeredAt.has(offer.id)) return;
    this.#offeredAt.set(offer.id, Date.now());
    const { mode, redirectUri } = settings;
    this.#load(settings.authenticator).then(
      (authenticator) => authenticator.prepare({ offer, mode, redirectUri }),
      // It shows when it is used.
      () => undefined,
    );
  }

  isFresh(offer: LoginOffer): boolean {
    const at = this.#offeredAt.get(offer.id);
    return at !== undefined && Date.now() - at < FRESH_MILLISECONDS;
  }

  /** Runs at once where the authenticator is there, as it is after `offered()`. */
  logIn(
    { offer, mode = 'auto', afresh, signs }: LoginWish,
    settings: LoginSettings,
    signal: AbortSignal,
    ends: LoginEnds,
  ): void {
    const { redirectUri, taskUrl } = settings;
    const byService = mode === 'service' || !redirectUri || !offer.issuer;
    if (byService) this.#offeredAt.set(offer.id, -Infinity);
    const onWindowLost = () => {
      if (!signal.aborted) ends.windowLost();
    };
    const start = (authenticator: Authenticator) =>
      authenticator.login({ offer, mode, redirectUri, taskUrl, afresh, signs, signal, onWindowLost });
    const ready = settings.authenticator ?? this.#own;
    attempt(() => (ready ? start(ready) : this.#load(undefined).then(start))).then(
      (result) => {
        if (!signal.aborted) ends.done(result);
      },
      (error: unknown) => {
        if (!signal.aborted) ends.undone(loginFailure(error));
      },
    );
  }

  #load(authenticator: Authenticator | undefined): Promise<Authenticator> {
    if (authenticator) return Promise.resolve(authenticator);
    this.#loading ??= import('../login/create-authenticator.ts').then(
      ({ createAuthenticator }) => (this.#own = createAuthenticator()),
    );
    // A chunk that did not come is asked for again.
    this.#loading.catch(() => (this.#loading = undefined));
    return this.#loading;
  }
}

/** An authenticator that throws at once is one that fails. */
async function attempt<R>(run: () => Promise<R>): Promise<R> {
  return run();
}
