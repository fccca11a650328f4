import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { endLoginTexts } from '../../../src/login/end-login-texts.ts';
import { en } from '../../../src/messages/en.ts';
import { nb } from '../../../src/messages/nb.ts';

describe('what the page that ends a login says', () => {
  const table = [
    [['nb-NO', 'en'], 'nb'],
    [['no'], 'nb'],
    [['nn-NO'], 'nb'],
    [['en-GB', 'nb'], 'en'],
    [['de', 'nb'], 'nb'],
    [['de'], 'en'],
    [['note'], 'en'],
    [[], 'en'],
  ] as const;
  for (const [wanted, language] of table) {
    it(`is ${language} for somebody who reads ${wanted.join(', ') || 'nothing in particular'}`, () => {
      assert.equal(endLoginTexts(wanted).language, language);
    });
  }

  for (const [language, messages] of Object.entries({ en, nb })) {
    it(`calls the way out by the name that the widget gives it (${language})`, async () => {
      const { login } = await messages.entry.load();
      assert.ok(endLoginTexts([language]).texts.notTaken.includes(login.ownWindow));
    });
  }
});
