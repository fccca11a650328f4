import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { LoginError } from '../../../src/login/authenticator.ts';
import { loginStates } from '../../../src/login/login-state-store.ts';
import { OidcFlow, type OidcRequest } from '../../../src/login/oidc-flow.ts';
import { idTokenWith, startProvider, type LoopbackProvider } from './loopback-provider.ts';

const REDIRECT = 'https://host.test/login/callback';
const NONCE = 'nonce-of-the-offer';

let provider: LoopbackProvider;
let flow: OidcFlow;
const nobodyAborts = new AbortController().signal;

const request = (part: Partial<OidcRequest> = {}): OidcRequest => ({
  issuer: provider.issuer,
  clientId: 'widget',
  redirectUri: REDIRECT,
  scope: 'openid',
  nonce: NONCE,
  acrValues: [],
  maxAge: undefined,
  loginHint: undefined,
  where: 'window',
  afresh: false,
  ...part,
});

const start = (part?: Partial<OidcRequest>) => flow.start(request(part), nobodyAborts);
const answer = (state: string, part: Record<string, string> = { code: 'code-1' }) =>
  `?${new URLSearchParams({ ...part, state })}`;
const kept = () => Object.keys(sessionStorage);

function refusal(code: string, reason?: string) {
  return (error: unknown) => {
    assert.ok(error instanceof LoginError);
    assert.deepEqual([error.code, error.reason], [code, reason ?? error.reason]);
    return true;
  };
}

/** A tab's storage is an object with its entries as keys; Node has none of its own. */
function freshStorage(): void {
  const methods = {
    getItem: (key: string) => (sessionStorage[key] as string | undefined) ?? null,
    setItem: (key: string, value: string) => void (sessionStorage[key] = value),
    removeItem: (key: string) => void Reflect.deleteProperty(sessionStorage, key),
  };
  Object.defineProperty(globalThis, 'sessionStorage', {
    configurable: true,
    value: Object.create(methods) as Storage,
  });
}

/** Not every Node has a `navigator`, and none knows whether it is online. */
function setOnline(onLine: boolean): void {
  Object.defineProperty(globalThis, 'navigator', { configurable: true, value: { onLine } });
}

function refusedStorage(): void {
  Object.defineProperty(globalThis, 'sessionStorage', {
    configurable: true,
    get: () => {
      throw new DOMException('The operation is insecure.', 'SecurityError');
    },
  });
}

