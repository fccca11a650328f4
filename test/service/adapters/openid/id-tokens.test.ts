/** An ID token counts only when no rule is broken: each hostile one is refused, by the rule that it breaks. */
import assert from 'node:assert/strict';
import { createPublicKey, verify } from 'node:crypto';
import { after, before, beforeEach, describe, test } from 'node:test';
import { LOGIN_REFUSALS } from '../../../../demo/service/ports/identity-provider.ts';
import { type Change, HOSTILE_ID_TOKENS, type IdTokenCase, mintIdToken } from './id-token-cases.ts';
import {
  ACR,
  NOW,
  configurationFor,
  everythingSaid,
  expected,
  goodFor,
  providerAt,
} from './openid-sample.ts';
import { refusedAs, unavailable } from './openid-sample.ts';
import { type TestIssuer, sendJson, startTestIssuer } from './test-issuer.ts';
import { ATTACKER_JWK, PROVIDER_KEY, PUBLISHED_KEYS } from './test-signer.ts';
import { createOpenIdProvider } from '../../../../demo/service/adapters/openid/create-open-id-provider.ts';

let eid: TestIssuer;
before(async () => {
  eid = await startTestIssuer();
});
beforeEach(() => eid.reset());
after(() => eid.close());

const verifyToken = (token: string, changes = {}) =>
  providerAt(eid.issuer).provider.verifyIdToken(token, expected(changes));
const withClaims = (claims: object) => {
  const good = goodFor(eid.issuer);
  return mintIdToken({ ...good, claims: { ...good.claims, ...claims } });
};
const seconds = NOW.getTime() / 1000;

describe('A hostile ID token is refused by the rule that it breaks', () => {
  for (const { title, reason, change, forSeveral } of HOSTILE_ID_TOKENS) {
    test(`${title}: ${reason}`, async () => {
      const token = mintIdToken(goodFor(eid.issuer, forSeveral), change);
      await assert.rejects(verifyToken(token), refusedAs(reason));
    });
  }

  test('and for a login that the page ran, too', async () => {
    for (const { title, reason, change, forSeveral } of HOSTILE_ID_TOKENS) {
      const token = mintIdToken(goodFor(eid.issuer, forSeveral, 'signing-page'), change);
      await assert.rejects(verifyToken(token, { client: 'browser' }), refusedAs(reason), title);
    }
  });

  test('and nothing of the token is in the error', async () => {
    for (const { title, change, forSeveral } of HOSTILE_ID_TOKENS) {
      const token = mintIdToken(goodFor(eid.issuer, forSeveral), change);
      const error: unknown = await verifyToken(token).catch((reason: unknown) => reason);
      assert.doesNotMatch(everythingSaid(error), /person-|01017012345|bm9uY2Ut|eyJ/, title);
    }
  });

  test('and where it says that its keys are, nobody looks', async () => {
    eid.answer('/attacker-jwks', sendJson({ keys: [ATTACKER_JWK] }));
    for (const { title, reason, change } of HOSTILE_ID_TOKENS) {
      if (change.in !== 'header' || !['jku', 'x5u'].includes(change.member)) continue;
      await assert.rejects(verifyToken(mintIdToken(goodFor(eid.issuer), change)), refusedAs(reason), title);
    }
    assert.ok(eid.requests.includes('/jwks'));
    assert.ok(!eid.requests.includes('/attacker-jwks'));
  });

  test('each rule that a token can break has a case', () => {
    const covered = new Set(HOSTILE_ID_TOKENS.map(({ reason }) => reason));
    const notOfTheToken = ['replayed', 'code-refused'];
    assert.deepEqual(
      LOGIN_REFUSALS.filter((reason) => !covered.has(reason)),
      notOfTheToken,
    );
    assert.ok(HOSTILE_ID_TOKENS.length >= 34);
    assert.equal(new Set(HOSTILE_ID_TOKENS.map(({ title }) => title)).size, HOSTILE_ID_TOKENS.length);
  });
});

describe('Each hostile ID token differs from a good one in one thing', () => {
  for (const hostile of HOSTILE_ID_TOKENS) test(hostile.title, () => differsInOneThing(hostile));
});

