import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { initialsOfName } from '../../../src/task/initials-of-name.ts';

const CASES: readonly (readonly [what: string, name: string, initials: string])[] = [
  ['a given and a family name', 'Kari Nordmann', 'KN'],
  ['one name', 'Sokrates', 'S'],
  ['names with a hyphen, each part', 'Anne-Marie Berg-Hansen', 'AMBH'],
  ['names with a hyphen of another kind', 'Anne\u2011Marie Berg', 'AMB'],
  ['particles, which stay small', 'Ludwig van Beethoven', 'LvB'],
  ['several particles', 'Jan van der Berg', 'JvdB'],
  ['a particle that is written together', "Jean d'Ormesson", 'JdO'],
  ['an apostrophe in the name itself', 'Sinéad O’Connor', 'SO'],
  ['a name in small letters only', 'kari nordmann', 'KN'],
  ['a name in capitals only', 'KARI NORDMANN', 'KN'],
  ['initials already, with points', 'J.R.R. Tolkien', 'JRRT'],
  ['much space and none', '  Kari \u00a0 Nordmann\t', 'KN'],
  ['letters with marks, however they are stored', 'A\u030asa E\u0301mile', 'ÅÉ'],
  ['a small letter with a mark', 'åsa øst', 'ÅØ'],
  ['a letter whose capital is two letters', 'ßeta ﬁeld', 'ßﬁ'],
  ['Greek', 'Ελένη Παπαδοπούλου', 'ΕΠ'],
  ['Cyrillic, with a patronymic', 'Лев Николаевич Толстой', 'ЛНТ'],
  ['Chinese and Japanese, in parts', '山田 花子', '山花'],
  ['the same written together', '山田花子', '山'],
  ['a middle dot between names in katakana', 'カリ・ノルドマン', 'カノ'],
  ['Korean', '김 민수', '김민'],
  ['Arabic', 'محمد علي', 'مع'],
  ['Hebrew', 'דוד כהן', 'דכ'],
  ['Thai, where a vowel is written first', 'เกษม ไชยา', 'กช'],
  ['Devanagari, with its vowel sign', 'किरण शर्मा', 'किश'],
  ['syllables that are more than one character', 'क्षितिज शर्मा', 'क्षिश'],
  ['Georgian, which has no capitals', 'ნინო ბერიძე', 'ნბ'],
  ['letters beyond the first plane', '𐐨𐐩 𐐪𐐫', '𐐀𐐂'],
  ['letters of the first plane among symbols', '🙂 Kari 🙂 Nordmann', 'KN'],
  ['half of a pair of surrogates', '\ud801Kari Nordmann\udc00', 'KN'],
  ['what stands in brackets and quotes', 'Kari (Kaja) “Nora” Nordmann', 'KKNN'],
  ['figures', 'Kari Nordmann 3.', 'KN3'],
  ['marks of direction', '\u200fKari\u200e Nordmann', 'KN'],
  ['very many names: the first ones and the last', 'Ana Bea Cia Dia Eva Fia Gia Hia', 'ABCDEH'],
  ['no letter at all', '🙂 🙂', '🙂'],
  ['nothing', '', ''],
];

const NAMES: readonly [name: string, initials: string, why: string][] = [
  ['Kari Nordmann', 'KN', 'two names'],
  ['  Kari \t Nordmann ', 'KN', 'with more white space than names'],
  ['kari nordmann', 'KN', 'without capitals'],
  ['KARI NORDMANN', 'KN', 'in capitals'],
  ['Madonna', 'M', 'one word'],
  ['Anne-Marie Lie-Hansen', 'AMLH', 'with hyphens'],
  ['Jean\u2010Luc Picard', 'JLP', 'with a hyphen of another kind'],
  ['Ludwig van Beethoven', 'LvB', 'with a particle'],
  ['María de la Cruz', 'MdlC', 'with particles'],
  ["Charles d'Artagnan", 'CdA', 'with an elided particle'],
  ['Jeanne d’Arc', 'JdA', 'with the other apostrophe'],
  ["Conan O'Brien", 'CO', 'with an apostrophe that belongs to the name'],
  ['Øystein Åsen', 'ØÅ', 'with letters of the country'],
  ['E\u0301milie A\u030asen', 'ÉÅ', 'with marks that stand by themselves'],
  ['Kari (Kaja) "Nord" Mann', 'KKNM', 'with what is in brackets'],
  ['Kari Nordmann 3.', 'KN3', 'with a number'],
  ['Юлія Шевченко', 'ЮШ', 'in Cyrillic'],
  ['Ελένη Παπαδοπούλου', 'ΕΠ', 'in Greek'],
  ['ßimon weiß', 'ßW', 'with a small letter that has no capital of one letter'],
  ['שרה כהן', 'שכ', 'in Hebrew'],
  ['محمد علي', 'مع', 'in Arabic'],
  ['\u202eKari\u202c \u200fNordmann', 'KN', 'with marks that turn text around'],
  ['山田 太郎', '山太', 'in Japanese'],
  ['山田太郎', '山', 'in one word without spaces'],
  ['クリス・エバンス', 'クエ', 'with a point between the names'],
  ['क्षितिज शर्मा', 'क्षिश', 'with syllables that are more than one character'],
  ['𐐔𐐯𐑅 𐐟𐐲𐑉𐑅𐐻', '𐐔𐐟', 'with letters that are two units each'],
  ['K\ud83dari No\udc00rdmann', 'KN', 'with halves of characters inside'],
  ['\ud83dKari', 'K', 'with half of a character before'],
  ['A B C D E F G H I', 'ABCDEI', 'of many words'],
  ['😀', '😀', 'without letters'],
  ['👩‍👩‍👧 x', 'X', 'with a picture'],
  ['', '', 'of nothing'],
  [' \u202e ', '', 'of nothing that is seen'],
  ['\ud83d', '', 'of half a character'],
];

describe('initials are made of', () => {
  for (const [what, name, initials] of CASES) {
    it(what, () => assert.equal(initialsOfName(name), initials));
  }

  it('no more than the protocol takes', () => {
    assert.ok(initialsOfName('क्षितिज '.repeat(50)).length <= 30);
  });
});

describe('the initials of a name can be drawn and sent', () => {
  for (const [name, initials, why] of NAMES) {
    it(`${why}: ${JSON.stringify(name)}`, () => {
      assert.equal(initialsOfName(name), initials);
      assert.doesNotThrow(() => encodeURIComponent(initialsOfName(name)), 'it has half a character');
    });
  }
});
