import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LoginError } from '../../../src/login/authenticator.ts';
import { withoutAnswer } from '../../../src/login/clean-address.ts';
import { isMarkedAsWindow, serviceAnswer } from '../../../src/login/service-answer.ts';
import { resultOf } from '../../../src/login/service-result.ts';

const PAGE = 'https://host.test/sign';

describe('what the service adds to an address', () => {
  it('an artifact counts only with the login that it is for', () => {
    assert.deepEqual(serviceAnswer('#artifact=a-1&login=l-1'), { loginId: 'l-1', artifact: 'a-1' });
    assert.equal(serviceAnswer('#artifact=a-1'), undefined);
    assert.equal(serviceAnswer('#login=l-1'), undefined);
    assert.equal(serviceAnswer(''), undefined);
  });

  it('is found behind what the page has in its fragment itself', () => {
    assert.deepEqual(serviceAnswer('#/rooms/3&login=l-1&artifact=a-1'), { loginId: 'l-1', artifact: 'a-1' });
  });

  const failures = {
    cancelled: 'login-cancelled',
    failed: 'login-failed',
    mismatch: 'subject-mismatch',
    'never-heard-of': 'login-failed',
    constructor: 'login-failed',
  };
  for (const [word, code] of Object.entries(failures)) {
    it(`“${word}” is ${code}`, () => {
      const answer = serviceAnswer(`#login-error=${word}&login=l-1`);
      assert.ok(answer);
      assert.throws(
        () => resultOf(answer),
        (error) => error instanceof LoginError && error.code === code,
      );
    });
  }

  const addresses = [
    ['#artifact=a-1&login=l-1', ''],
    ['#login-error=failed&login=l-1', ''],
    ['?room=3#artifact=a-1&login=l-1', '?room=3'],
    ['?room=3&artifact=a-1&login=l-1#top', '?room=3#top'],
    ['?q=a%20b+c%2f&artifact=a-1#/view?x=1&artifact=a-2&login=l-1', '?q=a%20b+c%2f#/view?x=1'],
    ['?login-window=1#artifact=a-1&login=l-1', ''],
    ['?login=kari&room=3#top', '?login=kari&room=3#top'],
    ['?login=kari#artifact=a-1&login=l-1', '?login=kari'],
    ['?artifacts=2&my-artifact=3', '?artifacts=2&my-artifact=3'],
  ] as const;
  for (const [before, after] of addresses) {
    it(`${before} is left as ${after || 'the page alone'}`, () => {
      assert.equal(withoutAnswer(PAGE + before), PAGE + after);
    });
  }

  it('a window is known by its mark', () => {
    assert.equal(isMarkedAsWindow('?room=3&login-window=1'), true);
    assert.equal(isMarkedAsWindow('?room=3'), false);
  });
});
