/** Mail as a real server gets it. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { createMailSender } from '../../../../demo/service/adapters/notices/mail-sender.ts';
import { NotDelivered, type Mail } from '../../../../demo/service/ports/notice-senders.ts';
import { MailReceiver } from '../../../harness/mail-receiver.ts';

const MAIL: Mail = {
  id: 'ntc_0123456789abcdef',
  recipient: 'kari@example.test',
  senderName: 'Fjord Homes',
  subject: 'Til signering: Leieavtale på Grünerløkka',
  text: 'Hei Kari,\n\nsigner her: https://sign.example/tasks/task_1\n',
  html: '<p>Hei Kari,</p>',
  language: 'nb',
};

describe('a mail', () => {
  let receiver: MailReceiver;
  const send = (change: Partial<Mail> = {}) =>
    createMailSender({ url: receiver.url, from: 'signing@service.test' }).send({ ...MAIL, ...change });

  before(async () => (receiver = await MailReceiver.start()));
  after(() => receiver.stop());
  beforeEach(() => {
    receiver.mails.all.length = 0;
    receiver.tries.all.length = 0;
    receiver.refuses = () => undefined;
  });

  test('comes whole, as text and as HTML, from the sender by name', async () => {
    await send();
    const [mail] = receiver.mails.all;
    assert.ok(mail);
    assert.deepEqual(mail.envelope, { from: 'signing@service.test', to: ['kari@example.test'] });
    assert.equal(mail.subject, MAIL.subject);
    assert.deepEqual(mail.from, { name: 'Fjord Homes', address: 'signing@service.test' });
    assert.deepEqual(mail.to, [{ name: '', address: 'kari@example.test' }]);
    assert.equal(mail.text?.trim(), MAIL.text.trim());
    assert.equal(mail.html?.trim(), MAIL.html);
    assert.equal(mail.messageId, '<ntc_0123456789abcdef@service.test>');
    assert.match(mail.source, /^Auto-Submitted: auto-generated\r$/m);
    assert.match(mail.source, /^Content-Language: nb\r$/m);
  });

  test('has the same Message-ID when it comes again', async () => {
    await send();
    await send();
    assert.equal(new Set(receiver.mails.all.map(({ messageId }) => messageId)).size, 1);
  });

  const injected = 'Homes\r\nBcc: ola@example.test\r\n\r\nAnother body';
  for (const [what, change] of [
    ['its subject', { subject: injected }],
    ['its sender’s name', { senderName: injected }],
    ['its recipient', { recipient: 'kari@example.test\r\nBcc: ola@example.test' }],
    ['a recipient that is two', { recipient: 'kari@example.test, ola@example.test' }],
  ] as const) {
    test(`reaches nobody else by ${what}`, async () => {
      await send(change).catch(() => undefined);
      for (const { envelope, source, bcc, cc } of receiver.mails.all) {
        assert.ok(envelope.to.length === 1 && !envelope.to[0]?.startsWith('ola@'));
        assert.ok(!bcc && !cc);
        assert.doesNotMatch(source, /^Bcc:/im);
      }
    });
  }

  for (const [title, refusal, outcome, reason] of [
    ['refused for good', { code: 550, at: 'recipient' }, 'refused', 'answered-550'],
    ['refused for what it says', { code: 554 }, 'refused', 'answered-554'],
    ['put off', { code: 451 }, 'later', 'answered-451'],
    ['put off at its recipient', { code: 450, at: 'recipient' }, 'later', 'answered-450'],
  ] as const) {
    test(`that is ${title} says so, and nothing of its recipient`, async () => {
      receiver.refuses = () => refusal;
      await assert.rejects(send(), (error) => {
        assert.ok(error instanceof NotDelivered);
        assert.deepEqual([error.outcome, error.reason], [outcome, reason]);
        assert.doesNotMatch(error.message, /kari/);
        return true;
      });
    });
  }

  test('comes later where there is no server', async () => {
    const gone = await MailReceiver.start();
    const { url } = gone;
    await gone.stop();
    const sending = createMailSender({ url, from: 'signing@service.test' }).send(MAIL);
    await assert.rejects(sending, (error) => error instanceof NotDelivered && error.outcome === 'later');
  });
});
