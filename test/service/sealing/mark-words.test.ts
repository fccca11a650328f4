/** What stands under a signature, as the widget shows it before: how it was made, in the language of the signer's task. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { consentFor } from '../../../demo/service/domain/consent.ts';
import { drawAppearance } from '../../../demo/service/sealing/draw-appearance.ts';
import { newDrawing } from '../../../demo/service/sealing/text-drawing.ts';
import { markLanguage, markWordsFor, type SigningWay } from '../../../src/task/mark-words.ts';
import { textOfPages } from '../../harness/pdf-text.ts';
import { signature } from './sealing-sample.ts';

const WORDS: Readonly<Record<SigningWay, readonly [en: string, nb: string]>> = {
  consent: ['Signed by consent', 'Signert ved samtykke'],
  typed: ['Signed by typed name', 'Signert med maskinskrevet navn'],
  drawn: ['Signed by drawn signature', 'Signert med tegnet underskrift'],
  uploaded: ['Signed by uploaded picture of the signature', 'Signert med opplastet bilde av underskriften'],
  eid: ['Signed with an electronic ID', 'Signert med elektronisk ID'],
  passkey: ['Signed with a passkey', 'Signert med passnøkkel'],
};
const WAYS = Object.keys(WORDS) as SigningWay[];

/** All of them are drawn on sheets of one file: to open one takes longer than to draw it. */
async function marksOf(signed: readonly { locale: string; ways: readonly SigningWay[] }[]) {
  const { drawing, fonts } = await newDrawing();
  for (const more of signed) {
    const mark = signature(1, { signerName: 'Kari Nordmann', ...more });
    const page = drawing.addPage([420, 76]);
    const order = { id: 'order-1', title: '', sender: '', language: 'en' } as const;
    drawAppearance(page, mark, { kind: 'text', text: 'K', font: undefined }, order, fonts);
  }
  const pages = await textOfPages(await drawing.save());
  return pages.map((text) => text.split('\n').slice(1));
}

describe('Under a signature', () => {
  test('stands how it was made: what was typed or photographed is not called drawn', async () => {
    const marks = await marksOf(
      ['en', 'nb'].flatMap((locale) => WAYS.map((way) => ({ locale, ways: [way] }))),
    );
    assert.deepEqual(
      marks.map(([first]) => first),
      [0, 1].flatMap((language) => WAYS.map((way) => `Kari Nordmann · ${WORDS[way][language]}`)),
    );
  });

  test('stand all ways together, the time with its zone, and the order, in the language of the task', async () => {
    const ways = ['typed', 'eid', 'passkey'] as const;
    const [english, norwegian] = await marksOf(['en-IE', 'nb-NO'].map((locale) => ({ locale, ways })));
    assert.deepEqual(english, [
      'Kari Nordmann · Signed by typed name, with an electronic ID, and with a passkey',
      '2026-01-15 10:01:00 UTC',
      'Order order-1',
    ]);
    assert.deepEqual(norwegian, [
      'Kari Nordmann · Signert med maskinskrevet navn, med elektronisk ID og med passnøkkel',
      '2026-01-15 10:01:00 UTC',
      'Ordre order-1',
    ]);
  });

  test('is English in a language that nobody has written words for', () => {
    for (const locale of ['de', 'ja-JP', 'constructor', ''])
      assert.equal(markWordsFor(locale), markWordsFor('en'));
  });
});

test('Marks are in the language of the consent that they stand for', () => {
  for (const locale of ['en', 'en-IE', 'nb', 'NB-no', 'no', 'nn', 'de', 'zh-Hans'])
    assert.equal(markLanguage(locale), consentFor(locale).locale, locale);
});