function differsInOneThing({ change, forSeveral }: IdTokenCase): void {
  const good = goodFor(eid.issuer, forSeveral);
  const token = mintIdToken(good, change);
  const goodParts = mintIdToken(good).split('.');
  const parts = token.split('.');
  const differing = [0, 1, 2].filter((index) => parts[index] !== goodParts[index]);
  switch (change.in) {
    case 'header':
      assert.deepEqual(differing, [0, 2]);
      assert.deepEqual(differingMembers(parts[0]!, goodParts[0]!), [change.member]);
      // Only what says whose key it is may bring a hand of its own.
      if (change.by) assert.ok(['alg', 'jwk', 'x5c', 'jku', 'x5u'].includes(change.member));
      else if (change.member !== 'alg') assert.ok(isByProvider(token));
      break;
    case 'claims':
      assert.deepEqual(differing, [1, 2]);
      assert.deepEqual(differingMembers(parts[1]!, goodParts[1]!), [change.member]);
      assert.ok(isByProvider(token));
      break;
    case 'hand':
      assert.deepEqual(differing, [2]);
      break;
    case 'header-text':
    case 'claims-text':
      assert.deepEqual(differing, [change.in === 'header-text' ? 0 : 1, 2]);
      assert.ok(isByProvider(token));
      break;
    case 'compact':
      if (parts.length === 3) assert.equal(differing.length, 1);
      else assert.deepEqual(parts.slice(0, 3), goodParts.slice(0, parts.length));
  }
}

function differingMembers(part: string, goodPart: string): string[] {
  const read = (text: string) =>
    JSON.parse(Buffer.from(text, 'base64url').toString()) as Record<string, unknown>;
  const [a, b] = [read(part), read(goodPart)];
  const names = [...new Set([...Object.keys(a), ...Object.keys(b)])];
  return names.filter((name) => JSON.stringify(a[name]) !== JSON.stringify(b[name]));
}

function isByProvider(token: string): boolean {
  const end = token.lastIndexOf('.');
  const signature = Buffer.from(token.slice(end + 1), 'base64url');
  return verify(
    'sha256',
    Buffer.from(token.slice(0, end)),
    createPublicKey(PROVIDER_KEY.export({ type: 'spki', format: 'pem' })),
    signature,
  );
}

describe('A good ID token counts', () => {
  test('and says who, how well, when, and by which keys', async () => {
    const verified = await verifyToken(mintIdToken(goodFor(eid.issuer)));
    assert.equal(verified.issuer, eid.issuer);
    assert.equal(verified.subject, 'person-1');
    assert.equal(verified.acr, ACR);
    assert.deepEqual(verified.authenticatedAt, new Date(NOW.getTime() - 30_000));
    assert.equal(verified.claims['national_id'], '01017012345');
    assert.deepEqual(JSON.parse(verified.keySet), { keys: PUBLISHED_KEYS });
  });

  test('with nothing in the evidence but the keys', async () => {
    eid.answer('/jwks', sendJson({ note: 'not a key', keys: [...PUBLISHED_KEYS, null, 'no key'] }));
    const { keySet } = await verifyToken(mintIdToken(goodFor(eid.issuer)));
    assert.deepEqual(JSON.parse(keySet), { keys: PUBLISHED_KEYS });
  });

  const inHeader = (member: string, value: unknown): Change => ({ in: 'header', member, value });
  test('with a key of another kind', async () => {
    for (const [alg, kid] of [
      ['ES256', 'ec-1'],
      ['EdDSA', 'ed-1'],
    ]) {
      const good = goodFor(eid.issuer);
      await verifyToken(mintIdToken({ ...good, header: { alg, kid } }));
    }
  });

  test('for several audiences when it was made for us, and in a list for us alone', async () => {
    await verifyToken(mintIdToken(goodFor(eid.issuer, true)));
    await verifyToken(withClaims({ aud: ['signing-service'] }));
    await verifyToken(withClaims({ aud: ['signing-service', 'signing-service'] }));
  });

  test('when a certificate or an unknown member is in the header: nobody relies on it', async () => {
    await verifyToken(mintIdToken(goodFor(eid.issuer), inHeader('x5t', 'AAAA')));
    await verifyToken(mintIdToken(goodFor(eid.issuer), inHeader('jwk', ATTACKER_JWK)));
    await verifyToken(mintIdToken(goodFor(eid.issuer), inHeader('typ', 'jwt')));
  });

  test('when it is large, and when one name stands in two objects', async () => {
    await verifyToken(withClaims({ filler: 'f'.repeat(8 * 1024) }));
    const list = [{ sub: 'b' }, { sub: '{"sub":"c","sub":"\\' }];
    await verifyToken(withClaims({ address: { sub: 'a', list, name: 'd' }, name: 'e' }));
  });

  test('up to the leeway, at the time that it is judged at', async () => {
    await verifyToken(withClaims({ exp: seconds - 59 }));
    await verifyToken(withClaims({ nbf: seconds + 60 }));
    await verifyToken(withClaims({ iat: seconds + 60 }));
    await verifyToken(withClaims({ iat: seconds - 660 }));
    await verifyToken(withClaims({ auth_time: seconds - 960 }));
    await verifyToken(withClaims({ auth_time: seconds + 59.5 }));
    await verifyToken(withClaims({ sub: 's'.repeat(255) }));
  });

  test('not at any other time', async () => {
    const token = mintIdToken(goodFor(eid.issuer));
    const at = (more: number) => ({ now: new Date(NOW.getTime() + more * 1000) });
    await verifyToken(token, at(359));
    await assert.rejects(verifyToken(token, at(360)), refusedAs('expired'));
    await assert.rejects(verifyToken(token, at(-66)), refusedAs('issued-at'));
    await assert.rejects(verifyToken(token, { now: new Date(NaN) }), refusedAs('expired'));
  });
});

