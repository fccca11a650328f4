/** The code flow of both clients, from the first address to a verified ID token. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import {
  answerAtClient,
  basicAuthorization,
  beginLogin,
  BROWSER_CLIENT,
  BrowserWithoutScripts,
  claimsFrom,
  exchangeCode,
  isLoginPage,
  SERVICE_CLIENT,
  startTestEid,
  verifyIdToken,
  WIDGET_ORIGIN,
  type TestEid,
} from './eid-client.ts';

let eid: TestEid;
before(async () => {
  eid = await startTestEid();
});
after(() => eid.stop());

const HIGH = { acr_values: 'urn:eid:test:high' };

async function codeFor(
  client: typeof BROWSER_CLIENT | typeof SERVICE_CLIENT,
  extra: Readonly<Record<string, string | undefined>> = HIGH,
) {
  const browser = new BrowserWithoutScripts(eid.issuer);
  const login = beginLogin(eid.issuer, client, extra);
  const place = await browser.answer(await browser.open(login.url), 'login', 'test-kari-nordmann');
  return { login, place, code: answerAtClient(place).get('code') ?? '' };
}

describe('a person who logs in', () => {
  test('is described, under our scopes, in the ID token itself for the client in the browser', async () => {
    const { login, place } = await codeFor(BROWSER_CLIENT);
    assert.equal(answerAtClient(place).get('state'), 'the-state');
    assert.equal(answerAtClient(place).get('iss'), eid.issuer);
    assert.ok(place.url.href.startsWith(`${WIDGET_ORIGIN}/login/callback?`));
    const { iat, exp, auth_time, jti: _jti, ...claims } = await claimsFrom(eid.issuer, login, place);
    assert.deepEqual(claims, {
      iss: eid.issuer,
      aud: 'signing-widget',
      sub: 'test-kari-nordmann',
      nonce: login.nonce,
      name: 'Kari Nordmann',
      given_name: 'Kari',
      family_name: 'Nordmann',
      birthdate: '1970-01-01',
      national_id: '01017012345',
      acr: 'urn:eid:test:high',
    });
    assert.equal(Number(exp) - Number(iat), 300);
    assert.ok(Number(auth_time) <= Number(iat));
  });

  test('is described to the service, which shows its secret', async () => {
    const { login, code } = await codeFor(SERVICE_CLIENT);
    const response = await exchangeCode(eid.issuer, login, code, {
      headers: { authorization: basicAuthorization(SERVICE_CLIENT) },
    });
    assert.equal(response.status, 200);
    const { id_token: idToken } = (await response.json()) as { id_token: string };
    const claims = await verifyIdToken(eid.issuer, idToken, SERVICE_CLIENT.clientId);
    assert.equal(claims.national_id, '01017012345');
    assert.equal(claims.nonce, login.nonce);
  });

  test('stays without name and number where only a login was asked for', async () => {
    const { login, place } = await codeFor(BROWSER_CLIENT, { ...HIGH, scope: 'openid' });
    const claims = await claimsFrom(eid.issuer, login, place);
    assert.deepEqual([claims.sub, claims.acr], ['test-kari-nordmann', 'urn:eid:test:high']);
    assert.deepEqual([claims.name, claims.national_id], [undefined, undefined]);
  });
});

describe('a client that does not keep to its registration', () => {
  test('gets no token for a wrong secret, nor for none', async () => {
    const { login, code } = await codeFor(SERVICE_CLIENT);
    const wrong = basicAuthorization({ ...SERVICE_CLIENT, clientSecret: 'another secret of 32 characters' });
    const parameters = { client_id: SERVICE_CLIENT.clientId };
    const withWrong = await exchangeCode(eid.issuer, login, code, { headers: { authorization: wrong } });
    const withNone = await exchangeCode(eid.issuer, login, code, { parameters });
    assert.deepEqual([withWrong.status, withNone.status], [401, 401]);
  });

  test('gets no token for a code whose verifier it does not know', async () => {
    const { login, code } = await codeFor(BROWSER_CLIENT);
    const parameters = { client_id: BROWSER_CLIENT.clientId, code_verifier: 'x'.repeat(43) };
    const response = await exchangeCode(eid.issuer, login, code, { parameters });
    assert.equal(response.status, 400);
    assert.equal(((await response.json()) as { error: string }).error, 'invalid_grant');
  });

  test('gets no second token for the same code', async () => {
    const { login, place, code } = await codeFor(BROWSER_CLIENT);
    await claimsFrom(eid.issuer, login, place);
    const parameters = { client_id: BROWSER_CLIENT.clientId };
    assert.equal((await exchangeCode(eid.issuer, login, code, { parameters })).status, 400);
  });

  for (const client of [BROWSER_CLIENT, SERVICE_CLIENT]) {
    test(`is sent back when it leaves PKCE out or weakens it (${client.clientId})`, async () => {
      const browser = new BrowserWithoutScripts(eid.issuer);
      for (const extra of [
        { code_challenge: undefined, code_challenge_method: undefined },
        { code_challenge_method: 'plain' },
      ]) {
        const place = await browser.open(beginLogin(eid.issuer, client, extra).url);
        assert.equal(answerAtClient(place).get('error'), 'invalid_request');
      }
    });
  }

  test('is not redirected to an address that is not registered, and the page says so', async () => {
    const browser = new BrowserWithoutScripts(eid.issuer);
    const redirects = [
      'http://localhost:4198/elsewhere',
      `${BROWSER_CLIENT.redirectUris[0]}/more`,
      'https://elsewhere.example/login/callback',
    ];
    for (const redirectUri of redirects) {
      const { url } = beginLogin(eid.issuer, BROWSER_CLIENT, { redirect_uri: redirectUri });
      const place = await browser.open(url);
      assert.equal(place.kind, 'page', redirectUri);
      assert.equal(place.kind === 'page' && place.response.status, 400);
      assert.match(place.kind === 'page' ? place.text : '', /<h1>The login cannot go on<\/h1>/);
    }
  });

  test('is not asked on behalf of when nobody knows it, and what it sent is text in our page', async () => {
    const browser = new BrowserWithoutScripts(eid.issuer);
    const { url } = beginLogin(eid.issuer, BROWSER_CLIENT, { client_id: '<script>alert(1)</script>' });
    const place = await browser.open(url);
    assert.equal(place.kind, 'page');
    assert.equal(isLoginPage(place), false);
    assert.equal(place.kind === 'page' && place.text.includes('<script'), false);
  });

  test('gets no answer that our pages would need a script for', async () => {
    const browser = new BrowserWithoutScripts(eid.issuer);
    const place = await browser.open(
      beginLogin(eid.issuer, BROWSER_CLIENT, { response_mode: 'form_post' }).url,
    );
    assert.equal(isLoginPage(place), false);
    assert.equal(place.kind === 'page' && place.text.includes('<script'), false);
  });
});

describe('a page of another origin', () => {
  const ENDPOINTS = ['/.well-known/openid-configuration', '/jwks'];
  const STRANGERS = ['https://elsewhere.example', 'http://localhost:4198', 'null'];
  const allowed = (response: Response) => response.headers.get('access-control-allow-origin');

  test('reads discovery and keys only where it is registered', async () => {
    for (const path of ENDPOINTS) {
      const url = new URL(path, eid.issuer);
      assert.equal(allowed(await fetch(url, { headers: { origin: WIDGET_ORIGIN } })), WIDGET_ORIGIN);
      for (const origin of STRANGERS) {
        const response = await fetch(url, { headers: { origin } });
        assert.equal(allowed(response), null, `${path} ${origin}`);
        assert.match(response.headers.get('vary') ?? '', /origin/i);
      }
    }
  });

  test('may send a code to the token endpoint only where it is registered', async () => {
    const preflight = (origin: string) =>
      fetch(new URL('/token', eid.issuer), {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'POST' },
      });
    assert.equal(allowed(await preflight(WIDGET_ORIGIN)), WIDGET_ORIGIN);
    for (const origin of STRANGERS) assert.equal(allowed(await preflight(origin)), null, origin);
  });

  test('gets a token only where it is registered, and there also reads a refusal', async () => {
    const parameters = { client_id: BROWSER_CLIENT.clientId };
    const exchange = async (origin: string) => {
      const { login, code } = await codeFor(BROWSER_CLIENT);
      return exchangeCode(eid.issuer, login, code, { parameters, headers: { origin } });
    };
    const own = await exchange(WIDGET_ORIGIN);
    assert.deepEqual([own.status, allowed(own)], [200, WIDGET_ORIGIN]);
    for (const origin of STRANGERS) {
      const other = await exchange(origin);
      assert.deepEqual([other.status, allowed(other)], [400, null], origin);
    }
    const { login } = await codeFor(BROWSER_CLIENT);
    const refused = await exchangeCode(eid.issuer, login, 'no-code', {
      parameters,
      headers: { origin: WIDGET_ORIGIN },
    });
    assert.deepEqual([refused.status, allowed(refused)], [400, WIDGET_ORIGIN]);
  });

  test('gets no token with the secret of the service', async () => {
    const { login, code } = await codeFor(SERVICE_CLIENT);
    const response = await exchangeCode(eid.issuer, login, code, {
      headers: { origin: WIDGET_ORIGIN, authorization: basicAuthorization(SERVICE_CLIENT) },
    });
    assert.equal(response.status, 400);
  });
});