describe('a browser flow', () => {
  beforeEach(async () => {
    freshStorage();
    setOnline(true);
    provider = await startProvider();
    provider.token.body = {
      id_token: idTokenWith({ nonce: NONCE }),
      access_token: 'at',
      token_type: 'Bearer',
    };
    flow = new OidcFlow({ issuer: provider.issuer, clientId: 'widget', redirectUri: REDIRECT });
  });
  afterEach(() => provider.close());

  it('asks for what the service offered, with a code challenge and a state', async () => {
    const part = { acrValues: ['urn:a', 'urn:b'], maxAge: 0, loginHint: 'hint', afresh: true } as const;
    const { url, state } = await start(part);
    const { code_challenge: challenge, ...asked } = Object.fromEntries(new URL(url).searchParams);
    assert.match(challenge ?? '', /^[\w-]{43}$/);
    assert.deepEqual(asked, {
      client_id: 'widget',
      redirect_uri: REDIRECT,
      response_type: 'code',
      scope: 'openid',
      nonce: NONCE,
      state,
      code_challenge_method: 'S256',
      acr_values: 'urn:a urn:b',
      max_age: '0',
      login_hint: 'hint',
      prompt: 'login',
    });
    assert.match(state, /;window$/);
  });

  it('asks for nothing that was not offered', async () => {
    const asked = new URL((await start()).url).searchParams;
    for (const name of ['acr_values', 'max_age', 'login_hint', 'prompt'])
      assert.equal(asked.has(name), false);
  });

  it('ends with the ID token, got with the verifier of its own challenge', async () => {
    const { url, state } = await start();
    const idToken = await flow.finish(state, answer(state));
    assert.equal(idToken, idTokenWith({ nonce: NONCE }));
    const [asked] = provider.asked;
    assert.equal(asked?.get('code'), 'code-1');
    assert.equal(asked.get('redirect_uri'), REDIRECT);
    assert.equal(
      createHash('sha256')
        .update(asked.get('code_verifier') ?? '')
        .digest('base64url'),
      new URL(url).searchParams.get('code_challenge'),
    );
  });

  it('goes on in another page of the same tab', async () => {
    const { state } = await start({ where: 'page' });
    const later = new OidcFlow(flow.party);
    assert.ok(await later.finish(state, answer(state)));
  });

  it('keeps no token, and after its end nothing', async () => {
    const { state } = await start();
    assert.equal(kept().length, 1);
    await flow.finish(state, answer(state));
    assert.deepEqual(kept(), []);
  });

  it('refuses the answer to another login, sends its code nowhere, and is over', async () => {
    const { state } = await start();
    const other = await start();
    await assert.rejects(flow.finish(state, answer(other.state)), refusal('login-failed', 'state-mismatch'));
    assert.equal(provider.asked.length, 0);
    assert.equal(await loginStates.get(state.split(';')[0] ?? ''), null);
  });

  it('refuses a state that it never made', async () => {
    await assert.rejects(flow.finish('made-up;window', answer('made-up;window')), refusal('login-failed'));
    await assert.rejects(flow.finish('%E0%A4%A;window', answer('%E0%A4%A;window')), refusal('login-failed'));
    assert.equal(provider.asked.length, 0);
  });

  it('refuses the same answer a second time', async () => {
    const { state } = await start();
    await flow.finish(state, answer(state));
    await assert.rejects(flow.finish(state, answer(state)), refusal('login-failed'));
    assert.equal(provider.asked.length, 1);
  });

  it('sends the code once when the answer comes twice at the same moment', async () => {
    const { state } = await start();
    const both = await Promise.allSettled([
      flow.finish(state, answer(state)),
      flow.finish(state, answer(state)),
    ]);
    assert.deepEqual(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
    assert.equal(provider.asked.length, 1);
  });

  it('refuses an ID token with another nonce', async () => {
    provider.token.body = { id_token: idTokenWith({ nonce: 'another' }) };
    const { state } = await start();
    await assert.rejects(flow.finish(state, answer(state)), refusal('login-failed', 'answer-refused'));
  });

  it('refuses an answer without an ID token', async () => {
    provider.token.body = { access_token: 'at', token_type: 'Bearer' };
    const { state } = await start({ scope: 'profile' });
    await assert.rejects(flow.finish(state, answer(state)), refusal('login-failed', 'id-token-missing'));
  });

  describe('with more than one provider about', () => {
    it('refuses an answer that says it is of another one, and sends its code nowhere', async () => {
      const { state } = await start();
      const query = answer(state, { code: 'code-1', iss: 'https://evil.test' });
      await assert.rejects(flow.finish(state, query), refusal('login-failed', 'issuer'));
      assert.equal(provider.asked.length, 0);
    });

    it('takes an answer that names the provider', async () => {
      const { state } = await start();
      assert.ok(await flow.finish(state, answer(state, { code: 'code-1', iss: provider.issuer })));
    });

    it('refuses an answer without the name that the provider always gives', async () => {
      provider.metadata.authorization_response_iss_parameter_supported = true;
      const { state } = await start();
      await assert.rejects(flow.finish(state, answer(state)), refusal('login-failed', 'issuer'));
      assert.equal(provider.asked.length, 0);
    });

    it('sends nobody to a provider that says it is another one', async () => {
      provider.metadata.issuer = 'https://evil.test';
      await assert.rejects(start(), refusal('login-failed', 'issuer'));
    });
  });

  describe('that fails', () => {
    for (const error of ['access_denied', 'login_required', 'interaction_required']) {
      it(`${error}: the signer has cancelled it`, async () => {
        const { state } = await start();
        await assert.rejects(flow.finish(state, answer(state, { error })), refusal('login-cancelled', error));
        assert.deepEqual(kept(), []);
      });
    }

    it('with another error of the provider: it says which, and no text of the provider', async () => {
      const { state } = await start();
      const query = answer(state, { error: 'server_error', error_description: 'Kari Nordmann is unknown' });
      await assert.rejects(flow.finish(state, query), (error: LoginError) => {
        assert.equal(error.message, 'login-failed');
        return refusal('login-failed', 'server_error')(error);
      });
    });

    it('with an error that is none: it is not repeated', async () => {
      const { state } = await start();
      const query = answer(state, { error: 'Kari <b>Nordmann</b>' });
      await assert.rejects(flow.finish(state, query), refusal('login-failed', 'error-malformed'));
    });

    it('when the token endpoint refuses the code: that was not the signer', async () => {
      provider.token = { status: 400, body: { error: 'access_denied' } };
      const { state } = await start();
      await assert.rejects(flow.finish(state, answer(state)), refusal('login-failed', 'access_denied'));
    });

    it('when the provider has trouble', async () => {
      provider.token = { status: 503, body: {} };
      const { state } = await start();
      await assert.rejects(flow.finish(state, answer(state)), refusal('service-unavailable'));
    });

    it('when nobody answers, and it can be tried again', async () => {
      await provider.close();
      await assert.rejects(start(), refusal('service-unavailable'));
      assert.deepEqual(kept(), []);
    });

    it('when there is no connection', async () => {
      setOnline(false);
      await provider.close();
      await assert.rejects(start(), refusal('offline'));
    });
  });

  it('keeps nothing when it was given up before it began', async () => {
    const giveUp = new AbortController();
    const starting = flow.start(request(), giveUp.signal);
    giveUp.abort();
    await starting;
    assert.deepEqual(kept(), []);
  });

  it('throws away what dead logins have left in the tab', async () => {
    const created = Math.floor(Date.now() / 1000) - 16 * 60;
    sessionStorage.setItem('signing-widget login-state dead', JSON.stringify({ id: 'dead', created }));
    sessionStorage.setItem('of the page itself', 'kept');
    const { state } = await start();
    const [id] = state.split(';');
    assert.deepEqual(kept().sort(), ['of the page itself', `signing-widget login-state ${id}`]);
  });

  it('works where the tab keeps nothing, and is as strict there', async () => {
    refusedStorage();
    const { state } = await start();
    assert.ok(await flow.finish(state, answer(state)));
    await assert.rejects(flow.finish(state, answer(state)), refusal('login-failed'));
  });
});
