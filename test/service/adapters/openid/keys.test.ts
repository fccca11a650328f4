/** The provider's keys come and go; a token can neither choose one nor make us ask without end. */
import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { after, before, beforeEach, describe, test } from 'node:test';
import { mintIdToken } from './id-token-cases.ts';
import { expected, goodFor, providerAt, refusedAs, unavailable } from './openid-sample.ts';
import { type TestIssuer, sendJson, startTestIssuer } from './test-issuer.ts';
import { type JsonObject, PUBLISHED_KEYS, base64url, publicJwk, rawSignature } from './test-signer.ts';

let eid: TestIssuer;
before(async () => {
  eid = await startTestIssuer();
});
beforeEach(() => eid.reset());
after(() => eid.close());

const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
const NEW_KEY = publicJwk(pair.publicKey, { kid: 'rsa-2', alg: 'RS256', use: 'sig' });
const [OLD_KEY = {}] = PUBLISHED_KEYS;

const publish = (...keys: readonly unknown[]) => eid.answer('/jwks', sendJson({ keys }));
const keysRead = () => eid.requests.filter((path) => path === '/jwks').length;
const byKey = (kid?: unknown) => {
  const good = goodFor(eid.issuer);
  const { kid: _kid, ...others } = good.header;
  return mintIdToken({ ...good, header: kid === undefined ? others : { ...others, kid } });
};
/** A good token by the new key. */
function byNewKey(header: JsonObject = { alg: 'RS256', kid: 'rsa-2' }, key = pair.privateKey): string {
  const input = `${base64url(JSON.stringify(header))}.${base64url(JSON.stringify(goodFor(eid.issuer).claims))}`;
  return `${input}.${rawSignature(input, header['alg'], key)}`;
}
function start() {
  const { provider, wait } = providerAt(eid.issuer);
  return { wait, verify: (token: string) => provider.verifyIdToken(token, expected()) };
}

describe('Keys', () => {
  test('are read once for many logins', async () => {
    const { verify } = start();
    await Promise.all([verify(byKey('rsa-1')), verify(byKey('rsa-1'))]);
    await verify(byKey('rsa-1'));
    assert.equal(keysRead(), 1);
  });

  test('that are new are found at once, and the evidence holds the set that was used', async () => {
    const { verify } = start();
    await verify(byKey('rsa-1'));
    publish(NEW_KEY, OLD_KEY);
    const { keySet } = await verify(byNewKey());
    assert.deepEqual(JSON.parse(keySet), { keys: [NEW_KEY, OLD_KEY] });
    assert.equal(keysRead(), 2);
  });

  test('that were withdrawn are no longer believed after ten minutes', async () => {
    const { verify, wait } = start();
    await verify(byKey('rsa-1'));
    publish(NEW_KEY);
    wait(599);
    await verify(byKey('rsa-1'));
    wait(1);
    await assert.rejects(verify(byKey('rsa-1')), refusedAs('key-unknown'));
  });

  test('are read again when the clock was set back: nobody knows how old they are', async () => {
    const { verify, wait } = start();
    await verify(byKey('rsa-1'));
    wait(-1);
    await verify(byKey('rsa-1'));
    assert.equal(keysRead(), 2);
  });

  test('that a token invents are asked for once in 30 seconds, however many come', async () => {
    const { verify, wait } = start();
    await verify(byKey('rsa-1'));
    const invented = Array.from({ length: 50 }, (_, index) => `invented-${index}`);
    await Promise.all(invented.map((kid) => assert.rejects(verify(byKey(kid)), refusedAs('key-unknown'))));
    for (const kid of invented) await assert.rejects(verify(byKey(kid)), refusedAs('key-unknown'));
    wait(29);
    await assert.rejects(verify(byKey('more')), refusedAs('key-unknown'));
    assert.equal(keysRead(), 2);
    wait(1);
    await assert.rejects(verify(byKey('more')), refusedAs('key-unknown'));
    assert.equal(keysRead(), 3);
  });

  test('that are invented keep nobody out', async () => {
    const { verify, wait } = start();
    await assert.rejects(verify(byKey('invented')), refusedAs('key-unknown'));
    await verify(byKey('rsa-1'));
    publish(NEW_KEY);
    wait(30);
    await verify(byNewKey());
  });

  test('that cannot be read refuse nobody: the eID is unavailable, and the known ones go on', async () => {
    const { verify } = start();
    await verify(byKey('rsa-1'));
    eid.answer('/jwks', sendJson({}, 500));
    await assert.rejects(verify(byNewKey()), unavailable(/500/));
    await assert.rejects(verify(byNewKey()), unavailable(/500/));
    await verify(byKey('rsa-1'));
    assert.equal(keysRead(), 2);
  });

  test('are read again after the first reading failed', async () => {
    const { verify } = start();
    eid.answer('/jwks', sendJson({}, 500));
    await assert.rejects(verify(byKey('rsa-1')), unavailable(/500/));
    eid.reset();
    await verify(byKey('rsa-1'));
  });

  test('must be a set of public ones', async () => {
    eid.answer('/jwks', sendJson({ keys: {} }));
    await assert.rejects(start().verify(byKey('rsa-1')), unavailable(/no key set/));
    const secret = { kty: 'oct', k: 'c2VjcmV0', kid: 'oct-1' };
    for (const key of [{ ...pair.privateKey.export({ format: 'jwk' }) }, secret]) {
      publish(OLD_KEY, key);
      await assert.rejects(start().verify(byKey('rsa-1')), unavailable(/not public/));
    }
  });
});

