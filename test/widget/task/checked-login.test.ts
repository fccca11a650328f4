import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkedLogin } from '../../../src/task/checked-login.ts';
import { failureFrom } from '../../../src/task/problem.ts';

const SERVICE = 'https://sign.example/base';
const byService = { id: 'login-1', startUrl: 'https://sign.example/base/logins/login-1/start' };
const inBrowser = {
  ...byService,
  issuer: 'https://eid.example',
  clientId: 'client',
  scope: 'openid',
  acrValues: ['urn:eid:test:high'],
  nonce: 'n',
  maxAge: 0,
  loginHint: 'hint',
};

describe('the offer of a login', () => {
  it('is taken as it is told, and nothing besides', () => {
    assert.deepEqual(checkedLogin(byService, SERVICE), byService);
    assert.deepEqual(checkedLogin({ ...inBrowser, more: 1 }, SERVICE), inBrowser);
  });

  it('is none when the browser would be sent to somebody else than the service', () => {
    for (const startUrl of [
      'https://evil.example/logins/1/start',
      'https://sign.example.evil.example/start',
      'http://sign.example/start',
      'javascript:alert(1)',
      '/logins/1/start',
      '',
      1,
    ]) {
      assert.equal(checkedLogin({ ...byService, startUrl }, SERVICE), undefined, String(startUrl));
    }
    for (const other of [undefined, null, 'login', [], { ...byService, id: 1 }]) {
      assert.equal(checkedLogin(other, SERVICE), undefined);
    }
  });

  it('is one that the service runs when what a browser needs for it is not in order', () => {
    for (const wrong of [
      { issuer: 'http://eid.example' },
      { issuer: 'javascript:alert(1)' },
      { issuer: 'http://localhost.evil.example' },
      { clientId: undefined },
      { scope: 1 },
      { acrValues: 'urn:eid:test:high' },
      { acrValues: [1] },
      { nonce: '' },
      { maxAge: -1 },
      { maxAge: '0' },
      { loginHint: {} },
    ]) {
      assert.deepEqual(checkedLogin({ ...inBrowser, ...wrong }, SERVICE), byService, JSON.stringify(wrong));
    }
  });

  it('may lead to an eID on this very machine without encryption', () => {
    for (const host of ['localhost:4105', '127.0.0.1:4105', '[::1]:4105', 'eid.localhost']) {
      const local = { ...inBrowser, issuer: `http://${host}` };
      assert.deepEqual(checkedLogin(local, SERVICE), local);
    }
  });

  it('comes with a problem of the service that was asked', async () => {
    const problem = () =>
      Response.json(
        { code: 'login-required', retryable: true, login: inBrowser },
        { status: 401, headers: { 'Content-Type': 'application/problem+json' } },
      );
    assert.deepEqual((await failureFrom(problem(), SERVICE)).login, inBrowser);
    assert.equal((await failureFrom(problem(), 'https://other.example')).login, undefined);
  });
});