describe('What is expected decides', () => {
  test('a token for the page is none for the service, nor the other way round', async () => {
    const ofPage = mintIdToken(goodFor(eid.issuer, false, 'signing-page'));
    await verifyToken(ofPage, { client: 'browser' });
    await assert.rejects(verifyToken(ofPage), refusedAs('audience'));
    await assert.rejects(
      verifyToken(mintIdToken(goodFor(eid.issuer)), { client: 'browser' }),
      refusedAs('audience'),
    );
  });

  test('without a client for pages, no token is for one', async () => {
    const { browserClient: _none, ...configuration } = configurationFor(eid.issuer);
    const provider = createOpenIdProvider(configuration);
    const token = mintIdToken(goodFor(eid.issuer));
    await assert.rejects(
      provider.verifyIdToken(token, expected({ client: 'browser' })),
      refusedAs('audience'),
    );
  });

  test('where no level is asked for, none is good enough; where no nonce is, none fits', async () => {
    const token = mintIdToken(goodFor(eid.issuer));
    await assert.rejects(verifyToken(token, { acrValues: [] }), refusedAs('acr'));
    await assert.rejects(verifyToken(withClaims({ nonce: '' }), { nonce: '' }), refusedAs('nonce'));
  });

  test('the time of login may be missing only where no age is asked for', async () => {
    const { provider } = providerAt(eid.issuer, { maxAgeSeconds: undefined });
    const without = await provider.verifyIdToken(withClaims({ auth_time: undefined }), expected());
    assert.equal(without.authenticatedAt, undefined);
    const long = await provider.verifyIdToken(withClaims({ auth_time: 0 }), expected());
    assert.deepEqual(long.authenticatedAt, new Date(0));
    for (const time of ['0', null, -1, seconds + 61]) {
      await assert.rejects(
        provider.verifyIdToken(withClaims({ auth_time: time }), expected()),
        refusedAs('auth-time'),
      );
    }
  });

  test('a list of algorithms in the settings is the whole list', async () => {
    const { provider } = providerAt(eid.issuer, { algorithms: ['ES256'] });
    await assert.rejects(
      provider.verifyIdToken(mintIdToken(goodFor(eid.issuer)), expected()),
      refusedAs('algorithm'),
    );
  });
});

describe('When the eID does not answer', () => {
  test('nobody is refused who could be right, and who cannot be is refused without asking', async () => {
    eid.answer('/jwks', sendJson({}, 503));
    await assert.rejects(verifyToken(mintIdToken(goodFor(eid.issuer))), unavailable(/answered 503/));
    eid.reset();
    for (const { change, reason, title } of HOSTILE_ID_TOKENS) {
      if (reason !== 'malformed') continue;
      await assert.rejects(verifyToken(mintIdToken(goodFor(eid.issuer), change)), refusedAs(reason), title);
    }
    const none = HOSTILE_ID_TOKENS.find(({ title }) => title === 'algorithm none, unsigned')!;
    await assert.rejects(verifyToken(mintIdToken(goodFor(eid.issuer), none.change)), refusedAs('algorithm'));
    assert.deepEqual(eid.requests, []);
  });
});
