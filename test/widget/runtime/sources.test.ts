import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readSource, type Given } from '../../../src/runtime/sources.ts';
import { checkCharacter } from '../../../src/task/reference-code.ts';

const TASK = 'https://sign.example/tasks/abc';
const CODE = `ABCDEFGHJK${checkCharacter('ABCDEFGHJK')}`;

function read(part: Partial<Given>, isOwnReturn = false) {
  const given = { src: '', artifact: undefined, service: undefined, referenceCode: undefined, ...part };
  const asked: string[] = [];
  const source = readSource(given, 'https://host.example/page/', (url) => {
    asked.push(url);
    return isOwnReturn;
  });
  return { ...source, asked };
}

describe('what a page gives to open', () => {
  it('is a task, with the artifact taken out of its URL wherever it stands', () => {
    for (const src of [
      `${TASK}#artifact=a1`,
      `${TASK}?artifact=a1`,
      `${TASK}?artifact=a1#artifact=a1`,
      `${TASK}#artifact=a%31`,
    ]) {
      const source = read({ src });
      assert.deepEqual(source.credential, { artifact: 'a1' }, src);
      assert.equal(source.src, TASK, src);
      assert.ok(source.secrets.includes('a1'));
    }
  });

  it('keeps the rest of the URL letter by letter', () => {
    assert.equal(read({ src: `${TASK}?a=%20b&artifact=a1&c#/x&artifact=a1` }).src, `${TASK}?a=%20b&c#/x`);
    assert.equal(read({ src: `tasks/abc?a=1` }).src, 'tasks/abc?a=1');
  });

  it('is a task by its URL alone when no artifact comes with it', () => {
    const source = read({ src: TASK });
    assert.equal(source.credential, undefined);
    assert.deepEqual(source.secrets, []);
    assert.ok(source.target && source.target !== 'invalid' && source.target.address?.taskId === 'abc');
  });

  it('goes by the artifact that is given beside the URL before the one in it, and takes out both', () => {
    const source = read({ src: `${TASK}#artifact=a1`, artifact: 'a2' });
    assert.deepEqual(source.credential, { artifact: 'a2' });
    assert.deepEqual([...source.secrets].sort(), ['a1', 'a2']);
  });

  it('takes no artifact of a login that this tab has not begun, and leaves its own to the login', () => {
    const src = `${TASK}#artifact=a1&login=l1`;
    const foreign = read({ src });
    assert.deepEqual([foreign.credential, foreign.src, foreign.secrets], [undefined, TASK, ['a1']]);
    assert.deepEqual(foreign.asked, [TASK]);
    const own = read({ src }, true);
    assert.deepEqual([own.credential, own.src, own.secrets], [undefined, TASK, []]);
  });

  it('takes the answer of a failed login out of the URL', () => {
    assert.equal(read({ src: `${TASK}#login-error=failed&login=l1` }).src, TASK);
  });

  it('leads nowhere when it is no task’s URL', () => {
    for (const src of ['https://sign.example/', 'javascript:alert(1)', 'https://u:p@sign.example/tasks/a']) {
      assert.equal(read({ src }).target, 'invalid', src);
    }
    assert.equal(read({ service: 'ftp://sign.example' }).target, 'invalid');
    assert.equal(read({}).target, undefined);
  });

  it('is a service with a code in any spelling, or without one', () => {
    const target = { service: 'https://sign.example/base', address: undefined };
    const service = 'https://sign.example/base/?x#y';
    const source = read({ service, referenceCode: 'abcde fghj k' + CODE.at(-1)!.toLowerCase() });
    assert.deepEqual([source.target, source.credential], [target, { referenceCode: CODE }]);
    assert.equal(source.secrets.length, 1);
    assert.deepEqual([read({ service }).target, read({ service }).credential], [target, undefined]);
    assert.deepEqual(read({ service: '/' }).target, { service: 'https://host.example', address: undefined });
  });

  it('gives a code that cannot be one back to be mended', () => {
    const source = read({ service: 'https://sign.example', referenceCode: 'ABC' });
    assert.deepEqual([source.credential, source.mistyped], [undefined, 'ABC']);
  });

  it('is the task’s URL where a service is given as well', () => {
    const source = read({ src: TASK, service: 'https://other.example', referenceCode: CODE });
    assert.ok(source.target && source.target !== 'invalid');
    assert.equal(source.target.service, 'https://sign.example');
    assert.deepEqual([source.credential, source.secrets], [undefined, [CODE]]);
  });
});
