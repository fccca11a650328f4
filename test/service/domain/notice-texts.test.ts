/** What notices say, and whom to: nothing that is put in can become more than text. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { HISTORY_TYPES } from '../../../demo/service/domain/history.ts';
import {
  PLACEHOLDERS,
  renderHtml,
  renderLine,
  renderText,
  templateFault,
} from '../../../demo/service/domain/notice-template.ts';
import { NOTICE_TRIGGERS, stillHolds } from '../../../demo/service/domain/notice-trigger.ts';
import {
  shortWordsForSigner,
  wordsForSender,
  wordsForSigner,
} from '../../../demo/service/domain/notice-words.ts';
import { retryAt } from '../../../demo/service/domain/delivery-retry.ts';
import { isMailAddress, isPhoneNumber } from '../../../demo/service/domain/recipient.ts';

const NAME = '<b>Kari</b> & "O\'Neill"\r\nBcc: all@example.test';

describe('a placeholder', () => {
  test('stands for its value', () => {
    assert.equal(
      renderText('Hello ${signerName}: ${taskUrl}!', { signerName: 'Kari', taskUrl: 'https://x.test/1' }),
      'Hello Kari: https://x.test/1!',
    );
  });

  test('brings no markup into HTML', () => {
    const html = renderHtml('Hi <i> ${signerName}', { signerName: NAME });
    assert.equal(
      html,
      '<p>Hi &lt;i&gt; &lt;b&gt;Kari&lt;/b&gt; &amp; &quot;O&#39;Neill&quot; Bcc: all@example.test</p>',
    );
  });

  test('brings no second line into a header', () => {
    assert.doesNotMatch(renderLine('For ${signerName}', { signerName: NAME }), /[\r\n]/);
    assert.doesNotMatch(
      renderLine('For\u2028${signerName}', { signerName: 'a\u2029b\u0085c\0d' }),
      /[\u2028\u2029\u0085\0]/,
    );
  });

  test('whose value looks like a placeholder stays as it is', () => {
    assert.equal(renderText('${signerName}', { signerName: '${taskUrl}', taskUrl: 'secret' }), '${taskUrl}');
  });

  test('is a link in HTML where it is an address', () => {
    assert.equal(
      renderHtml('Here:\n${taskUrl}\n\nBye', { taskUrl: 'https://x.test/?a&b' }),
      '<p>Here:<br>\n<a href="https://x.test/?a&amp;b">https://x.test/?a&amp;b</a></p>\n<p>Bye</p>',
    );
  });

  const faults: readonly [template: string, says: RegExp][] = [
    ['Hello ${name}', /no placeholder "name".*\$\{signerName\}/],
    ['Hello ${}', /no placeholder/],
    ['Hello ${signerName', /no end/],
    ['${taskUrl}#artifact=${artifact}', /never goes into a notice/],
    ['${artifactUrl}', /never goes into a notice/],
    ['Code: ${referenceCode}', /"referenceCode": true/],
    ['Before ${deadline}', /has a deadline/],
    ['${ signerName }', /no placeholder/],
  ];
  for (const [template, says] of faults) {
    test(`is refused in ${JSON.stringify(template)}`, () => {
      assert.match(templateFault(template, ['signerName', 'taskUrl']) ?? '', says);
    });
  }

  test('is not seen in what is none', () => {
    for (const text of ['$5 {for} you', '$ {x}', 'a $', '']) assert.equal(templateFault(text, []), undefined);
  });
});

describe('the words of the service', () => {
  for (const language of ['en', 'nb'] as const) {
    for (const trigger of [...NOTICE_TRIGGERS, 'reminder'] as const) {
      test(`say ${trigger} in ${language} with what there is, and no more`, () => {
        const bare = PLACEHOLDERS.filter((name) => !['referenceCode', 'codeUrl', 'deadline'].includes(name));
        for (const [facts, available] of [
          [{ hasCode: false, hasDeadline: false }, bare],
          [{ hasCode: true, hasDeadline: true }, PLACEHOLDERS],
        ] as const) {
          const { subject, message } = wordsForSigner(trigger, language, facts);
          for (const text of [subject, message, shortWordsForSigner(trigger, language, facts)]) {
            assert.equal(templateFault(text, available), undefined);
          }
        }
        if (trigger === 'reminder') return;
        const own = [
          'orderTitle',
          'senderName',
          ...(trigger.startsWith('task.') ? ['signerName' as const] : []),
        ] as const;
        assert.equal(templateFault(wordsForSender(trigger, language).message, own), undefined);
      });
    }
  }
});

describe('an SMS of the service', () => {
  // 3GPP TS 23.038 section 6.2.1, as far as letters and marks of these languages go.
  const GSM = /^[A-Za-z0-9æøåÆØÅ \n"'(),.:;!?/${}-]*$/;
  for (const trigger of [...NOTICE_TRIGGERS, 'reminder'] as const) {
    test(`costs no more than its length, of ${trigger}`, () => {
      for (const language of ['en', 'nb'] as const) {
        assert.match(shortWordsForSigner(trigger, language, { hasCode: true, hasDeadline: true }), GSM);
      }
    });
  }
});

describe('a trigger', () => {
  test('is something that a history can tell', () => {
    for (const trigger of NOTICE_TRIGGERS) assert.ok(HISTORY_TYPES.includes(trigger));
  });

  test('holds while the status is the one that it is for', () => {
    assert.ok(stillHolds('task.ready', { order: 'open', task: 'ready' }));
    assert.ok(!stillHolds('task.ready', { order: 'open', task: 'completed' }));
    assert.ok(stillHolds('task.completed', { order: 'rejected', task: 'completed' }));
    assert.ok(stillHolds('order.completed', { order: 'completed', task: undefined }));
    assert.ok(stillHolds('packaging.failed', { order: 'failed', task: 'completed' }));
    assert.ok(!stillHolds('packaging.failed', { order: 'packaging', task: 'completed' }));
  });
});

describe('a recipient', () => {
  const good = [
    'kari@example.test',
    'kari.nordmann+signing@post.example.test',
    "o'neill@example.test",
    'kari@blåbær.example',
  ];
  const bad = [
    'kari',
    'kari@localhost',
    'kari@example.test, ola@example.test',
    'kari@example.test;ola@example.test',
    'Kari <kari@example.test>',
    '"kari"@example.test',
    'kari@example.test\r\nBcc: ola@example.test',
    'kari@exa mple.test',
    'kari@-example.test',
    'kari@example..test',
    '.kari@example.test',
    'kari@[127.0.0.1]',
    'kari@ola@example.test',
    `${'k'.repeat(65)}@example.test`,
    '',
  ];
  for (const text of good) test(`is ${text}`, () => assert.ok(isMailAddress(text)));
  for (const text of bad) test(`is not ${JSON.stringify(text)}`, () => assert.ok(!isMailAddress(text)));

  test('of an SMS is a number with its country', () => {
    assert.ok(isPhoneNumber('+4790000000'));
    for (const text of ['90000000', '+47 900 00 000', '+0790000000', '004790000000', '+4790000000\n'])
      assert.ok(!isPhoneNumber(text), text);
  });
});

describe('what did not arrive', () => {
  const NOW = new Date('2026-06-01T10:00:00Z');
  const waits = (channel: 'webhook' | 'email', random: number) =>
    Array.from({ length: 40 }, (_, tries) => retryAt(channel, NOW, tries + 1, random))
      .filter((at) => at !== undefined)
      .map((at) => (at.getTime() - NOW.getTime()) / 1000);

  test('as a webhook is tried ten times, as Standard Webhooks says', () => {
    const HOUR = 3600;
    assert.deepEqual(waits('webhook', 0), [
      5,
      300,
      1800,
      2 * HOUR,
      5 * HOUR,
      10 * HOUR,
      14 * HOUR,
      20 * HOUR,
      24 * HOUR,
    ]);
  });

  test('as a mail is tried for some days', () => {
    const days = waits('email', 0).reduce((sum, wait) => sum + wait, 0) / 86_400;
    assert.ok(days > 3.5 && days < 5, `${days}`);
  });

  test('does not come again all at one moment', () => {
    const [early, late] = [waits('webhook', 0), waits('webhook', 0.999)];
    for (const [index, wait] of early.entries()) {
      assert.ok(late[index]! > wait && late[index]! <= wait * 1.1);
    }
  });

  test('waits as long as the other side asks for, within a day', () => {
    assert.equal(retryAt('webhook', NOW, 1, 0, 120)?.getTime(), NOW.getTime() + 120_000);
    assert.equal(retryAt('webhook', NOW, 1, 0, 10 ** 9)?.getTime(), NOW.getTime() + 86_400_000);
    assert.equal(retryAt('webhook', NOW, 10, 0, 120), undefined);
  });
});
