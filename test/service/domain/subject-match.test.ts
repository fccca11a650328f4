import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { subjectMatches } from '../../../demo/service/domain/subject-match.ts';

const EID = { claim: 'national_id', value: '01017012345' };
const claimsOf = (json: string) => JSON.parse(json) as Record<string, unknown>;

describe('The person who logged in is the one whom the order names', () => {
  test('when the claim is the same text', () => {
    assert.equal(subjectMatches({ sub: 'x', national_id: '01017012345' }, EID), true);
    assert.equal(subjectMatches(claimsOf('{"__proto__":"me"}'), { claim: '__proto__', value: 'me' }), true);
  });

  const others: readonly [title: string, claims: Readonly<Record<string, unknown>>][] = [
    ['another text', { national_id: '01017012346' }],
    ['no claim', {}],
    ['the text under another name', { nationalId: '01017012345', National_id: '01017012345' }],
    ['a space before it', { national_id: ' 01017012345' }],
    ['a space after it', { national_id: '01017012345 ' }],
    ['more text', { national_id: '010170123450' }],
    ['less text', { national_id: '0101701234' }],
    ['a number', { national_id: 1017012345 }],
    ['a list', { national_id: ['01017012345'] }],
    ['an object that says it', { national_id: { toString: () => '01017012345' } }],
    ['a boxed text', { national_id: new String('01017012345') }],
    ['null', { national_id: null }],
    ['digits of another script', { national_id: '٠١٠١٧٠١٢٣٤٥' }],
    ['an inherited claim', Object.create({ national_id: '01017012345' }) as Record<string, unknown>],
  ];
  for (const [title, claims] of others) {
    test(`not with ${title}`, () => assert.equal(subjectMatches(claims, EID), false));
  }

  test('letter for letter: neither case nor another way to write a letter is the same', () => {
    const eid = { claim: 'sub', value: 'p\u00e5l' };
    assert.equal(subjectMatches({ sub: 'p\u00e5l' }, eid), true);
    assert.equal(subjectMatches({ sub: 'pa\u030al' }, eid), false);
    assert.equal(subjectMatches({ sub: 'P\u00e5l' }, eid), false);
  });

  test('never by what every object has', () => {
    for (const claim of ['constructor', 'toString', '__proto__', 'hasOwnProperty']) {
      assert.equal(
        subjectMatches({}, { claim, value: String(({} as Record<string, unknown>)[claim]) }),
        false,
      );
    }
  });

  test('never when the order names nobody', () => {
    assert.equal(subjectMatches({ national_id: '' }, { claim: 'national_id', value: '' }), false);
    assert.equal(subjectMatches({}, { claim: '', value: 'undefined' }), false);
  });
});
