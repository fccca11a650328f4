/** Which login is run, and where: the mode that the page asks for, held against what the service offers. Pure. */
import type { LoginOffer } from '../session/login-offer.ts';
import type { LoginMode } from './authenticator.ts';

export interface LoginPlace {
  /** Where a login can end in the browser; without it only the service can run one. */
  readonly redirectUri: string | undefined;
  /** The page cannot be left for a login and come back: eID providers refuse frames. */
  readonly framed: boolean;
}

export interface LoginChoice {
  readonly run: 'browser' | 'service';
  readonly where: 'page' | 'window';
}

/** An offer with all that the authorization code flow needs. */
export interface BrowserOffer {
  readonly issuer: string;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly scope: string;
  readonly nonce: string;
  readonly acrValues: readonly string[];
  readonly maxAge: number | undefined;
  readonly loginHint: string | undefined;
}

/** A mode that cannot be had gives way to one that can: a signer who may log in is never turned away. */
export function chooseLogin(mode: LoginMode, offer: LoginOffer, place: LoginPlace): LoginChoice {
  const inBrowser = mode !== 'service' && browserOffer(offer, place.redirectUri) !== undefined;
  const inWindow = mode === 'popup' || place.framed;
  return { run: inBrowser ? 'browser' : 'service', where: inWindow ? 'window' : 'page' };
}

/**
 * Without a nonce the ID token would be bound to nothing that the service knows (OpenID Connect Core
 * section 3.1.2.1), so that an offer without one is none.
 */
export function browserOffer(offer: LoginOffer, redirectUri: string | undefined): BrowserOffer | undefined {
  const { issuer, clientId, scope, nonce, acrValues = [], maxAge, loginHint } = offer;
  if (!redirectUri || !issuer || !clientId || !scope || !nonce) return undefined;
  return { issuer, clientId, redirectUri, scope, nonce, acrValues, maxAge, loginHint };
}
