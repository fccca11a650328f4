/** Puts the login room together: which login is run, and by which file. */
import type { Authenticator, LoginRequest, LoginResult } from './authenticator.ts';
import { browserOffer, chooseLogin, type BrowserOffer, type LoginChoice } from './choose-login.ts';
import { canKeep } from './login-storage.ts';
import { OidcFlow } from './oidc-flow.ts';
import { browserLoginInPage, serviceLoginInPage } from './page-login.ts';
import { takeReturn } from './take-return.ts';
import { browserLoginInWindow, serviceLoginInWindow } from './window-login.ts';

type Wanted = Pick<LoginRequest, 'offer' | 'mode' | 'redirectUri'>;

interface Plan extends LoginChoice {
  readonly redirectUri: string | undefined;
  /** There when the browser runs the flow. */
  readonly browser: BrowserOffer | undefined;
}

export function createAuthenticator(): Authenticator {
  let prepared: OidcFlow | undefined;

  /** The flow that was prepared, if it is with the same provider: what it has loaded is loaded. */
  function flowFor(offer: BrowserOffer): OidcFlow {
    const { issuer, clientId, redirectUri } = offer;
    const party = prepared?.party;
    if (
      prepared &&
      party?.issuer === issuer &&
      party.clientId === clientId &&
      party.redirectUri === redirectUri
    )
      return prepared;
    return (prepared = new OidcFlow({ issuer, clientId, redirectUri }));
  }

  return {
    prepare(wanted) {
      const { browser } = planFor(wanted);
      if (browser) flowFor(browser).prepare();
    },

    login(request): Promise<LoginResult> {
      const { browser, where, redirectUri } = planFor(request);
      if (where === 'page')
        return browser ? browserLoginInPage(flowFor(browser), browser, request) : serviceLoginInPage(request);
      return browser
        ? browserLoginInWindow(flowFor(browser), browser, request)
        : serviceLoginInWindow(redirectUri, request);
    },

    takeReturn,
  };
}

function planFor({ mode, offer, redirectUri: asked }: Wanted): Plan {
  // A callback page of another origin could hand nothing over to this one.
  const redirectUri =
    asked && URL.canParse(asked) && new URL(asked).origin === location.origin ? asked : undefined;
  // A tab that keeps nothing would come back to a login that it knows nothing of.
  const framed = window.parent !== window || !canKeep();
  const choice = chooseLogin(mode, offer, { redirectUri, framed });
  const browser = choice.run === 'browser' ? browserOffer(offer, redirectUri) : undefined;
  return { ...choice, redirectUri, browser };
}
