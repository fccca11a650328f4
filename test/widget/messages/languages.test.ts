import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { formatDateTime } from '../../../src/messages/format.ts';
import { formatBytes, formatWays } from '../../../src/messages/format-facts.ts';
import { languageFor, loadMessages } from '../../../src/messages/languages.ts';
import { en } from '../../../src/messages/en.ts';
import { later } from '../../../src/messages/later.ts';
import type { Messages } from '../../../src/messages/messages.ts';
import { FAILURE_CODES } from '../../../src/session/failure.ts';
import { nb } from '../../../src/messages/nb.ts';

describe('the language', () => {
  it('is the first wish that can be met, with its region', () => {
    assert.deepEqual(languageFor([null, 'xx', 'nb-NO', 'en']), { name: 'nb', tag: 'nb-NO' });
    assert.deepEqual(languageFor(['en', 'nb', 'en-IE', 'en-US']), { name: 'en', tag: 'en-IE' });
    assert.deepEqual(languageFor(['en', 'nb-NO', 'en-not a tag']), { name: 'en', tag: 'en' });
    assert.deepEqual(languageFor(['no']), { name: 'nb', tag: 'no' });
    assert.deepEqual(languageFor(['EN-gb']), { name: 'en', tag: 'EN-gb' });
  });

  it('is English for what is no language, whatever a page may say', () => {
    for (const tag of ['', 'constructor', '__proto__', 'en_US_!', '123', 'toString']) {
      assert.deepEqual(languageFor([tag]), { name: 'en', tag: 'en' }, tag);
    }
  });

  it('is loaded by its name', async () => {
    assert.equal(await loadMessages({ name: 'nb', tag: 'nb' }), nb);
    assert.equal(await loadMessages({ name: 'xx', tag: 'xx' }), en);
  });

  it('says everything that there is to say, with counts of one and more', async () => {
    for (const messages of [en, nb]) {
      for (const text of textsOf(await told(messages))) {
        assert.equal(typeof text, 'string');
        assert.ok(!/undefined|NaN|\[object/.test(text), text);
      }
      assert.notEqual(messages.pageCount(1), messages.pageCount(2).replace('2', '1'));
    }
  });

  it('has the same texts in every language', async () => {
    assert.deepEqual(keysOf(await told(nb)), keysOf(await told(en)));
  });

  it('says of each problem what to do, and of none the same in two languages', async () => {
    const [english, norwegian] = [await told(en), await told(nb)];
    for (const code of FAILURE_CODES) {
      const [one, other] = [english, norwegian].map(({ problems }) => problems[code]({ sender: 'X' }));
      assert.ok(one?.next && other?.next, code);
      assert.notEqual(one.text, other.text, code);
    }
  });

  it('has the texts of rare problems once they are loaded, and tries again after a failure', async () => {
    let line: 'down' | 'up' = 'down';
    const texts = later(async () => {
      if (line === 'down') throw new Error('offline');
      return 'texts';
    });
    await assert.rejects(texts.load());
    assert.equal(texts.value(), undefined);
    line = 'up';
    await texts.load();
    assert.equal(texts.value(), 'texts');
  });
});

/** What the platform has for it, which takes long to be loaded. */
const percentOf = (share: number, language: string) =>
  new Intl.NumberFormat(language, { style: 'percent' }).format(share);

describe('dates, numbers and lists', () => {
  it('are written as the language does', () => {
    assert.match(formatDateTime('2027-01-31T11:00:00Z', 'nb'), /31\. januar 2027/);
    assert.match(formatDateTime('2027-01-31T11:00:00Z', 'en-US'), /January 31, 2027/);
    assert.equal(en.percent(0.5), percentOf(0.5, 'en'));
    assert.equal(nb.percent(0.5), percentOf(0.5, 'nb'));
    assert.equal(formatBytes(1_500_000, 'en'), '1.5 MB');
    assert.equal(formatBytes(10, 'en'), '1 kB');
    assert.equal(
      formatWays(['For hånd', 'Med eID', 'Med passnøkkel'], 'nb'),
      'For hånd, med eID og med passnøkkel',
    );
  });

  it('are shown as they came where they are none', () => {
    assert.equal(formatDateTime('soon', 'en'), 'soon');
  });
});

/** All that a language has to say, with what it loads when it is needed. */
async function told({ rare, entry, document, signing, ...messages }: Messages) {
  const rarely = await rare.load();
  const before = await entry.load();
  return {
    ...messages,
    entry: before,
    document: await document.load(),
    signing: await signing.load(),
    problems: { ...messages.problems, ...before.problems, ...rarely.problems },
    reasons: { ...messages.reasons, ...before.reasons, ...rarely.reasons },
  };
}

/** What texts are told of what they speak of. A sender is not known before the task is open. */
const FACTS = { sender: 'Fjord Homes', name: 'card.png', kinds: 'PDF', size: '10 MB' };

const takesFacts = (call: object) => /^\(\{/.test(String(call));

/** Every text, with functions called with facts, with words and with counts. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'function') {
    const call = value as (...args: unknown[]) => unknown;
    const calls = takesFacts(call)
      ? [[FACTS], [{ ...FACTS, sender: undefined }]]
      : call.length === 2
        ? [
            ['Title', 1],
            ['Title', 3],
          ]
        : // More than a function has parameters is ignored.
          [
            [1, 1, 1],
            [3, 3, 3],
          ];
    return calls.flatMap((args) => textsOf(call(...args)));
  }
  return Object.values(value as object).flatMap(textsOf);
}

function keysOf(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value)
    .flatMap(([key, child]) => keysOf(child, `${path}.${key}`))
    .sort();
}
