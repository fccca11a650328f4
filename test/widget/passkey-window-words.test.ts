import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { languageOf } from '../../src/passkey-window/window-words.ts';

describe('the words of the window in which a passkey signs', () => {
  it('are in the first of the wished languages that there is, with its region', () => {
    assert.equal(languageOf(['fr', 'nb-NO', 'en']).tag, 'nb-NO');
    assert.equal(languageOf(['no']).words.cancel, 'Avbryt');
    assert.equal(languageOf(['fr']).words.cancel, 'Cancel');
    assert.equal(languageOf(['constructor']).tag, 'en');
  });

  it('are all there in each language, and none of them twice the same as in another', () => {
    const [en, nb] = [languageOf(['en']).words, languageOf(['nb']).words];
    assert.deepEqual(Object.keys(nb), Object.keys(en));
    const told = (words: typeof en) => Object.values(words).filter((word) => typeof word === 'string');
    assert.deepEqual(
      told(nb).filter((word) => told(en).includes(word)),
      [],
    );
    assert.ok(told(nb).every((word) => word.trim() !== ''));
  });

  it('count documents', () => {
    const { documents } = languageOf(['nb']).words;
    assert.deepEqual([documents(1), documents(2)], ['Dokument', 'Dokumenter']);
  });
});
