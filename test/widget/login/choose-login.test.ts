import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { LoginMode } from '../../../src/login/authenticator.ts';
import { browserOffer, chooseLogin } from '../../../src/login/choose-login.ts';
import type { LoginOffer } from '../../../src/session/login-offer.ts';

const SERVICE_ONLY: LoginOffer = { id: 'login-1', startUrl: 'https://sign.test/logins/login-1/start' };
const FULL = {
  ...SERVICE_ONLY,
  issuer: 'https://eid.test',
  clientId: 'widget',
  scope: 'openid',
  nonce: 'n-1',
} satisfies LoginOffer;
const CALLBACK = 'https://host.test/login/callback';

/** mode, what the service offers, whether framed, and then which run, and where */
const TABLE: readonly (readonly [LoginMode, 'full' | 'service', boolean, string])[] = [
  ['auto', 'full', false, 'browser page'],
  ['auto', 'full', true, 'browser window'],
  ['auto', 'service', false, 'service page'],
  ['auto', 'service', true, 'service window'],
  ['redirect', 'full', false, 'browser page'],
  ['redirect', 'full', true, 'browser window'],
  ['redirect', 'service', false, 'service page'],
  ['redirect', 'service', true, 'service window'],
  ['popup', 'full', false, 'browser window'],
  ['popup', 'full', true, 'browser window'],
  ['popup', 'service', false, 'service window'],
  ['popup', 'service', true, 'service window'],
  ['service', 'full', false, 'service page'],
  ['service', 'full', true, 'service window'],
  ['service', 'service', false, 'service page'],
  ['service', 'service', true, 'service window'],
];

describe('which login is run, and where', () => {
  for (const [mode, offered, framed, expected] of TABLE) {
    it(`“${mode}”, ${offered} offer, ${framed ? 'framed' : 'at top level'}: ${expected}`, () => {
      const offer = offered === 'full' ? FULL : SERVICE_ONLY;
      const { run, where } = chooseLogin(mode, offer, { redirectUri: CALLBACK, framed });
      assert.equal(`${run} ${where}`, expected);
    });
  }

  for (const mode of ['auto', 'redirect', 'popup'] as const) {
    it(`“${mode}” is run by the service where the page has no place for a login to end`, () => {
      assert.equal(chooseLogin(mode, FULL, { redirectUri: undefined, framed: false }).run, 'service');
    });
  }

  for (const field of ['issuer', 'clientId', 'scope', 'nonce'] as const) {
    it(`an offer without ${field} is none for the browser`, () => {
      const { [field]: _left, ...rest } = FULL;
      assert.equal(browserOffer(rest, CALLBACK), undefined);
      assert.equal(browserOffer({ ...FULL, [field]: '' }, CALLBACK), undefined);
      assert.equal(chooseLogin('auto', rest, { redirectUri: CALLBACK, framed: false }).run, 'service');
    });
  }
});
