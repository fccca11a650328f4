/** What the provider says of itself is believed within limits, and each fault is the eID's, never the signer's. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, describe, test } from 'node:test';
import { createOpenIdProvider } from '../../../../demo/service/adapters/openid/create-open-id-provider.ts';
import { mintIdToken } from './id-token-cases.ts';
import {
  configurationFor,
  everythingSaid,
  expected,
  goodFor,
  providerAt,
  unavailable,
} from './openid-sample.ts';
import { DISCOVERY, type TestIssuer, sendJson, startTestIssuer } from './test-issuer.ts';

const REQUEST = {
  state: 'state-1',
  nonce: 'nonce-1',
  codeChallenge: 'challenge-1',
  acrValues: ['urn:eid:test:high', 'urn:eid:test:highest'],
  redirectUri: 'https://sign.example/login/return?task=1',
  afresh: false,
};

let eid: TestIssuer;
before(async () => {
  eid = await startTestIssuer();
});
beforeEach(() => eid.reset());
after(() => eid.close());

const begin = (issuer = eid.issuer) => providerAt(issuer).provider.authorizationUrl(REQUEST);

describe('A login begins', () => {
  test('with all that OpenID Connect and PKCE ask for, and the query that the endpoint has', async () => {
    const url = new URL(await begin());
    assert.equal(`${url.origin}${url.pathname}`, `${eid.issuer}/authorize`);
    assert.deepEqual(Object.fromEntries(url.searchParams), {
      tenant: '1',
      response_type: 'code',
      scope: 'openid profile national_id',
      client_id: 'signing-service',
      redirect_uri: REQUEST.redirectUri,
      state: 'state-1',
      nonce: 'nonce-1',
      code_challenge: 'challenge-1',
      code_challenge_method: 'S256',
      acr_values: 'urn:eid:test:high urn:eid:test:highest',
      max_age: '900',
    });
  });

  test('and asks again who it is when that is wished', async () => {
    const { provider } = providerAt(eid.issuer);
    const url = new URL(await provider.authorizationUrl({ ...REQUEST, afresh: true }));
    assert.equal(url.searchParams.get('prompt'), 'login');
  });

  test('without what is not asked for', async () => {
    const { provider } = providerAt(eid.issuer, { maxAgeSeconds: undefined });
    const { searchParams } = new URL(await provider.authorizationUrl({ ...REQUEST, acrValues: [] }));
    for (const name of ['acr_values', 'max_age', 'prompt']) assert.equal(searchParams.has(name), false, name);
    const atOnce = providerAt(eid.issuer, { maxAgeSeconds: 0 }).provider;
    assert.equal(new URL(await atOnce.authorizationUrl(REQUEST)).searchParams.get('max_age'), '0');
  });

  test('in the browser only on a page that is registered', () => {
    const { provider } = providerAt(eid.issuer);
    const { issuer } = eid;
    const { scope } = configurationFor(issuer);
    const page = 'https://sign.example/login/callback';
    assert.deepEqual(provider.browserLogin(page), { issuer, clientId: 'signing-page', scope });
    assert.equal(provider.browserLogin(`${page}/`), undefined);
    assert.equal(provider.browserLogin('https://sign.example/login'), undefined);
    const { browserClient: _none, ...configuration } = configurationFor(issuer);
    assert.equal(createOpenIdProvider(configuration).browserLogin(page), undefined);
  });
});

describe('The eID is unavailable', () => {
  const says = (members: Readonly<Record<string, unknown>>) =>
    eid.answer(DISCOVERY, sendJson(eid.discovery(members)));

  test('when it calls itself by another issuer', async () => {
    for (const issuer of ['https://other.example', `${eid.issuer}/`, [eid.issuer], undefined]) {
      says({ issuer });
      await assert.rejects(begin(), unavailable(/another issuer/));
    }
  });

  test('when an endpoint is missing, or not behind TLS and not on this machine', async () => {
    for (const member of ['authorization_endpoint', 'token_endpoint', 'jwks_uri']) {
      for (const value of [
        undefined,
        7,
        '/relative',
        'http://eid.example/x',
        'http://localhost.eid.example/x',
        'http://127.0.0.1.eid.example/x',
        'javascript:alert(1)',
        'https://user:pass@eid.example/x',
        'https://eid.example/x#fragment',
      ]) {
        says({ [member]: value });
        await assert.rejects(begin(), unavailable(new RegExp(`"${member}"`)), String(value));
      }
    }
    says({ authorization_endpoint: 'https://eid.example/x' });
    assert.equal(new URL(await begin()).origin, 'https://eid.example');
  });

  test('when it leads elsewhere: nobody follows', async () => {
    eid.answer('/elsewhere', sendJson(eid.discovery()));
    eid.answer(DISCOVERY, (_request, response) => {
      response.writeHead(302, { Location: `${eid.issuer}/elsewhere` }).end();
    });
    await assert.rejects(begin(), unavailable(/cannot be reached/));
    assert.deepEqual(eid.requests, [DISCOVERY]);
  });

  test('when it sends no JSON object, or an error', async () => {
    for (const text of ['<html>', '[]', 'null', '', '"text"']) {
      eid.answer(DISCOVERY, (_request, response) => void response.end(text));
      await assert.rejects(begin(), unavailable(/no JSON object/), text);
    }
    for (const status of [404, 500]) {
      eid.answer(DISCOVERY, sendJson(eid.discovery(), status));
      await assert.rejects(begin(), unavailable(new RegExp(`answered ${status}`)));
    }
  });

  test('when it sends more than a quarter of a megabyte', async () => {
    says({ filler: 'f'.repeat(256 * 1024) });
    await assert.rejects(begin(), unavailable(/too large/));
    says({ filler: 'f'.repeat(255 * 1024) });
    await begin();
  });

  test('when it sends without end: it is cut off', async () => {
    let isCutOff: Promise<unknown> = Promise.resolve();
    eid.answer(DISCOVERY, (_request, response) => {
      isCutOff = once(response, 'close');
      const more = () => {
        while (!response.destroyed && response.write(' '.repeat(64 * 1024)));
      };
      response.on('drain', more);
      more();
    });
    await assert.rejects(begin(), unavailable(/too large/));
    await isCutOff;
  });

  test('when it takes longer than ten seconds, before or in the middle of its answer', async (t) => {
    for (const start of ['', '{"issuer":']) {
      const late = new AbortController();
      let limitMs = 0;
      const timeout = t.mock.method(AbortSignal, 'timeout', (ms: number) => {
        limitMs = ms;
        return late.signal;
      });
      eid.answer(DISCOVERY, (_request, response) => {
        if (start !== '') response.write(start);
        setImmediate(() => late.abort(new DOMException('late', 'TimeoutError')));
      });
      await assert.rejects(begin(), unavailable(/cannot be reached/));
      assert.equal(limitMs, 10_000);
      timeout.mock.restore();
    }
  });

  test('when nobody is there', async () => {
    const gone: Server = createServer();
    gone.listen(0, '127.0.0.1');
    await once(gone, 'listening');
    const { port } = gone.address() as AddressInfo;
    gone.close();
    await once(gone, 'close');
    await assert.rejects(begin(`http://127.0.0.1:${port}`), unavailable(/cannot be reached/));
  });

  test('and what it sent is not in the error', async () => {
    eid.answer(DISCOVERY, (_request, response) => void response.end('person-1 is not JSON'));
    const error: unknown = await begin().catch((reason: unknown) => reason);
    assert.doesNotMatch(everythingSaid(error), /person-1/);
  });
});

describe('What the eID says of itself', () => {
  const read = () => eid.requests.filter((path) => path === DISCOVERY).length;

  test('is read once for many, and again after an hour', async () => {
    const { provider, wait } = providerAt(eid.issuer);
    await Promise.all([1, 2, 3].map(() => provider.authorizationUrl(REQUEST)));
    wait(3599);
    await provider.authorizationUrl(REQUEST);
    assert.equal(read(), 1);
    wait(1);
    await provider.authorizationUrl(REQUEST);
    assert.equal(read(), 2);
  });

  test('is read again at once after a failure', async () => {
    const { provider } = providerAt(eid.issuer);
    eid.answer(DISCOVERY, sendJson({}, 503));
    await assert.rejects(provider.authorizationUrl(REQUEST), unavailable(/503/));
    eid.reset();
    await provider.authorizationUrl(REQUEST);
    assert.equal(read(), 1);
  });

  test('is looked for below the issuer, with or without a slash at its end, also on a path', async () => {
    for (const path of ['/', '/realms/one', '/realms/one/']) {
      const issuer = `${eid.issuer}${path}`;
      const wellKnown = `${path.replace(/\/$/, '')}${DISCOVERY}`;
      eid.answer(wellKnown, sendJson(eid.discovery({ issuer })));
      const { provider } = providerAt(issuer);
      const verified = await provider.verifyIdToken(mintIdToken(goodFor(issuer)), expected());
      assert.equal(verified.issuer, issuer);
    }
  });
});

describe('Settings that can never work are refused at start', () => {
  const start = (changes: object) => createOpenIdProvider({ ...configurationFor(eid.issuer), ...changes });
  const wrong: readonly [title: string, changes: object][] = [
    ['an issuer without TLS', { issuer: 'http://eid.example' }],
    ['an issuer that is no URL', { issuer: 'eid.example' }],
    ['an issuer with a query', { issuer: 'https://eid.example?x=1' }],
    ['an issuer with a fragment', { issuer: 'https://eid.example#x' }],
    ['a scope without openid', { scope: 'profile openid2' }],
    ['an age below nothing', { maxAgeSeconds: -1 }],
    ['an age that is no number', { maxAgeSeconds: NaN }],
    ['no algorithm', { algorithms: [] }],
    ['a shared secret as algorithm', { algorithms: ['RS256', 'HS256'] }],
    ['none as algorithm', { algorithms: ['none'] }],
    ['no secret', { serviceClient: { clientId: 'signing-service', clientSecret: '' } }],
    ['no name of the page', { browserClient: { clientId: '', redirectUris: [] } }],
  ];
  for (const [title, changes] of wrong)
    test(title, () => void assert.throws(() => start(changes), TypeError));
  test('and others are not', () =>
    void start({ issuer: 'https://eid.example/tenant', algorithms: ['PS512'] }));
});
