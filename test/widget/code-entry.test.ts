import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { charactersLeft, typedCode, typingFault } from '../../src/steps/code-typing.ts';
import { CODE_ALPHABET, checkCharacter, groupedCode } from '../../src/task/reference-code.ts';

const PLAIN = `ABCDEFGHJK${checkCharacter('ABCDEFGHJK')}`;
const CODE = groupedCode(PLAIN);

/** `|` is the caret, before and after. */
function type(value: string, forward = false): string {
  const { text, caret } = typedCode(value.replace('|', ''), value.indexOf('|'), forward);
  return `${text.slice(0, caret)}|${text.slice(caret)}`;
}

describe('a code that is being typed', () => {
  it('is grouped as it grows, and the caret stays behind what was typed', () => {
    let field = '|';
    for (const character of PLAIN.toLowerCase()) field = type(field.replace('|', `${character}|`));
    assert.equal(field, `${CODE}|`);
    assert.equal(type('abcde|'), 'ABCDE|');
    assert.equal(type('ABCDEf|'), 'ABCDE-F|');
  });

  it('takes letters for the digits that they look like', () => {
    assert.equal(type('oIl|'), '011|');
    assert.equal(type('u|'), 'V|');
  });

  it('keeps the caret where a character is put in or taken out', () => {
    assert.equal(type('AXx|BCD-EFGH'), 'AXX|BC-DEFGH');
    assert.equal(type('ABCDEx|-FGHJ'), 'ABCDE-X|FGHJ');
    assert.equal(type('A|CDE-FGHJ'), 'A|CDEF-GHJ');
    assert.equal(type('ABCDE-|GHJ'), 'ABCDE|-GHJ');
    assert.equal(type('|BCDE-FGHJ'), '|BCDEF-GHJ');
  });

  it('lets go of the dash in both directions, and is stuck at it in neither', () => {
    assert.equal(type('ABCDE|FGHJ'), 'ABCDE|-FGHJ');
    assert.equal(type('ABCDE|FGHJ', true), 'ABCDE-|FGHJ');
    assert.equal(type('ABCDE|', true), 'ABCDE|');
  });

  it('is found in whatever it was pasted with', () => {
    const pasted = [
      ` ${CODE} `,
      CODE.toLowerCase(),
      PLAIN,
      `Code: ${CODE}.`,
      `Your code is ${CODE.replace('-', ' – ')}, valid until Friday`,
      `my code ${PLAIN.toLowerCase()}`,
      `Use\n${CODE.replace('-', '\u2011')}\nto open.`,
    ];
    for (const text of pasted) assert.equal(type(`${text}|`), `${CODE}|`, text);
  });

  it('is shown as it is where no code is in it', () => {
    assert.equal(type(`Code: ${CODE.replace('A', 'B')}|`).startsWith(CODE), false);
    assert.equal(typingFault(typedCode('this is no code at all', 0).text), 'long');
  });

  it('is judged at its last character, and not before', () => {
    for (let length = 0; length < PLAIN.length; length++)
      assert.equal(typingFault(PLAIN.slice(0, length)), undefined);
    assert.equal(typingFault(CODE), undefined);
    const last = CODE_ALPHABET[(CODE_ALPHABET.indexOf(PLAIN.at(-1)!) + 1) % CODE_ALPHABET.length]!;
    assert.equal(typingFault(PLAIN.slice(0, -1) + last), 'check');
  });

  it('is told at once what no code has: another character, or one too many', () => {
    assert.equal(typingFault('AB:'), 'character');
    assert.equal(typingFault('ABÆ'), 'character');
    assert.equal(typingFault(`${CODE}A`), 'long');
  });

  it('says how many characters are to come', () => {
    assert.equal(charactersLeft(''), 11);
    assert.equal(charactersLeft('ABCDE-F'), 5);
    assert.equal(charactersLeft(CODE), 0);
  });
});