describe('A token without the name of a key', () => {
  test('counts where exactly one key fits', async () => {
    await start().verify(byKey());
    // Each of these would be a second one if it were not for one word in it.
    const { alg: _alg, use: _use, ...key } = NEW_KEY;
    const p384 = generateKeyPairSync('ec', { namedCurve: 'P-384' });
    publish(
      ...PUBLISHED_KEYS,
      { ...key, alg: 'PS256' },
      { ...key, use: 'enc' },
      { ...key, key_ops: ['wrapKey'] },
      { ...key, key_ops: 'verify' },
      publicJwk(p384.publicKey, { kid: 'ec-2' }),
    );
    const { verify } = start();
    await verify(byKey());
    const good = goodFor(eid.issuer);
    await verify(mintIdToken({ ...good, header: { alg: 'ES256' } }));
  });

  test('does not where two fit, or none', async () => {
    publish(OLD_KEY, NEW_KEY);
    await assert.rejects(start().verify(byKey()), refusedAs('key-unknown'));
    publish(...PUBLISHED_KEYS.slice(1));
    await assert.rejects(start().verify(byKey()), refusedAs('key-unknown'));
  });

  test('makes us look for newer keys where none fits', async () => {
    publish(...PUBLISHED_KEYS.slice(1));
    const { verify, wait } = start();
    await assert.rejects(verify(byKey('invented')), refusedAs('key-unknown'));
    eid.reset();
    await assert.rejects(verify(byKey()), refusedAs('key-unknown'));
    wait(30);
    await verify(byKey());
  });
});

describe('A key is used', () => {
  test('only when its name stands for one', async () => {
    publish(OLD_KEY, { ...NEW_KEY, kid: 'rsa-1' });
    await assert.rejects(start().verify(byKey('rsa-1')), refusedAs('key-unknown'));
    // RFC 7517 section 4.5: keys of different types may share a name.
    publish(OLD_KEY, { ...PUBLISHED_KEYS[1], kid: 'rsa-1' });
    await start().verify(byKey('rsa-1'));
  });

  test('only by a name that is text', async () => {
    publish({ ...NEW_KEY, kid: 1 });
    await assert.rejects(start().verify(byNewKey({ alg: 'RS256', kid: 1 })), refusedAs('key-unknown'));
  });

  test('only for what it was published for', async () => {
    for (const members of [
      { alg: 'PS256' },
      { alg: 1 },
      { use: 'enc' },
      { key_ops: ['sign'] },
      { kty: 'EC' },
    ]) {
      publish({ ...NEW_KEY, ...members });
      await assert.rejects(start().verify(byNewKey()), refusedAs('algorithm'), JSON.stringify(members));
    }
    publish({ ...NEW_KEY, alg: undefined, use: undefined });
    await start().verify(byNewKey());
    await start().verify(byNewKey({ alg: 'PS256', kid: 'rsa-2' }));
  });

  test('only when it is strong enough, and a key at all', async () => {
    const short = generateKeyPairSync('rsa', { modulusLength: 1024 });
    publish(publicJwk(short.publicKey, { kid: 'rsa-2' }));
    await assert.rejects(
      start().verify(byNewKey({ alg: 'RS256', kid: 'rsa-2' }, short.privateKey)),
      refusedAs('algorithm'),
    );
    publish({ kty: 'RSA', kid: 'rsa-2', n: 'AA', e: 7 });
    await assert.rejects(start().verify(byNewKey()), refusedAs('algorithm'));
  });

  test('of the curve that the algorithm is for', async () => {
    const p384 = generateKeyPairSync('ec', { namedCurve: 'P-384' });
    publish(publicJwk(p384.publicKey, { kid: 'rsa-2' }));
    const token = byNewKey({ alg: 'ES256', kid: 'rsa-2' }, p384.privateKey);
    await assert.rejects(start().verify(token), refusedAs('algorithm'));
  });
});
