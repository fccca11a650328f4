import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { patternFor } from '../../../src/document/find/find-in-text.ts';

function found(query: string, text: string): string[] {
  return (patternFor(query)?.(text) ?? []).map(({ start, end }) => text.slice(start, end));
}

describe('looking for words in the text of a page', () => {
  for (const [what, query, text, hits] of [
    ['capitals', 'RENT', 'rent, Rent and RENT', ['rent', 'Rent', 'RENT']],
    [
      'accents that are letters of their own',
      'leie avtale',
      'Leie \u00c4vtal\u00e9',
      ['Leie \u00c4vtal\u00e9'],
    ],
    ['accents as marks after the letter', 'cafe', 'cafe\u0301 au lait', ['cafe\u0301']],
    ['accents that are typed and not written', 'r\u00e9sum\u00e9', 'A resume', ['resume']],
    ['Nordic letters, written otherwise', 'bjorn', 'Bj\u00f8rn', ['Bj\u00f8rn']],
    ['Nordic letters as they are', 'm\u00e5ned', 'hver m\u00e5ned', ['m\u00e5ned']],
    ['sharp s', 'strasse', 'Hauptstra\u00dfe 1', ['stra\u00dfe']],
    ['ligatures', 'office', 'the o\ufb03ce', ['o\ufb03ce']],
    ['a part of a ligature', 'fin', '\ufb01nal', ['\ufb01n']],
    ['letters of full width', 'abc', '\uff21\uff22\uff23', ['\uff21\uff22\uff23']],
    ['the end of a line', 'the rent', 'Pay the\nrent now', ['the\nrent']],
    ['spaces of any kind and number', 'the rent', 'the \u00a0  rent', ['the \u00a0  rent']],
    ['a word divided at the end of a line', 'agreement', 'this agree-\nment ends', ['agree-\nment']],
    ['a word divided by a soft hyphen', 'agreement', 'agree\u00ad\nment', ['agree\u00ad\nment']],
    ['a soft hyphen within a line', 'agreement', 'agree\u00adment', ['agree\u00adment']],
    ['a hyphen of its own at the end of a line', 'well-known', 'a well-\nknown name', ['well-\nknown']],
    [
      'other hyphens and quotation marks',
      `"well-known"`,
      '\u201cwell\u2011known\u201d',
      ['\u201cwell\u2011known\u201d'],
    ],
    ['Chinese across lines', '\u5408\u540c', '\u7b7e\u7f72\u5408\n\u540c\u3002', ['\u5408\n\u540c']],
    [
      'Hebrew without points',
      '\u05e9\u05dc\u05d5\u05dd',
      '\u05e9\u05b8\u05c1\u05dc\u05d5\u05b9\u05dd',
      ['\u05e9\u05b8\u05c1\u05dc\u05d5\u05b9\u05dd'],
    ],
    ['letters outside of the first plane', '\u{1d400}', 'x \u{1d400} y a', ['\u{1d400}', 'a']],
    ['what stands for something in patterns', 'a.b*(c)[d]\\', 'aXb a.b*(c)[d]\\', ['a.b*(c)[d]\\']],
    ['nothing but spaces', '   ', 'a b', []],
    ['words that are apart on other lines', 'now here', 'nowhere', []],
    ['words that a line end keeps apart', 'nowhere', 'now\nhere', []],
  ] as const) {
    it(`finds ${what}`, () => assert.deepEqual(found(query, text), hits));
  }

  it('never begins or ends inside of a character', () => {
    const text = 'a\u{1f600}b\u{1f600}';
    for (const hit of patternFor('\u{1f600}')?.(text) ?? []) {
      assert.equal(text.slice(hit.start, hit.end), '\u{1f600}');
    }
    assert.equal(found('\u{1f600}', text).length, 2);
    assert.deepEqual(found('\ud83d', text), []);
  });

  it('takes as long as the text is, whatever is looked for', () => {
    assert.deepEqual(found('-'.repeat(200), '-\n'.repeat(50_000)).length > 0, true);
    assert.deepEqual(found(`${'a'.repeat(199)}b`, 'a'.repeat(20_000)), []);
  });
});
